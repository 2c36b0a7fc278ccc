/** The data key of a SOPS file: encrypted once to each recipient, as an armored age file. */
import { armor, Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { inputFailure } from '../../core/error.ts';
import { reveal, type Secret } from '../../core/secret.ts';
import type { SealedKey } from '../../core/state/sops-rules.ts';

/** Bytes of a data key: AES-256. */
export const DATA_KEY_BYTES = 32;

/** The data key, opened by whichever key fits; undefined when none does. */
export async function openDataKey(
  sealed: readonly SealedKey[],
  keys: readonly Secret<string>[],
): Promise<Uint8Array | undefined> {
  if (keys.length === 0) return undefined;
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(reveal(key));
  for (const { enc } of sealed) {
    const opened = await tryDecrypt(decrypter, enc);
    if (opened?.length === DATA_KEY_BYTES) return opened;
  }
  return undefined;
}

/** @throws input `state/recipients`: a recipient that is malformed. */
export async function sealDataKey(dataKey: Uint8Array, recipients: readonly string[]): Promise<readonly SealedKey[]> {
  return Promise.all(
    recipients.map(async (recipient) => {
      const encrypter = new Encrypter();
      try {
        encrypter.addRecipient(recipient);
      } catch (error) {
        const message = `"${recipient}" is no age recipient: ${(error as Error).message}`;
        throw inputFailure({ code: 'state/recipients', message });
      }
      return { recipient, enc: armor.encode(await encrypter.encrypt(dataKey)) };
    }),
  );
}

/** The public half of a key. */
export function recipientOf(key: Secret<string>): Promise<string> {
  return identityToRecipient(reveal(key));
}

async function tryDecrypt(decrypter: Decrypter, enc: string): Promise<Uint8Array | undefined> {
  try {
    return await decrypter.decrypt(armor.decode(enc));
  } catch {
    // typage tells "not for these keys" and "damaged" by words alone; either way this copy of the key does not open.
    return undefined;
  }
}

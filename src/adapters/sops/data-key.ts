/** The data key of a SOPS file: encrypted once to each recipient, as an armored age file. */
import { armor, Decrypter, Encrypter, type Identity, identityToRecipient, type Recipient } from 'age-encryption';
import { unwrap } from '../../core/error.ts';
import type { Issue } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import { reveal, type Secret } from '../../core/secret.ts';
import type { SealedKey } from '../../core/sops/metadata.ts';
import { sshIdentity, sshRecipient } from './ssh-age.ts';
import { describePublicKey, parsePrivateKey, parsePublicKey } from './ssh-keys.ts';

/** Bytes of a data key: AES-256. */
export const DATA_KEY_BYTES = 32;

/** The data key, opened by whichever key fits; undefined when none does. */
export async function openDataKey(
  sealed: readonly SealedKey[],
  keys: readonly Secret<string>[],
): Promise<Uint8Array | undefined> {
  if (keys.length === 0) return undefined;
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(toIdentity(key));
  for (const { enc } of sealed) {
    const opened = await tryDecrypt(decrypter, enc);
    if (opened?.length === DATA_KEY_BYTES) return opened;
  }
  return undefined;
}

/** @throws input `state/recipients`: those that are malformed. */
export async function sealDataKey(dataKey: Uint8Array, recipients: readonly string[]): Promise<readonly SealedKey[]> {
  unwrap(checkRecipients(recipients));
  return Promise.all(
    recipients.map(async (recipient) => {
      const encrypter = new Encrypter();
      encrypter.addRecipient(toRecipient(recipient));
      return { recipient, enc: armor.encode(await encrypter.encrypt(dataKey)) };
    }),
  );
}

/** Whether files can be encrypted to all of them. Issue: `state/recipients`, one for each that is malformed. */
export function checkRecipients(recipients: readonly string[]): Result<undefined> {
  const issues = recipients.flatMap((recipient): Issue[] => {
    try {
      new Encrypter().addRecipient(toRecipient(recipient));
      return [];
    } catch (error) {
      const message = `"${recipient}" is no age recipient: ${(error as Error).message}`;
      return [{ code: 'state/recipients', message, hint: 'age-keygen -y prints that of a key' }];
    }
  });
  return issues.length === 0 ? valid(undefined) : invalid(...issues);
}

/** The public half of a key. */
export async function recipientOf(key: Secret<string>): Promise<string> {
  const ssh = parsePrivateKey(reveal(key));
  return typeof ssh === 'string' ? identityToRecipient(reveal(key)) : describePublicKey(ssh);
}

function toIdentity(key: Secret<string>): string | Identity {
  const ssh = parsePrivateKey(reveal(key));
  return typeof ssh === 'string' ? reveal(key) : sshIdentity(ssh);
}

/** @throws Error for a key that is none. */
function toRecipient(recipient: string): string | Recipient {
  if (!recipient.startsWith('ssh-')) return recipient;
  const key = parsePublicKey(recipient);
  if (key === undefined) throw new Error('of SSH keys only ed25519 can be used');
  return sshRecipient(key);
}

async function tryDecrypt(decrypter: Decrypter, enc: string): Promise<Uint8Array | undefined> {
  try {
    return await decrypter.decrypt(armor.decode(enc));
  } catch {
    // typage tells "not for these keys" and "damaged" by words alone; either way this copy of the key does not open.
    return undefined;
  }
}

/** Values of SOPS files under AES-256-GCM. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Plain, readPlain, SEALED, type ValueCipher } from '../../core/sops/leaf.ts';

/** sops takes 32 bytes where others take 12. @source getsops/sops 3.13, `aes/cipher.go`. */
const IV_BYTES = 32;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** A cipher under one data key of 32 bytes. */
export function valueCipher(dataKey: Uint8Array): ValueCipher {
  return { open: (sealed, place) => open(sealed, place, dataKey), seal: (plain, place) => seal(plain, place, dataKey) };
}

function open(sealed: string, place: string, dataKey: Uint8Array): Plain | undefined {
  const [, data, iv, tag, type] = SEALED.exec(sealed) ?? [];
  const [content, nonce, mark] = [data, iv, tag].map(decode);
  if (content === undefined || nonce === undefined || mark?.length !== TAG_BYTES || type === undefined)
    return undefined;
  const cipher = createDecipheriv(ALGORITHM, dataKey, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place)).setAuthTag(mark);
  const bytes = cipher.update(content);
  try {
    cipher.final();
  } catch {
    // The only way in which Node tells that a tag does not fit is to throw here.
    return undefined;
  }
  return readPlain(type, new Uint8Array(bytes), bytes.toString('utf8'));
}

/** Undefined for what is no base64, or not written in the one way that base64 has for these bytes. */
function decode(text: string | undefined): Buffer | undefined {
  const bytes = Buffer.from(text ?? '', 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

function seal({ type, bytes }: Plain, place: string, dataKey: Uint8Array): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, dataKey, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place));
  const data = Buffer.concat([cipher.update(bytes), cipher.final()]).toString('base64');
  return `ENC[AES256_GCM,data:${data},iv:${iv.toString('base64')},tag:${cipher.getAuthTag().toString('base64')},type:${type}]`;
}

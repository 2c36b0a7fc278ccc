/** Values of SOPS files under AES-256-GCM. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Plain, ValueCipher } from '../../core/state/sops-leaf.ts';

/** sops takes 32 bytes where others take 12. @source getsops/sops 3.13, `aes/cipher.go`. */
const IV_BYTES = 32;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
const SEALED = /^ENC\[AES256_GCM,data:(.+),iv:(.+),tag:(.+),type:(.+)\]/;

/** A cipher under one data key of 32 bytes. */
export function valueCipher(dataKey: Uint8Array): ValueCipher {
  return { open: (sealed, place) => open(sealed, place, dataKey), seal: (plain, place) => seal(plain, place, dataKey) };
}

function open(sealed: string, place: string, dataKey: Uint8Array): Plain | undefined {
  const [, data, iv, tag, type] = SEALED.exec(sealed) ?? [];
  if (data === undefined || iv === undefined || tag === undefined || type === undefined) return undefined;
  const mark = Buffer.from(tag, 'base64');
  if (mark.length !== TAG_BYTES) return undefined;
  const cipher = createDecipheriv(ALGORITHM, dataKey, Buffer.from(iv, 'base64'), { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place)).setAuthTag(mark);
  const bytes = cipher.update(Buffer.from(data, 'base64'));
  try {
    cipher.final();
  } catch {
    // The only way in which Node tells that a tag does not fit is to throw here.
    return undefined;
  }
  return { type, bytes: new Uint8Array(bytes), text: bytes.toString('utf8') };
}

function seal({ type, bytes }: Plain, place: string, dataKey: Uint8Array): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, dataKey, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place));
  const data = Buffer.concat([cipher.update(bytes), cipher.final()]).toString('base64');
  return `ENC[AES256_GCM,data:${data},iv:${iv.toString('base64')},tag:${cipher.getAuthTag().toString('base64')},type:${type}]`;
}

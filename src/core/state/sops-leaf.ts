/** One value of a SOPS file: its type, the bytes that are encrypted, and the value that they stand for. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Json } from '../json.ts';

/** The plaintext of a value, under its type in SOPS: `str`, `int`, `float`, `bool`, and in files of others `time`, `bytes`. */
export interface Plain {
  readonly type: string;
  /** What is encrypted and hashed. */
  readonly bytes: Uint8Array;
  /** The same as text. */
  readonly text: string;
}

/** Encrypts and decrypts single values with the file's data key. */
export interface ValueCipher {
  /** Undefined when the text is out of form or not authentic at that place. */
  open(sealed: string, place: string): Plain | undefined;
  seal(plain: Plain, place: string): string;
}

/**
 * What a value is encrypted together with, so that it cannot be moved: the keys on the way to it. Indexes of lists are
 * left out. @source getsops/sops 3.13, `sops.go`, `Tree.Encrypt`.
 */
export function placeOf(path: readonly string[]): string {
  return `${path.join(':')}:`;
}

/** The bytes of a scalar. @source getsops/sops 3.13, `aes/cipher.go`, `Encrypt`; `sops.go`, `ToBytes`. */
export function toPlain(value: string | number | boolean): Plain {
  if (typeof value === 'boolean') return plain('bool', value ? 'True' : 'False');
  if (typeof value === 'string') return plain('str', value);
  if (Number.isSafeInteger(value)) return plain('int', String(value));
  return plain('float', formatFloat(value));
}

/** The value that the bytes stand for; undefined for a comment, which is none. An integer too large for us stays text. */
export function toValue({ type, text }: Plain): Json | undefined {
  if (type === 'comment') return undefined;
  if (type === 'bool') return text.toLowerCase() === 'true';
  if (type === 'int' && Number.isSafeInteger(Number(text))) return Number(text);
  return type === 'float' ? Number(text) : text;
}

function plain(type: string, text: string): Plain {
  return { type, text, bytes: utf8ToBytes(text) };
}

/** Digits without an exponent, as few as name the number: Go's `FormatFloat(value, 'f', -1, 64)`. */
function formatFloat(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(shift, '0')}`;
}

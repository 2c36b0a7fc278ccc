/** One value of a SOPS file: its type, the bytes that are encrypted, and the value that they stand for. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Json } from '../json.ts';

/** The plaintext of a value under its type in SOPS: `str`, `int`, `float`, `bool`, `time`, `bytes` or `comment`. */
export interface Plain {
  readonly type: string;
  /** What is encrypted and hashed. */
  readonly bytes: Uint8Array;
  /** The same as text; what is not UTF-8 in it shows as U+FFFD. */
  readonly text: string;
}

/** Encrypts and decrypts single values with the file's data key. */
export interface ValueCipher {
  /** Undefined when the text is out of form or not authentic at that place. */
  open(sealed: string, place: string): Plain | undefined;
  seal(plain: Plain, place: string): string;
}

/** The form of an encrypted value: data, nonce, tag, type. @source getsops/sops 3.13, `aes/cipher.go`. */
export const SEALED = /^ENC\[AES256_GCM,data:([^,]+),iv:([^,]+),tag:([^,]+),type:([a-z]+)\]$/;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** True for a text that is encrypted, as far as its form tells. */
export function isSealed(text: string): boolean {
  const parts = SEALED.exec(text)?.slice(1, 4) ?? [];
  return parts.length > 0 && parts.every((part) => BASE64.test(part));
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
  if (typeof value === 'boolean') return plainOf('bool', value ? 'True' : 'False');
  if (typeof value === 'string') return plainOf('str', value);
  if (Number.isSafeInteger(value)) return plainOf('int', String(value));
  return plainOf('float', formatFloat(value));
}

/** A plaintext of that type. */
export function plainOf(type: string, text: string): Plain {
  return { type, text, bytes: utf8ToBytes(text) };
}

/** The value that the bytes stand for; undefined for a comment, which is none. An integer too large for us stays text. */
export function toValue({ type, text }: Plain): Json | undefined {
  if (type === 'comment') return undefined;
  if (type === 'bool') return text === 'True';
  if (type === 'int' && Number.isSafeInteger(Number(text))) return Number(text);
  return type === 'float' ? parseFloatText(text) : text;
}

const FORMS: Readonly<Record<string, (text: string) => string | undefined>> = {
  bool: (text) => ({ 1: 'True', t: 'True', true: 'True', 0: 'False', f: 'False', false: 'False' })[text.toLowerCase()],
  int: (text) => (/^[-+]?\d{1,30}$/.test(text) ? toInt64(BigInt(text.replace(/^\+/, ''))) : undefined),
  float: (text) => (FLOAT.test(text) ? formatFloat(parseFloatText(text)) : undefined),
  time: (text) => (RFC3339.test(text) ? text : undefined),
};

const FLOAT = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$|^[-+]?inf$|^nan$/i;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[-+]\d\d:\d\d)$/;

/**
 * What was decrypted, as its type spells it; undefined when that type cannot be spelled so, or is not known.
 * @param text The bytes as UTF-8, with U+FFFD for what is none.
 */
export function readPlain(type: string, bytes: Uint8Array, text: string): Plain | undefined {
  if (type === 'str' || type === 'bytes' || type === 'comment') return { type, text, bytes };
  const spelled = FORMS[type]?.(text);
  return spelled === undefined ? undefined : plainOf(type, spelled);
}

/** Digits of a number that fits into 64 bits. */
export function toInt64(value: bigint): string | undefined {
  return BigInt.asIntN(64, value) === value ? String(value) : undefined;
}

/** Digits without an exponent, as few as name the number: Go's `FormatFloat(value, 'f', -1, 64)`. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(shift, '0')}`;
}

/** The number that Go's spelling names. */
export function parseFloatText(text: string): number {
  const [, sign, word = ''] = /^([-+]?)(inf|nan)$/i.exec(text) ?? [];
  if (word.toLowerCase() === 'nan') return Number.NaN;
  if (word !== '') return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

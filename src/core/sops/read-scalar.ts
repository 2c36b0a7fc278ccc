/** Scalars of YAML as Go reads them. */
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Scalar } from 'yaml';
import { resolveScalar } from './go-scalar.ts';
import { type Plain, plainOf } from './leaf.ts';

/** Thrown where a file cannot be read on. */
export interface Refusal {
  readonly offset: number;
}

/** Why, and at which offset. */
export function refusal(message: string, offset: number): Error & Refusal {
  return Object.assign(new Error(message), { offset });
}

/** Is it one of these? */
export function isRefusal(error: unknown): error is Error & Refusal {
  return error instanceof Error && 'offset' in error;
}

/** The value; undefined for null. @throws Refusal: its tag does not fit. */
export function readScalar(node: Scalar): Plain | undefined {
  const { value, tag, source } = node;
  const offset = node.range?.[0] ?? 0;
  if (value instanceof Uint8Array) return binaryPlain(new Uint8Array(value));
  // The value itself may have become something else already, by its tag.
  const text = source ?? String(value);
  const resolved = resolveScalar(text);
  if (tag === undefined) return node.type === 'PLAIN' ? resolved : plainOf('str', text);
  const type = /^tag:yaml\.org,2002:(str|merge|int|float|bool|null|timestamp)$/.exec(tag)?.[1];
  // Go tags the text << so, wherever it stands.
  if (type === 'str' || type === 'merge') return plainOf('str', text);
  if (type === 'null' && resolved === undefined) return undefined;
  const wanted = type === 'timestamp' ? 'time' : type;
  if (wanted === 'float' && resolved?.type === 'int') return plainOf('float', resolved.text);
  if (resolved === undefined || resolved.type !== wanted) throw refusal(`this is no ${tag}`, offset);
  return resolved;
}

/** sops takes bytes for text, whatever they are. */
function binaryPlain(bytes: Uint8Array): Plain {
  const escaped = `%${bytesToHex(bytes).match(/../g)?.join('%') ?? ''}`;
  try {
    return { type: 'str', bytes, text: bytes.length === 0 ? '' : decodeURIComponent(escaped) };
  } catch (error) {
    if (error instanceof URIError) return { type: 'str', bytes, text: String.fromCharCode(...bytes) };
    throw error;
  }
}

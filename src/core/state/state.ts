/** What is generated once for an instance and then kept: passwords, and the key of secret digests. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Issue } from '../issue.ts';
import { fileOrigin } from '../issue.ts';
import { isObject, type JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { reveal, type Secret, secret } from '../secret.ts';

/** Bytes of the key that digests of secret files are made with. */
export const DIGEST_KEY_BYTES = 32;

/** The state of an instance, opened. */
export interface State {
  /** By user name (F-35). */
  readonly passwords: Readonly<Record<string, Secret<string>>>;
  readonly digestKey: Secret<Uint8Array> | undefined;
}

/** What a state lacks: passwords of these users, the digest key. */
export interface Lack {
  readonly usernames: readonly string[];
  readonly digestKey: boolean;
}

/**
 * Reads an opened state file; keys that we do not know stay untouched in it.
 * @param shown The file as the user can open it. Issues: `state/form`.
 */
export function parseState(value: JsonObject, shown: string): Result<State> {
  const issues: Issue[] = [];
  const complain = (path: string, message: string) =>
    issues.push({ code: 'state/form', path, message: `${path} ${message}`, origin: fileOrigin(shown) });
  const passwords: Record<string, Secret<string>> = {};
  const passwd = value['passwd'] ?? {};
  if (!isObject(passwd)) complain('passwd', 'is no mapping of user names to passwords');
  for (const [name, password] of Object.entries(isObject(passwd) ? passwd : {})) {
    if (typeof password === 'string' && password !== '') passwords[name] = secret(password);
    else complain(`passwd.${name}`, 'is no text');
  }
  const key = value['digest_key'];
  if (key !== undefined && !isDigestKey(key)) complain('digest_key', `is not ${DIGEST_KEY_BYTES} bytes in hex`);
  if (issues.length > 0) return invalid(...issues);
  return valid({ passwords, digestKey: isDigestKey(key) ? secret(hexToBytes(key)) : undefined });
}

/** What of these users' passwords, and of the digest key, does not exist yet; undefined when nothing is lacking. */
export function lackOf(state: State | undefined, usernames: readonly string[]): Lack | undefined {
  const missing = usernames.filter((name) => state?.passwords[name] === undefined);
  const digestKey = state?.digestKey === undefined;
  return missing.length === 0 && !digestKey ? undefined : { usernames: missing, digestKey };
}

/** The state file with what it lacked; all that it held stays as it was. */
export function extendState(
  value: JsonObject,
  passwords: Readonly<Record<string, Secret<string>>>,
  digestKey: Secret<Uint8Array> | undefined,
): JsonObject {
  const before = isObject(value['passwd']) ? value['passwd'] : {};
  const added = Object.fromEntries(Object.entries(passwords).map(([name, password]) => [name, reveal(password)]));
  const key = digestKey === undefined ? {} : { digest_key: bytesToHex(reveal(digestKey)) };
  return { ...value, passwd: { ...before, ...added }, ...key };
}

function isDigestKey(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]+$/.test(value) && value.length === DIGEST_KEY_BYTES * 2;
}

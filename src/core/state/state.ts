/** What is generated once for an instance and then kept, and what people keep beside it. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Issue } from '../issue.ts';
import { fileOrigin } from '../issue.ts';
import { describePath, isObject, type Json, type JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { reveal, type Secret, secret } from '../secret.ts';
import type { Needs } from './clones.ts';
import { isUiid } from './uiids.ts';

/** Bytes of the key that digests of secret files are made with. */
export const DIGEST_KEY_BYTES = 32;

/** The state of an instance, opened. */
export interface State {
  /** By user name (F-35). */
  readonly passwords: ReadonlyMap<string, Secret<string>>;
  /** By the name of the clone, `webd.0` (F-39). No secrets. */
  readonly uiids: ReadonlyMap<string, number>;
  /** Whatever people put there, for templates. */
  readonly values: Secret<JsonObject>;
  /** The same by host: each receives only its own. */
  readonly hosts: ReadonlyMap<string, Secret<JsonObject>>;
  /** Folders that every host has, as they are written. No secrets. */
  readonly directories: readonly string[];
  readonly digestKey: Secret<Uint8Array> | undefined;
}

/** What a state lacks: passwords of these users, numbers of these clones, the digest key. */
export interface Lack extends Needs {
  readonly digestKey: boolean;
}

/** What is added to a state. */
export interface Addition {
  readonly passwords: ReadonlyMap<string, Secret<string>>;
  readonly uiids: ReadonlyMap<string, number>;
  readonly digestKey: Secret<Uint8Array> | undefined;
}

/** What a state file is made of. */
export const SECTIONS = ['passwd', 'uiids', 'values', 'hosts', 'directories', 'digest_key'] as const;

const SHORTEST_MASKED = 4;

// As `deploy.home`, or below the `shared` folder. Hosts are spoken to line by line: no path may end a line.
const DIRECTORY = /^(?![\s\S]*\p{Cc})(\/|~\/|(?![/~]))(?!(.*\/)?\.{1,2}(\/|$))[\s\S]+$/u;

/**
 * Reads an opened state file; keys that we do not know stay untouched in it.
 * @param shown The file as the user can open it. Issues: `state/form`; values are never in them.
 */
export function parseState(value: JsonObject, shown: string): Result<State> {
  const issues: Issue[] = [];
  const complain = (path: readonly (string | number)[], message: string) => {
    const at = describePath(path);
    issues.push({ code: 'state/form', path: at, message: `${at} ${message}`, origin: fileOrigin(shown) });
  };
  const section = (name: string, of: string) => {
    const given = value[name] ?? {};
    if (!isObject(given)) complain([name], `is no mapping of ${of}`);
    return Object.entries(isObject(given) ? given : {});
  };
  const read = <T>(name: string, of: string, accept: (item: Json) => T | string) =>
    new Map(
      section(name, of).flatMap(([key, item]) => {
        const accepted = accept(item);
        if (typeof accepted !== 'string') return [[key, accepted] as const];
        complain([name, key], accepted);
        return [];
      }),
    );
  const passwords = read('passwd', 'user names to passwords', (item) =>
    typeof item === 'string' && item !== '' ? secret(item) : 'is no text',
  );
  const uiids = read('uiids', 'clones to numbers', (item) => (isUiid(item) ? item : 'is no number from 1 to 255'));
  for (const [name, uiid] of uiids) {
    const first = [...uiids].find(([, each]) => each === uiid)?.[0];
    if (first !== undefined && first !== name) complain(['uiids', name], `is the number of ${first} too`);
  }
  const hosts = read('hosts', 'hosts to their values', (item) => (isObject(item) ? secret(item) : 'is no mapping'));
  const values = secret(Object.fromEntries(section('values', 'names to values')));
  const directories = readDirectories(value['directories'], complain);
  const key = value['digest_key'];
  if (key !== undefined && !isDigestKey(key)) complain(['digest_key'], `is not ${DIGEST_KEY_BYTES} bytes in hex`);
  if (issues.length > 0) return invalid(...issues);
  const digestKey = isDigestKey(key) ? secret(hexToBytes(key)) : undefined;
  return valid({ passwords, uiids, values, hosts, directories, digestKey });
}

/** What of these needs, and of the digest key, does not exist yet; undefined when nothing is lacking. */
export function lackOf(state: State | undefined, needs: Needs): Lack | undefined {
  const usernames = needs.usernames.filter((name) => state?.passwords.has(name) !== true);
  const instanceNames = needs.instanceNames.filter((name) => state?.uiids.has(name) !== true);
  const digestKey = state?.digestKey === undefined;
  if (usernames.length === 0 && instanceNames.length === 0 && !digestKey) return undefined;
  return { usernames, instanceNames, digestKey };
}

/** The state file with this added; all that it held stays as it was. */
export function extendState(value: JsonObject, { passwords, uiids, digestKey }: Addition): JsonObject {
  const added = new Map([...passwords].map(([name, password]) => [name, reveal(password)] as const));
  const key = digestKey === undefined ? {} : { digest_key: bytesToHex(reveal(digestKey)) };
  return { ...value, ...grown(value, 'passwd', added), ...grown(value, 'uiids', uiids), ...key };
}

/** Every text in a state that nobody may see: to be masked wherever something is printed. */
export function secretsOf({ passwords, values, hosts }: State): readonly Secret<string>[] {
  const kept = [values, ...hosts.values()].flatMap((each) => textsOf(reveal(each)));
  return [...passwords.values(), ...kept.map(secret)];
}

/** `passwords of db, web; numbers of webd.0`: what is lacking, in words. */
export function describeLack({ usernames, instanceNames }: Needs): string {
  const passwords = usernames.length === 0 ? [] : [`passwords of ${usernames.join(', ')}`];
  const uiids = instanceNames.length === 0 ? [] : [`uiids of ${instanceNames.join(', ')}`];
  return [...passwords, ...uiids].join('; ') || 'the key of its digests';
}

function textsOf(value: Json): string[] {
  if (typeof value === 'object') return value === null ? [] : Object.values(value).flatMap(textsOf);
  // Short ones would be masked everywhere.
  return String(value).length < SHORTEST_MASKED ? [] : [String(value)];
}

function grown(value: JsonObject, name: string, added: ReadonlyMap<string, Json>): JsonObject {
  const before = value[name];
  if (added.size === 0) return {};
  return { [name]: { ...(isObject(before) ? before : {}), ...Object.fromEntries(added) } };
}

function readDirectories(value: Json | undefined, complain: (path: (string | number)[], message: string) => void) {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) complain(['directories'], 'is no list of folders');
  const items = Array.isArray(value) ? value : [];
  return items.flatMap((item, i) => {
    if (typeof item === 'string' && DIRECTORY.test(item)) return [item];
    complain(['directories', i], 'is no folder: absolute, below ~/, or below shared');
    return [];
  });
}

function isDigestKey(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]+$/.test(value) && value.length === DIGEST_KEY_BYTES * 2;
}

/** Host keys that a person's own ssh trusts already. @source sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const STANDARD_PORT = 22;
const HASHED = /^\|1\|([A-Za-z0-9+/=]+)\|([A-Za-z0-9+/=]+)$/;

/** Keys of a host as `host_keys` wants them, in the order of the file. Patterns, revoked keys and authorities are left out. */
export function findHostKeys(knownHosts: string, address: string, port: number): readonly string[] {
  const name = port === STANDARD_PORT ? address : `[${address}]:${port}`;
  return knownHosts.split(/\r?\n/).flatMap((line) => {
    const [names = '', type = '', blob = ''] = line.trim().split(/\s+/);
    if (names === '' || names.startsWith('#') || names.startsWith('@') || blob === '') return [];
    return names.split(',').some((each) => isNamed(each, name)) ? [`${type} ${blob}`] : [];
  });
}

function isNamed(written: string, name: string): boolean {
  const [, salt, hash] = HASHED.exec(written) ?? [];
  if (salt === undefined || hash === undefined) return written.toLowerCase() === name.toLowerCase();
  const hashed = hmac(sha1, Buffer.from(salt, 'base64'), utf8ToBytes(name.toLowerCase()));
  return Buffer.from(hashed).toString('base64') === hash;
}

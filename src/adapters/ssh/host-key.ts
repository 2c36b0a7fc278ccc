/** Host keys: pinned in definitions, compared exactly, shown as ssh-keygen shows them. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServerHostKeyAlgorithm } from 'ssh2';
import type { Host } from '../../app/ports/hosts.ts';
import { type OperationFailure, operationFailure } from '../../core/error.ts';

/** A pinned key: its type, and the blob that the protocol sends. */
interface PinnedKey {
  readonly type: string;
  readonly blob: Buffer;
}

/** Signature algorithms that prove possession of a key of a type, best first. SHA-1 is not among them. */
const ALGORITHMS: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
};

/** Checks one connection's host key against the definition, and tells afterwards why it was refused. */
export interface HostKeyCheck {
  /** Only the types that are pinned: a host is never asked for a key that nobody checked. */
  readonly algorithms: ServerHostKeyAlgorithm[];
  verify(blob: Buffer): boolean;
  /** Set when a key was shown and refused. */
  refusal(): OperationFailure | undefined;
}

/** @throws operation `ssh/no-host-key` when none is pinned, or none of a type that we speak. */
export function checkHostKey(host: Host): HostKeyCheck {
  const pinned = host.hostKeys.flatMap(parsePinned);
  const algorithms = pinned.flatMap(({ type }) => ALGORITHMS[type] ?? []);
  if (algorithms.length === 0) throw noHostKey(host);
  let seen: Buffer | undefined;
  return {
    algorithms: [...new Set(algorithms)],
    verify: (blob) => {
      const known = pinned.some((key) => key.blob.length === blob.length && timingSafeEqual(key.blob, blob));
      if (!known) seen = blob;
      return known;
    },
    refusal: () => (seen === undefined ? undefined : wrongHostKey(host, pinned, seen)),
  };
}

/** `SHA256:…`, as `ssh-keygen -l` prints it. */
export function fingerprint(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

function parsePinned(line: string): PinnedKey[] {
  const [type = '', base64 = ''] = line.trim().split(/\s+/);
  const blob = Buffer.from(base64, 'base64');
  return blob.length === 0 ? [] : [{ type, blob }];
}

function noHostKey(host: Host): OperationFailure {
  const known = Object.keys(ALGORITHMS).join(', ');
  return operationFailure({
    code: 'ssh/no-host-key',
    message:
      host.hostKeys.length === 0
        ? `${host.name}: no host key is pinned, so nobody could tell it from an impostor`
        : `${host.name}: none of its pinned host keys is of a type that can be checked (${known})`,
    target: host.name,
    retry: 'never',
    next: `run ssh-keyscan -p ${host.port} ${host.address}, compare with ssh-keygen -lf on the host itself, and write the key under hosts.${host.name}.host_keys`,
  });
}

function wrongHostKey(host: Host, pinned: readonly PinnedKey[], seen: Buffer): OperationFailure {
  const expected = pinned.map(({ type, blob }) => `${fingerprint(blob)} (${type})`).join(' or ');
  return operationFailure({
    code: 'ssh/host-key',
    message: `${host.name} (${host.address}:${host.port}) shows the host key ${fingerprint(seen)}, but pinned is ${expected}`,
    target: host.name,
    retry: 'never',
    next: `find out why: a new machine, or somebody in between; if it is right, pin the new key under hosts.${host.name}.host_keys`,
  });
}

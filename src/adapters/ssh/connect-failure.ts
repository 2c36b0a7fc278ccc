/** Why a connection did not come about: by the codes of the socket and the levels of ssh2, never by its words. */
import type { Host } from '../../app/ports/hosts.ts';
import { type OperationFailure, operationFailure } from '../../core/error.ts';

/** What ssh2 and Node put on their errors. */
interface ConnectError extends Error {
  readonly level?: string;
  readonly code?: string | null;
}

/** The failure to report, and whether the next try may go better. */
export interface ConnectFailure {
  readonly failure: OperationFailure;
  readonly again: boolean;
}

/** Socket errors that pass: a reset, a name server that is busy. */
const PASSING = ['ECONNRESET', 'EPIPE', 'EAI_AGAIN'];

/** How far a connect came: to no socket, to a socket that shows no key yet, or past the host's key. */
export type Progress = 'nowhere' | 'socket' | 'greeted';

/** What to report, and whether to try again. */
export function toConnectFailure(host: Host, error: unknown, progress: Progress): ConnectFailure {
  const cause = error as ConnectError;
  if (cause.level === 'client-authentication') return { failure: denied(host, cause), again: false };
  if (cause.level === 'agent') return { failure: noAgent(host, cause), again: false };
  if (cause.level === 'handshake') return { failure: handshake(host, cause), again: false };
  // sshd closes without a word when too many logins are in the air (MaxStartups).
  const silent = progress === 'socket' && cause.level !== 'client-timeout';
  return { failure: unreachable(host, cause), again: silent || PASSING.includes(cause.code ?? '') };
}

function denied(host: Host, cause: ConnectError): OperationFailure {
  return operationFailure({
    code: 'ssh/denied',
    message: `${host.name}: ${host.user}@${host.address} does not let this key in`,
    target: host.name,
    retry: 'never',
    next: `add the public half of the key to authorized_keys of ${host.user}, or give the right one with --ssh-key`,
    cause,
  });
}

function noAgent(host: Host, cause: ConnectError): OperationFailure {
  return operationFailure({
    code: 'ssh/agent',
    message: `${host.name}: the ssh-agent of SSH_AUTH_SOCK does not help: ${cause.message}`,
    target: host.name,
    retry: 'safe',
    next: 'see whether ssh-add -l shows a key, or give one with --ssh-key',
    cause,
  });
}

function handshake(host: Host, cause: ConnectError): OperationFailure {
  return operationFailure({
    code: 'ssh/host-key',
    message: `${host.name} (${host.address}:${host.port}) and we found no common ground: ${cause.message}`,
    target: host.name,
    retry: 'never',
    next: `pin a key of a type that the host has: ssh-keyscan -p ${host.port} ${host.address}`,
    cause,
  });
}

function unreachable(host: Host, cause: ConnectError): OperationFailure {
  return operationFailure({
    code: 'ssh/unreachable',
    message: `${host.name} (${host.address}:${host.port}) cannot be reached: ${cause.message}`,
    target: host.name,
    retry: 'safe',
    next: 'check the address, the port and the way there, then run the same command again',
    cause,
  });
}

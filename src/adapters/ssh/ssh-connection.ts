/** One open SSH connection. */
import { Readable } from 'node:stream';
import type { NodeSSH } from 'node-ssh';
import type { Connection, Ending, Exchange, Execution, Finished, Host } from '../../app/ports/hosts.ts';
import { operationFailure } from '../../core/error.ts';
import { lineReader } from '../line-reader.ts';
import { exchangeOver, noAnswer, openInTime } from './exchange.ts';

/** RFC 4254, 5.1: what a server answers when its configuration forbids forwarding. */
const ADMINISTRATIVELY_PROHIBITED = 1;

/** Executions and exchanges over `ssh`, which is connected. */
export function sshConnection(ssh: NodeSSH, host: Host): Connection {
  // Without a listener, a connection that breaks between two executions would end the process.
  ssh.connection?.on('error', () => undefined);
  return {
    execute: (execution) => execute(ssh, host, execution),
    exchange: (exchange) => openAndExchange(ssh, host, exchange),
    close: async () => ssh.dispose(),
  };
}

async function execute(ssh: NodeSSH, host: Host, { command, stdin, onLine }: Execution): Promise<Finished> {
  if (!ssh.isConnected()) throw closed(host);
  const input = stdin === undefined ? undefined : Readable.from(stdin, { objectMode: false });
  const lines = onLine === undefined ? undefined : lineReader(onLine);
  let inputError: unknown;
  input?.on('error', (error) => {
    inputError = error;
  });
  try {
    // Latin 1 keeps every byte, so that no character is torn where two chunks meet.
    const finished = await ssh.execCommand(command, {
      encoding: 'latin1',
      noTrim: true,
      ...(input === undefined ? {} : { stdin: input }),
      onChannel: (channel) => {
        channel.on('error', () => undefined);
        // What feeds stdin may fail: then the other side sees the end, and we the reason below.
        input?.on('error', () => channel.end());
      },
      onStderr: (chunk) => lines?.push(chunk),
    });
    lines?.end();
    if (inputError !== undefined) throw inputError;
    return { ending: toEnding(finished), stdout: toText(finished.stdout), stderr: toText(finished.stderr) };
  } catch (error) {
    if (error === inputError) throw error;
    throw closed(host, error);
  } finally {
    input?.destroy();
  }
}

async function openAndExchange(ssh: NodeSSH, host: Host, exchange: Exchange): Promise<Uint8Array> {
  if (!ssh.isConnected()) throw closed(host);
  const opening = ssh
    .forwardOut('127.0.0.1', 0, exchange.address, exchange.port)
    .catch((error: { reason?: unknown }) => {
      if (error.reason === ADMINISTRATIVELY_PROHIBITED) throw noForwarding(host, error);
      throw noAnswer(`${exchange.address}:${exchange.port} is closed on ${host.name}`, host.name, error);
    });
  return exchangeOver(await openInTime(opening, exchange, host.name), exchange, host.name);
}

function toEnding({ code, signal }: { readonly code: number | null; readonly signal: string | null }): Ending {
  if (signal !== null) return { kind: 'signal', signal };
  return code === null ? { kind: 'closed' } : { kind: 'exit', code };
}

function toText(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function closed(host: Host, cause?: unknown) {
  return operationFailure({
    code: 'ssh/closed',
    message: `${host.name}: the connection is closed`,
    target: host.name,
    retry: 'safe',
    next: 'run the same command again',
    cause,
  });
}

function noForwarding(host: Host, cause: unknown) {
  return operationFailure({
    code: 'ssh/no-forwarding',
    message: `${host.name}: its sshd forbids the forwarding that health checks by URL and TCP go through`,
    target: host.name,
    retry: 'never',
    next: 'allow it (AllowTcpForwarding local), or check health by a command',
    cause,
  });
}

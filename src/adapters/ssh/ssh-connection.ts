/** One open SSH connection. */
import { Readable } from 'node:stream';
import type { NodeSSH } from 'node-ssh';
import type { ClientChannel } from 'ssh2';
import type { Connection, Ending, Exchange, Execution, Finished, Host } from '../../app/ports/hosts.ts';
import { operationFailure } from '../../core/error.ts';
import { exchangeOver, noAnswer, openInTime } from './exchange.ts';
import { withFirstWord } from './first-word.ts';
import { type Hearing, type HearingLimits, openHearing } from './hearing.ts';

/** RFC 4254, 5.1: what a server answers when its configuration forbids forwarding. */
const ADMINISTRATIVELY_PROHIBITED = 1;

interface Open {
  readonly ssh: NodeSSH;
  readonly host: Host;
  readonly limits: HearingLimits;
}

/** Executions and exchanges over `ssh`, which is connected. */
export function sshConnection(ssh: NodeSSH, host: Host, limits: HearingLimits): Connection {
  // Without a listener, a connection that breaks between two executions would end the process.
  ssh.connection?.on('error', () => undefined);
  return {
    execute: (execution) =>
      withFirstWord(host, execution.firstWordMs, (heard) => execute({ ssh, host, limits }, execution, heard)),
    exchange: (exchange) => openAndExchange(ssh, host, exchange),
    close: async () => ssh.dispose(),
  };
}

async function execute(open: Open, { command, stdin, onLine }: Execution, heard: () => void): Promise<Finished> {
  const hearing = openHearing(onLine, open.limits);
  const { channel, ended } = await begin(open, command, { hearing, heard });
  const input = Readable.from(stdin ?? [], { objectMode: false });
  let inputError: unknown;
  // What feeds stdin may fail: then the other side sees the end, and we the reason below.
  input.on('error', (error) => {
    inputError = error;
    channel.end();
  });
  input.pipe(channel);
  const ending = await ended;
  input.destroy();
  const said = hearing.end(open.host.name);
  if (inputError !== undefined) throw inputError;
  return { ending, ...said };
}

interface Ears {
  readonly hearing: Hearing;
  /** Called at its first word. */
  readonly heard: () => void;
}

interface Begun {
  readonly channel: ClientChannel;
  readonly ended: Promise<Ending>;
}

/** @throws operation `ssh/closed`. */
async function begin({ ssh, host }: Open, command: string, ears: Ears): Promise<Begun> {
  const { connection } = ssh;
  if (connection === null || !ssh.isConnected()) throw closed(host);
  const beginning = new Promise<Begun>((resolve, reject) => {
    connection.exec(command, (error, channel) => {
      if (error) reject(error);
      // At once: what it answers may have come in the same packet as the word that it has begun.
      else resolve({ channel, ended: hear(channel, ears) });
    });
  });
  return beginning.catch((error) => {
    throw closed(host, error);
  });
}

function hear(channel: ClientChannel, { hearing, heard }: Ears): Promise<Ending> {
  let ending: Ending = { kind: 'closed' };
  channel.on('error', () => undefined);
  channel.on('data', (chunk: Buffer) => {
    // Nobody need go on: the other side finds its pipes closed.
    if (!hearing.answer(chunk)) channel.close();
  });
  channel.stderr.on('data', (chunk: Buffer) => hearing.talk(chunk));
  for (const stream of [channel, channel.stderr]) stream.once('data', heard);
  channel.on('exit', (code: number | null, signal?: string) => {
    ending = toEnding(code, signal);
  });
  return new Promise((resolve) => channel.on('close', () => resolve(ending)));
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

function toEnding(code: number | null, signal: string | undefined): Ending {
  if (signal !== undefined) return { kind: 'signal', signal };
  return code === null ? { kind: 'closed' } : { kind: 'exit', code };
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

/** This machine in the place of a host, for a local deploy (F-79): the same scripts, as child processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Connection, Ending, Execution, Finished } from '../../app/ports/hosts.ts';
import { exchangeOver, noAnswer } from './exchange.ts';
import { type HearingLimits, openHearing } from './hearing.ts';
import { openSocket } from './open-socket.ts';

const NAME = 'this machine';

/** Executions by /bin/sh with this environment, exchanges by sockets of this machine. */
export function localConnection(env: Readonly<Record<string, string>>, limits: HearingLimits): Connection {
  return {
    execute: (execution) => execute(execution, env, limits),
    exchange: async (exchange) => {
      const { address, port, timeoutMs } = exchange;
      const socket = await openSocket(address, port, timeoutMs).catch((error) => {
        throw noAnswer(`${address}:${port} is closed on ${NAME}`, NAME, error);
      });
      return exchangeOver(socket, exchange, NAME);
    },
    close: async () => undefined,
  };
}

async function execute(
  { command, stdin, onLine }: Execution,
  env: Readonly<Record<string, string>>,
  limits: HearingLimits,
): Promise<Finished> {
  // In a group of its own: Ctrl-C is for us, who then tell the script to go back. If we die, its stdin ends.
  const child = spawn('/bin/sh', ['-c', command], { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env });
  const hearing = openHearing(onLine, limits);
  child.stdout.on('data', (chunk: Buffer) => {
    if (!hearing.answer(chunk)) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => hearing.talk(chunk));
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const fed = feed(child.stdin, stdin);
  // A command that ended needs no more input, which may be waiting for a word of it; input that broke is the failure.
  const [code, signal] = await Promise.race([closed, fed.then(() => closed)]);
  return { ending: toEnding(code, signal), ...hearing.end(NAME) };
}

/** A child that ends before it has read everything is no failure of ours. @throws what `stdin` throws. */
async function feed(sink: NodeJS.WritableStream, stdin: AsyncIterable<Uint8Array> | undefined): Promise<void> {
  const source = Readable.from(stdin ?? [], { objectMode: false });
  let sourceError: unknown;
  source.on('error', (error) => {
    sourceError = error;
  });
  try {
    await pipeline(source, sink);
  } catch (error) {
    if (sourceError !== undefined && !isBrokenPipe(sourceError)) throw sourceError;
    if (sourceError === undefined && !isBrokenPipe(error)) throw error;
  }
}

function isBrokenPipe(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR';
}

function toEnding(code: number | null, signal: NodeJS.Signals | null): Ending {
  if (signal !== null) return { kind: 'signal', signal };
  return code === null ? { kind: 'closed' } : { kind: 'exit', code };
}

/** One request and its answer over any stream: a forwarded channel, or a socket of this machine. */
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Exchange } from '../../app/ports/hosts.ts';
import { type OperationFailure, operationFailure } from '../../core/error.ts';

const LONGEST_ANSWER = 64 * 1024;

/** Sends the request and collects what comes until the end. @throws operation `health/no-answer`. */
export async function exchangeOver(stream: Duplex, exchange: Exchange, target: string): Promise<Uint8Array> {
  const { request, serverName, timeoutMs } = exchange;
  const where = `${exchange.address}:${exchange.port}`;
  const talk =
    serverName === undefined
      ? stream
      : connectTls({ socket: stream, servername: serverName, ALPNProtocols: ['http/1.1'] });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    talk.destroy();
  }, timeoutMs);
  try {
    const answer = request.length === 0 ? new Uint8Array() : await ask(talk, request);
    if (late) throw new Error('it took too long');
    return answer;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw noAnswer(`${where} does not answer: ${why}`, target, error);
  } finally {
    clearTimeout(timer);
    talk.destroy();
    stream.destroy();
  }
}

/** Nothing useful came back. */
export function noAnswer(message: string, target: string, cause: unknown): OperationFailure {
  return operationFailure({ code: 'health/no-answer', message, target, retry: 'safe', cause });
}

async function ask(talk: Duplex, request: Uint8Array): Promise<Uint8Array> {
  talk.write(request);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of talk) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= LONGEST_ANSWER) break;
  }
  return Buffer.concat(chunks).subarray(0, LONGEST_ANSWER);
}

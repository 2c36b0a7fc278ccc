/** One request and its answer over any stream: a forwarded channel, or a socket of this machine. */
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Exchange } from '../../app/ports/hosts.ts';
import { type OperationFailure, operationFailure } from '../../core/error.ts';

const LONGEST_LINE = 64 * 1024;
const LINE_FEED = 10;

/** Sends the request and collects what comes until its first line is whole. @throws operation `health/no-answer`. */
export async function exchangeOver(stream: Duplex, exchange: Exchange, target: string): Promise<Uint8Array> {
  const { request, serverName, timeoutMs } = exchange;
  const where = `${exchange.address}:${exchange.port}`;
  const talk = serverName === undefined ? stream : connectTls({ socket: stream, ...certified(serverName) });
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

/** The stream when it opens in time; one that opens later is closed again. @throws operation `health/no-answer`. */
export async function openInTime(opening: Promise<Duplex>, exchange: Exchange, target: string): Promise<Duplex> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), exchange.timeoutMs);
  });
  const stream = await Promise.race([opening, tooLate]).finally(() => clearTimeout(timer));
  if (stream !== undefined) return stream;
  opening.then(
    (late) => void late.destroy(),
    () => undefined,
  );
  throw noAnswer(`${exchange.address}:${exchange.port} does not answer: it took too long`, target, undefined);
}

/** Nothing useful came back. */
export function noAnswer(message: string, target: string, cause: unknown): OperationFailure {
  return operationFailure({ code: 'health/no-answer', message, target, retry: 'safe', cause });
}

/** @source RFC 6066, section 3: an IP address is never sent as the name of a server. */
function certified(name: string) {
  return { ALPNProtocols: ['http/1.1'], ...(isIP(name) === 0 ? { servername: name } : { host: name }) };
}

async function ask(talk: Duplex, request: Uint8Array): Promise<Uint8Array> {
  talk.write(request);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of talk as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (chunk.includes(LINE_FEED)) break;
    if (size >= LONGEST_LINE) throw new Error('its first line does not end');
  }
  return Buffer.concat(chunks);
}

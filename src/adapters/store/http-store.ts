/** An HTTP server as a store: PUT of what is not there, GET of what is. */
import type { Clock } from '../../app/ports/clock.ts';
import { hasCode } from '../../core/error.ts';
import { reveal, type Secret } from '../../core/secret.ts';
import { alreadyThere, denied, missing, refused, tooLong, unreachable } from './store-failure.ts';

/** One object of a server. `url` is without user, password and query. */
export interface HttpObject {
  readonly url: string;
  /** Only with a URL that `parseStore` lets carry one. */
  readonly token?: Secret<string> | undefined;
}

const TRIES = 4;
const FIRST_WAIT_MS = 250;
/** Passing troubles of a server: RFC 9110, sections 15.5.9, 15.6; RFC 6585 for 429. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
/** RFC 9110, section 13.1.2: `If-None-Match: *` fails with 412; some servers say 409. */
const OCCUPIED = new Set([409, 412]);

/** Puts bytes where nothing is yet; the same bytes again are a no-op. Troubles that pass are tried again. */
export async function putOverHttp(clock: Clock, object: HttpObject, bytes: Uint8Array): Promise<void> {
  // A server that does not know If-None-Match would overwrite: so it is asked first. One that knows HEAD not is told.
  const there = await ask(clock, object, { method: 'HEAD' });
  await there.body?.cancel();
  if (there.ok) return checkSame(clock, object, bytes);
  if (there.status === 401) throw failureOf(object.url, there);
  const headers = { 'if-none-match': '*', 'content-type': 'application/gzip' };
  const answer = await ask(clock, object, { method: 'PUT', headers, body: bytes as Uint8Array<ArrayBuffer> });
  await answer.body?.cancel();
  if (OCCUPIED.has(answer.status)) return checkSame(clock, object, bytes);
  if (!answer.ok) throw failureOf(object.url, answer);
}

/** All bytes of an object. @param size Bytes that it may have at most. */
export async function fetchOverHttp(clock: Clock, object: HttpObject, size: number): Promise<Uint8Array> {
  const answer = await ask(clock, object, { method: 'GET', headers: { 'accept-encoding': 'identity' } });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw failureOf(object.url, answer);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunksOf(object.url, answer)) {
    length += chunk.length;
    if (length > size) throw tooLong(object.url, size);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function checkSame(clock: Clock, object: HttpObject, bytes: Uint8Array): Promise<void> {
  const stored = await fetchOverHttp(clock, object, bytes.length).catch((error: unknown) => {
    throw hasCode(error, 'store/size') ? alreadyThere(object.url) : error;
  });
  if (Buffer.compare(stored, bytes) !== 0) throw alreadyThere(object.url);
}

async function ask(clock: Clock, { url, token }: HttpObject, request: RequestInit): Promise<Response> {
  const headers = new Headers(request.headers);
  // fetch drops it by itself when it is sent on to another server.
  if (token !== undefined) headers.set('authorization', `Bearer ${reveal(token)}`);
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(url, { ...request, headers }).catch((error: unknown) => {
      if (attempt === TRIES) throw unreachable(url, reasonOf(error), error);
      return undefined;
    });
    if (answer !== undefined && (!PASSING.has(answer.status) || attempt === TRIES)) return answer;
    await answer?.body?.cancel();
    await clock.sleep(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
  }
}

async function* chunksOf(url: string, answer: Response): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of answer.body ?? []) yield chunk;
  } catch (error) {
    throw unreachable(url, `the answer broke off: ${reasonOf(error)}`, error);
  }
}

function failureOf(url: string, { status, statusText }: Response) {
  const why = `the store answered ${status} ${statusText}`.trimEnd();
  if (status === 404 || status === 410) return missing(url);
  if (status === 401 || status === 403) return denied(url, why);
  return PASSING.has(status) ? unreachable(url, why) : refused(url, why);
}

/** fetch says only "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

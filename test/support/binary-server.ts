/** An HTTP server that really stores what is PUT, for tests of stores: its manners are chosen by each test. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server behaves. */
export interface Manners {
  /** Refuses everything without this token. */
  readonly token?: string;
  /** Overwrites whatever `If-None-Match` says, as a plain WebDAV server does. */
  readonly overwrites?: boolean;
  /** Answers that many requests with 503 first. */
  readonly troubles?: number;
  /** Sends GET requests on to this URL. */
  readonly sendsOnTo?: string;
  /** Breaks the connection in the middle of each GET. */
  readonly breaksOff?: boolean;
  /** Knows no HEAD. */
  readonly noHead?: boolean;
}

/** A running server, its objects by path, and every request that came. */
export interface BinaryServer {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

/** Starts it on a free port of this machine. */
export async function startBinaryServer(manners: Manners = {}): Promise<BinaryServer> {
  const objects = new Map<string, Buffer>();
  const requests: BinaryServer['requests'] = [];
  let troubles = manners.troubles ?? 0;
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    requests.push({ line, authorization: request.headers.authorization });
    if (troubles-- > 0) return void response.writeHead(503).end();
    answer(manners, objects, request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, objects, requests, close };
}

async function answer(
  manners: Manners,
  objects: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '', headers } = request;
  const body = await readBody(request);
  const stored = objects.get(url);
  const allowed = manners.token === undefined || headers.authorization === `Bearer ${manners.token}`;
  if (!allowed) return void response.writeHead(401).end();
  if (method === 'PUT') {
    if (stored !== undefined && headers['if-none-match'] === '*' && manners.overwrites !== true)
      return void response.writeHead(412).end();
    objects.set(url, body);
    return void response.writeHead(201).end();
  }
  if (method === 'HEAD' && manners.noHead === true) return void response.writeHead(405).end();
  if (method === 'GET' && manners.sendsOnTo !== undefined)
    return void response.writeHead(302, { location: `${manners.sendsOnTo}${url}` }).end();
  if (stored === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-length': stored.length });
  if (method === 'HEAD') return void response.end();
  if (manners.breaksOff !== true) return void response.end(stored);
  response.write(stored.subarray(0, stored.length / 2), () => response.destroy());
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

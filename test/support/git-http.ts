/** A git server over smart HTTP: `git http-backend` behind a small CGI server, with tokens that it checks. */
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What a token may do. Without any, a request is refused. */
export type Right = 'read' | 'write';

/** How the server is set up. */
export interface GitHttpOptions {
  /** Folder that holds the bare repos; `<url>/a.git` is `<folder>/a.git`. */
  readonly folder: string;
  /** Rights by token; HTTP basic auth with any user name. Absent: everybody may write. */
  readonly tokens?: Readonly<Record<string, Right>>;
  /** False: the server ignores `--filter`. */
  readonly filters?: boolean;
}

/** A running server. */
export interface GitHttp {
  readonly url: string;
  /** Method, path and query of every request, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts the server on a free port of 127.0.0.1. Repos need `http.receivepack` nowhere: the server allows pushes. */
export async function openGitHttp(options: GitHttpOptions): Promise<GitHttp> {
  const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  const requests: string[] = [];
  const running = new Set<ChildProcessWithoutNullStreams>();
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const refusal = refusalOf(request, options.tokens);
    if (refusal !== undefined) return void response.writeHead(refusal, { 'WWW-Authenticate': 'Basic' }).end();
    const child = spawn(backend, { env: cgiVariables(request, options) });
    running.add(child);
    child.on('close', () => running.delete(child));
    answer(child, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      for (const child of running) child.kill('SIGKILL');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refusalOf(request: IncomingMessage, tokens: GitHttpOptions['tokens']): number | undefined {
  if (tokens === undefined) return undefined;
  const [, encoded = ''] = (request.headers.authorization ?? '').split(' ');
  const token = Buffer.from(encoded, 'base64').toString().split(':')[1] ?? '';
  const right = tokens[token];
  if (right === undefined) return 401;
  const isPush = (request.url ?? '').includes('git-receive-pack');
  return isPush && right !== 'write' ? 403 : undefined;
}

/** @source RFC 3875, git-http-backend(1). */
function cgiVariables(request: IncomingMessage, { folder, filters = true }: GitHttpOptions): NodeJS.ProcessEnv {
  const [path, query = ''] = (request.url ?? '').split('?');
  const config = { 'http.receivepack': 'true', 'uploadpack.allowFilter': String(filters) };
  return {
    PATH: process.env['PATH'],
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: decodeURIComponent(path ?? ''),
    QUERY_STRING: query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers['content-type'],
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'] as string | undefined,
    CONTENT_LENGTH: request.headers['content-length'],
    GIT_PROTOCOL: request.headers['git-protocol'] as string | undefined,
    REMOTE_USER: 'test',
    REMOTE_ADDR: '127.0.0.1',
    GIT_CONFIG_COUNT: String(Object.keys(config).length),
    ...Object.fromEntries(
      Object.entries(config).flatMap(([key, value], i) => [
        [`GIT_CONFIG_KEY_${i}`, key],
        [`GIT_CONFIG_VALUE_${i}`, value],
      ]),
    ),
  };
}

function answer(child: ChildProcessWithoutNullStreams, request: IncomingMessage, response: ServerResponse): void {
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  child.on('error', () => response.writeHead(500).end());
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  const readHead = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    child.stdout.off('data', readHead);
    const lines = head.toString('latin1', 0, end).split('\r\n');
    const headers = lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);
    const status = Number(headers.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    response.write(head.subarray(end + 4));
    child.stdout.pipe(response);
  };
  child.stdout.on('data', readHead);
}

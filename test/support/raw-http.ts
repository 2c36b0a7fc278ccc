/** Single files of a bare repository over HTTP, as raw.githubusercontent.com, cgit or Gitea serve them. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A running server; `requests` are paths in order. */
export interface RawHttp {
  readonly url: string;
  readonly requests: string[];
  close(): Promise<void>;
}

/** `<url>/<path>` is the file as it is on `main` of the repository at that moment. */
export async function openRawHttp(bare: string): Promise<RawHttp> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').slice(1));
    requests.push(path);
    const words = ['-C', bare, 'cat-file', 'blob', `main:${path}`];
    execute('git', words, { encoding: 'buffer' }).then(
      ({ stdout }) => response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(stdout),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

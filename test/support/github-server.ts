/**
 * The part of GitHub's REST API that we use, on this machine. Every request and every answer is held against GitHub's
 * own description of its API (`test/github/api`): an unknown path, a missing field or a wrong type fails the test.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { answer, type GithubState, openState, type Pull } from './github-answers.ts';
import { openApi } from './openapi.ts';

/** A server and what it has seen. */
export interface GithubServer {
  /** For GITHUB_API_URL. */
  readonly url: string;
  /** Every pull request, oldest first. */
  readonly pulls: readonly Pull[];
  /** `GET /repos/acme/meta`, in the order of arrival. */
  readonly requests: readonly string[];
  /** Stops it. @throws what client or server did against the description, if anything. */
  close(): Promise<void>;
}

/** What the server knows and whom it lets in. */
export interface GithubOptions {
  readonly token: string;
  /** Default branch by `owner/name`. */
  readonly repositories: Readonly<Record<string, string>>;
  /** URL under which people see repositories; the `html_url` of a pull request begins with it. */
  readonly serverUrl?: string;
}

const API = openApi(JSON.parse(readFileSync(join(import.meta.dirname, '../github/api/rest.json'), 'utf8')));

/** Starts a server on a free port of 127.0.0.1. */
export async function openGithubServer(options: GithubOptions): Promise<GithubServer> {
  const state = openState(options.repositories, options.serverUrl ?? 'https://github.com');
  const requests: string[] = [];
  const violations: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    serve(request, response, { state, token: options.token, violations }).catch((error: unknown) => {
      violations.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pulls: state.pulls,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      if (violations.length > 0) throw new Error(`against GitHub's description:\n${violations.join('\n')}`);
    },
  };
}

interface Desk {
  readonly state: GithubState;
  readonly token: string;
  readonly violations: string[];
}

async function serve(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const url = new URL(request.url ?? '', 'http://x');
  const body = await text(request);
  const call = API.match(request.method ?? '', url, body === '' ? undefined : JSON.parse(body));
  if (call === undefined) {
    desk.violations.push(`${request.method} ${url.pathname}: no such operation in test/github/api`);
    return reply(response, 404, { message: 'Not Found' });
  }
  desk.violations.push(...call.problems);
  const admitted = /^(token|bearer) (.*)$/i.exec(request.headers.authorization ?? '')?.[2] === desk.token;
  const given = admitted ? answer(call, desk.state) : { status: 401, body: { message: 'Bad credentials' } };
  desk.violations.push(...call.problemsOfAnswer(given.status, given.body));
  reply(response, given.status, given.body);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

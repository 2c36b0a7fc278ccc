/**
 * The part of GitHub's API that we use, on this machine. Every REST request and answer is held against GitHub's own
 * description of its API (`test/github/api`), every GraphQL request against the schema that it publishes: an unknown
 * path, a missing field or a wrong type fails the test.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Answer, answer, type GithubState, openState, type Pull } from './github-answers.ts';
import { answerGit, type GitLimits } from './github-git.ts';
import { answerGraphql, type GraphqlRequest } from './github-graphql.ts';
import { BareRepo } from './github-objects.ts';
import { openApi } from './openapi.ts';

/** A server and what it has seen. */
export interface GithubServer {
  /** For GITHUB_API_URL. */
  readonly url: string;
  /** Every pull request, oldest first. */
  readonly pulls: readonly Pull[];
  /** `GET /repos/acme/meta`, or `GraphQL Commit` by the name of the operation, in the order of arrival. */
  readonly requests: string[];
  /** What to do with requests instead of answering them, the first that fits; each is done once. */
  readonly faults: Fault[];
  /** Stops it. @throws what client or server did against the description, if anything. */
  close(): Promise<void>;
}

/** Something that goes wrong: an answer instead of the true one, or none at all. */
export interface Fault {
  /** Which request, as `requests` shows it. */
  readonly at: RegExp;
  /** `lost`: it is done, and nobody is told. `cut`: it is not even looked at. `meanwhile`: somebody else is first. */
  readonly does: 'lost' | 'cut' | (() => void) | (Answer & { readonly headers?: Readonly<Record<string, string>> });
}

/** What the server knows and whom it lets in. */
export interface GithubOptions {
  /** The one token of `ann`, or names of users by token. */
  readonly token: string | Readonly<Record<string, string>>;
  /** Default branch by `owner/name`. */
  readonly repositories?: Readonly<Record<string, string>>;
  /** The bare repository of `owner/name`, for whatever is about commits. */
  readonly folderOf?: (repository: string) => string | undefined;
  /** URL under which people see repositories; the `html_url` of a pull request begins with it. */
  readonly serverUrl?: string;
  readonly limits?: Partial<GitLimits>;
}

const API = openApi(JSON.parse(readFileSync(join(import.meta.dirname, '../github/api/rest.json'), 'utf8')));

/** Starts a server on a free port of 127.0.0.1. */
export async function openGithubServer(options: GithubOptions): Promise<GithubServer> {
  const desk: Desk = {
    state: openState(options.repositories ?? {}, options.serverUrl ?? 'https://github.com'),
    users: typeof options.token === 'string' ? { [options.token]: 'ann' } : options.token,
    folderOf: options.folderOf ?? (() => undefined),
    limits: { treeEntries: 100_000, requestBytes: 40_000_000, ...options.limits },
    requests: [],
    faults: [],
    violations: [],
  };
  const server = createServer((request, response) => {
    serve(request, response, desk).catch((error: unknown) => {
      desk.violations.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pulls: desk.state.pulls,
    requests: desk.requests,
    faults: desk.faults,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      if (desk.violations.length > 0) throw new Error(`against GitHub's description:\n${desk.violations.join('\n')}`);
    },
  };
}

interface Desk {
  readonly state: GithubState;
  readonly users: Readonly<Record<string, string>>;
  readonly folderOf: (repository: string) => string | undefined;
  readonly limits: GitLimits;
  readonly requests: string[];
  readonly faults: Fault[];
  readonly violations: string[];
}

async function serve(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const body = await text(request);
  const sent = body === '' ? undefined : JSON.parse(body);
  const title = titleOf(request, sent);
  desk.requests.push(title);
  const at = desk.faults.findIndex((fault) => fault.at.test(title));
  const [fault] = at === -1 ? [] : desk.faults.splice(at, 1);
  if (fault?.does === 'cut') return void response.destroy();
  if (typeof fault?.does === 'object') return reply(response, fault.does);
  if (typeof fault?.does === 'function') fault.does();
  const answered = await answerRequest(request, sent, desk, body.length);
  if (fault?.does === 'lost') return void response.destroy();
  reply(response, answered);
}

function titleOf({ method, url }: IncomingMessage, sent: unknown): string {
  if (url !== '/graphql') return `${method} ${url}`;
  return `GraphQL ${/(?:query|mutation) (\w+)/.exec((sent as GraphqlRequest).query)?.[1]}`;
}

async function answerRequest(request: IncomingMessage, sent: unknown, desk: Desk, size: number): Promise<Reply> {
  const url = new URL(request.url ?? '', 'http://x');
  const token = /^(token|bearer) (.*)$/i.exec(request.headers.authorization ?? '')?.[2] ?? '';
  const user = desk.users[token];
  if (size > desk.limits.requestBytes) return { status: 413, body: { message: 'Request Entity Too Large' } };
  const archive = /^\/archive\/([^/]+\/[^/]+)\/(\w+)$/.exec(url.pathname);
  if (archive !== null) return answerArchive(archive[1] ?? '', archive[2] ?? '', desk);
  if (url.pathname === '/graphql') {
    if (user === undefined) return { status: 401, body: { message: 'Bad credentials' } };
    const { body, violations } = await answerGraphql(sent as GraphqlRequest, { folderOf: desk.folderOf, user });
    desk.violations.push(...violations);
    return { status: 200, body };
  }
  const call = API.match(request.method ?? '', url, sent);
  if (call === undefined) {
    desk.violations.push(`${request.method} ${url.pathname}: no such operation in test/github/api`);
    return { status: 404, body: { message: 'Not Found' } };
  }
  desk.violations.push(...call.problems);
  const repository = `${call.parameters['owner']}/${call.parameters['repo']}`;
  if (call.operation === 'repos/download-tarball-archive')
    return { status: 302, body: '', headers: { location: `/archive/${repository}/${call.parameters['ref']}` } };
  const folder = desk.folderOf(repository);
  const ofGit = folder === undefined || user === undefined ? undefined : answerGit(call, folder, user, desk.limits);
  const denied = { status: 401, body: { message: 'Bad credentials' } };
  const given = user === undefined ? denied : (ofGit ?? answer(call, desk.state));
  desk.violations.push(...call.problemsOfAnswer(given.status, given.body));
  return given;
}

/** Where the answer to a request for an archive leads; it holds a token of its own, so that nobody else needs one. */
function answerArchive(repository: string, commit: string, { folderOf }: Desk): Reply {
  const repo = new BareRepo(folderOf(repository) ?? '');
  const prefix = `${repository.replace('/', '-')}-${commit.slice(0, 7)}/`;
  return { status: 200, body: repo.raw(['archive', '--format=tar.gz', `--prefix=${prefix}`, commit]) };
}

type Reply = Answer & { readonly headers?: Readonly<Record<string, string>> };

function reply(response: ServerResponse, { status, body, headers }: Reply): void {
  const isBytes = Buffer.isBuffer(body);
  response.writeHead(status, {
    'content-type': isBytes ? 'application/x-gzip' : 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(isBytes || body === '' ? body : JSON.stringify(body));
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { githubForge } from '../../../src/adapters/github/github-forge.ts';
import { secret } from '../../../src/core/secret.ts';
import { type GithubServer, openGithubServer } from '../../support/github-server.ts';

const SERVER = 'https://github.com';
const URL = 'https://github.com/acme/meta.git';
const CHANGE = { url: URL, branch: 'facsimile/shop/edge', title: 'shop: v1 to edge', body: 'one' };
let server: GithubServer;

beforeEach(async () => {
  server = await openGithubServer({ token: 't0ken', repositories: { 'acme/meta': 'trunk' } });
});

afterEach(() => server.close());

describe('a promotion on GitHub', () => {
  it('opens a pull request into the default branch', async () => {
    const opened = await forge().openPullRequest(CHANGE);
    expect(opened).toEqual({ url: 'https://github.com/acme/meta/pull/1', number: 1, created: true });
    expect(server.pulls).toEqual([
      {
        repository: 'acme/meta',
        number: 1,
        head: CHANGE.branch,
        base: 'trunk',
        title: CHANGE.title,
        body: 'one',
        state: 'open',
      },
    ]);
  });

  it('updates the one that is open already', async () => {
    await forge().openPullRequest(CHANGE);
    const again = await forge().openPullRequest({ ...CHANGE, title: 'shop: v2 to edge', body: 'two' });
    expect(again).toMatchObject({ number: 1, created: false });
    expect(server.pulls).toMatchObject([{ number: 1, title: 'shop: v2 to edge', body: 'two' }]);
  });

  it('uses the token of the request before that of the process', async () => {
    const opened = await forge({ token: 'other' }).openPullRequest({ ...CHANGE, token: secret('t0ken') });
    expect(opened.created).toBe(true);
  });

  it('opens a new one after the last was closed, and keeps branches apart', async () => {
    await forge().openPullRequest(CHANGE);
    Object.assign(server.pulls[0] ?? {}, { state: 'closed' });
    expect(await forge().openPullRequest(CHANGE)).toMatchObject({ number: 2, created: true });
    const other = { ...CHANGE, branch: 'facsimile/blog/edge', base: 'main' };
    expect(await forge().openPullRequest(other)).toMatchObject({ number: 3, created: true });
    expect(server.pulls[2]).toMatchObject({ base: 'main' });
  });
});

describe('what goes wrong with GitHub', () => {
  it.each([
    ['a wrong token', 'wrong', 'may not open pull requests in acme/meta'],
    ['no token', undefined, 'GITHUB_TOKEN is not set'],
  ])('is told as denied: %s', async (_, token, message) => {
    const failure = await forge({ token })
      .openPullRequest(CHANGE)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      kind: 'operation',
      code: 'forge/denied',
      message: expect.stringContaining(message),
    });
    expect(String(failure)).not.toContain('wrong');
    expect(server.pulls).toEqual([]);
  });

  it('is denied too for a repository that the token may not see', async () => {
    const url = 'git@github.com:acme/other.git';
    await expect(forge().openPullRequest({ ...CHANGE, url })).rejects.toMatchObject({ code: 'forge/denied' });
  });

  it('is unreachable, and safe to repeat, when nothing answers', async () => {
    const gone = forge({ apiUrl: 'http://127.0.0.1:9' });
    await expect(gone.openPullRequest(CHANGE)).rejects.toMatchObject({ code: 'forge/unreachable', retry: 'safe' });
  });

  it('is unknown for a repository elsewhere', async () => {
    const url = '/srv/meta.git';
    expect(forge().hosts(url)).toBe(false);
    await expect(forge().openPullRequest({ ...CHANGE, url })).rejects.toMatchObject({ code: 'forge/unknown' });
    expect(server.requests).toEqual([]);
  });
});

describe('the GitHub server of the tests', () => {
  it.each([
    ['an unknown path', '/repos/acme/meta/issues', 'no such operation'],
    ['an unknown parameter', '/repos/acme/meta/pulls?heads=x', 'no parameter heads'],
  ])('fails the test for %s', async (_, path, complaint) => {
    const strict = await openGithubServer({ token: 't', repositories: { 'acme/meta': 'main' } });
    await fetch(`${strict.url}${path}`, { headers: { authorization: 'token t' } });
    await expect(strict.close()).rejects.toThrow(complaint);
  });

  it.each([
    ['a missing field', { head: 'x', title: 'y' }, 'base'],
    ['a wrong type', { head: 'x', base: 'main', title: 7 }, '/title: must be string'],
    ['an unknown field', { head: 'x', base: 'main', titel: 'y' }, 'no field titel'],
  ])('fails the test for %s', async (_, body, complaint) => {
    const strict = await openGithubServer({ token: 't', repositories: { 'acme/meta': 'main' } });
    const headers = { authorization: 'token t' };
    await fetch(`${strict.url}/repos/acme/meta/pulls`, { method: 'POST', headers, body: JSON.stringify(body) });
    await expect(strict.close()).rejects.toThrow(complaint);
  });
});

function forge(access: { readonly token?: string | undefined; readonly apiUrl?: string } = {}) {
  const token = 'token' in access ? access.token : 't0ken';
  const apiUrl = access.apiUrl ?? server.url;
  return githubForge({ serverUrl: SERVER, apiUrl, token: token === undefined ? undefined : secret(token) });
}

/** The door to git: clean environment, streams, endings, tokens as headers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitEnvironment } from '../../../src/adapters/git/git-environment.ts';
import { openGit } from '../../../src/adapters/git/run-git.ts';
import { secret } from '../../../src/core/secret.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facs-git-'));
  await openGit(process.env).output(['init', '-q', '-b', 'main', folder]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('running git', () => {
  it('gives stdout and takes stdin', async () => {
    const git = openGit(process.env);
    const hash = await git.text(['hash-object', '-w', '--stdin'], { cwd: folder, input: 'hello\n' });
    expect(hash).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
    const bytes = await git.output(['cat-file', 'blob', hash], { cwd: folder });
    expect(new TextDecoder().decode(bytes)).toBe('hello\n');
  });

  it('reports an exit code that is not 0 as what it is, without throwing', async () => {
    const finished = await openGit(process.env).run(['cat-file', '-e', 'HEAD'], { cwd: folder });
    expect(finished.ending).toEqual({ kind: 'exit', code: 128 });
  });

  it('says that a folder is no repository by a code', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'facs-none-'));
    await expect(openGit(process.env).text(['rev-parse', 'HEAD'], { cwd: outside })).rejects.toMatchObject({
      kind: 'operation',
      code: 'git/not-a-repo',
    });
    await rm(outside, { recursive: true });
  });

  it('says that git is not there, or that the folder is not', async () => {
    await expect(openGit({ PATH: '/nowhere' }).run(['version'])).rejects.toMatchObject({ code: 'git/missing' });
    const nowhere = openGit(process.env).run(['version'], { cwd: join(folder, 'nowhere') });
    await expect(nowhere).rejects.toMatchObject({ code: 'git/no-folder' });
  });

  it('gives up on a server that takes the connection and never speaks', async () => {
    expect(gitEnvironment({}, [])).toMatchObject({ GIT_HTTP_LOW_SPEED_LIMIT: '1', GIT_HTTP_LOW_SPEED_TIME: '120' });
    const server = createTcp(() => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop.git`;
    const git = openGit({ ...process.env, GIT_HTTP_LOW_SPEED_TIME: '1' });
    await expect(git.output(['ls-remote', '--', url])).rejects.toMatchObject({ code: 'git/unreachable' });
    server.close();
  });

  it('survives a git that does not read its input', async () => {
    const input = new Uint8Array(4 * 1024 * 1024);
    const finished = await openGit(process.env).run(['version'], { input });
    expect(finished.ending).toEqual({ kind: 'exit', code: 0 });
  });

  it('ends git when the signal fires', async () => {
    const ended = openGit(process.env).run(['cat-file', '--batch'], {
      cwd: folder,
      input: forever(),
      signal: AbortSignal.timeout(100),
    });
    expect((await ended).ending).toEqual({ kind: 'signal', signal: 'SIGTERM' });
  });

  it('ignores the repo that the caller’s environment points at', async () => {
    const git = openGit({ ...process.env, GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' });
    expect(await git.text(['rev-parse', '--git-dir'], { cwd: folder })).toBe('.git');
  });
});

describe('the environment of git', () => {
  it('holds neither our inputs nor our keys, and asks nothing', () => {
    const environment = gitEnvironment({ INPUT_TOKEN: 'a', SOPS_AGE_KEY: 'b', FACS_SSH_KEY: 'c', HOME: '/h' }, []);
    const { GIT_HTTP_LOW_SPEED_LIMIT: _, GIT_HTTP_LOW_SPEED_TIME: __, ...asked } = environment;
    expect(asked).toEqual({ HOME: '/h', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' });
  });

  it('adds a token after the config that was there, and for no server that would show it', () => {
    const given = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' };
    const environment = gitEnvironment(given, [
      { url: 'https://example.org/a/b.git', token: secret('tok') },
      { url: 'http://example.org/a', token: secret('open') },
    ]);
    expect(environment).toMatchObject({
      GIT_CONFIG_COUNT: '3',
      GIT_CONFIG_KEY_2: 'http.https://example.org/.extraheader',
      GIT_CONFIG_VALUE_2: `Authorization: Basic ${btoa('x-access-token:tok')}`,
    });
    expect(JSON.stringify(environment)).not.toContain(btoa('x-access-token:open'));
  });

  it('sends the token to its server alone, and no failure shows it', async () => {
    const seen: (string | undefined)[] = [];
    const answer = (request: IncomingMessage) => seen.push(request.headers.authorization);
    const [mine, other] = await Promise.all([refuse(answer), refuse(answer)]);
    const git = openGit(process.env, [{ url: mine.url, token: secret('t0ken') }]);
    const failures = [git.text(['ls-remote', `${mine.url}/x`]), git.text(['ls-remote', `${other.url}/x`])];
    for (const failed of await Promise.allSettled(failures)) {
      expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'git/denied' } });
      expect(JSON.stringify(failed) + String((failed as PromiseRejectedResult).reason.cause)).not.toContain('t0ken');
    }
    expect(new Set(seen)).toEqual(new Set([`Basic ${btoa('x-access-token:t0ken')}`, undefined]));
    mine.close();
    other.close();
  });

  it('leaves user and password of a URL out of what it says', async () => {
    const url = 'https://me:p@ssword@127.0.0.1:1/x';
    await writeFile(join(folder, 'note'), url);
    const failed = openGit(process.env).text(['ls-remote', url]);
    await expect(failed).rejects.toMatchObject({ code: 'git/unreachable' });
    await failed.catch((error: Error) => expect(`${error.message} ${error.cause}`).not.toContain('ssword'));
  });
});

async function refuse(seen: (request: IncomingMessage) => void) {
  const server = createServer((request, response) => {
    seen(request);
    response.writeHead(403).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function* forever(): AsyncGenerator<Uint8Array> {
  await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
  yield new Uint8Array();
}

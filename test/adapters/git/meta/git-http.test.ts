import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordPath } from '../../../../src/core/meta/paths.ts';
import { secret } from '../../../../src/core/secret.ts';
import { binary, DIGEST, release, tree } from '../../../core/meta/records.ts';
import { type GitHttp, openGitHttp } from '../../../support/git-http.ts';
import {
  adding,
  firstFiles,
  git,
  makeMeta,
  metaRepoIn,
  openPlayground,
  type Playground,
} from '../../../support/meta.ts';

let ground: Playground;
let server: GitHttp;
let bare = '';
const writer = secret('w-token-1');
const reader = secret('r-token-1');

beforeEach(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'repos', 'meta.git');
  await makeMeta(bare, join(ground.folder, 'local'));
  const tokens = { 'w-token-1': 'write', 'r-token-1': 'read' } as const;
  server = await openGitHttp({ folder: join(ground.folder, 'repos'), tokens });
});
afterEach(async () => {
  await server.close();
  await ground.remove();
});

it('a writer with a token appends, locks and reads over HTTP', async () => {
  const { repo, talk } = metaRepoIn(join(ground.folder, 'ann'));
  const meta = await repo.open({ url: `${server.url}/meta.git`, token: writer });
  const { commit } = await meta.append(adding(release, tree));
  expect(git(bare, 'rev-parse', 'main')).toBe(commit);
  const lock = await meta.swapLock('refs/facsimile/locks/shop/eu', undefined, 'ann');
  expect(await meta.readLock('refs/facsimile/locks/shop/eu')).toEqual(lock);
  expect(talk.lines).toEqual([]);
  expect(filesBelow(join(ground.folder, 'ann')).filter((text) => /w-token-1|dy10b2tlbi0x/.test(text))).toEqual([]);
});

it('no token, a wrong one and one that may only read are refused, and nothing changes', async () => {
  const before = git(bare, 'rev-parse', 'main');
  const url = `${server.url}/meta.git`;
  const { repo } = metaRepoIn(join(ground.folder, 'ann'));
  await expect(repo.open({ url })).rejects.toMatchObject({ code: 'meta/denied' });
  const wrong = await repo.open({ url, token: secret('guess-9') }).catch((error: Error) => error);
  expect(wrong).toMatchObject({ kind: 'operation', code: 'meta/denied' });
  expect(`${wrong} ${JSON.stringify(wrong)} ${(wrong as Error).cause}`).not.toContain('guess-9');
  const meta = await repo.open({ url, token: reader });
  await expect(meta.append(adding(release))).rejects.toMatchObject({ code: 'meta/denied', retry: 'never' });
  await expect(meta.swapLock('refs/facsimile/locks/a/b', undefined, 'x')).rejects.toMatchObject({
    code: 'meta/denied',
  });
  await expect(repo.init({ url, token: reader }, firstFiles())).resolves.toMatchObject({ unchanged: true });
  expect(git(bare, 'rev-parse', 'main')).toBe(before);
});

it('the local copy has no contents but those that were read, all of a list in one request', async () => {
  const many = Array.from({ length: 40 }, (_, i) => ({
    ...tree,
    digest: `${String(i).padStart(2, '0')}${DIGEST.slice(2)}`,
  }));
  await (await metaRepoIn(join(ground.folder, 'local')).repo.open({ url: bare })).append(
    adding(...many, release, binary),
  );
  const { repo } = metaRepoIn(join(ground.folder, 'ann'));
  const meta = await repo.open({ url: `${server.url}/meta.git`, token: reader });
  const snapshot = await meta.snapshot();
  const paths = await snapshot.list('shop/trees');
  const before = server.requests.length;
  expect((await snapshot.readAll(paths)).filter((file) => file === undefined)).toEqual([]);
  const fetches = server.requests.slice(before).filter((line) => line.startsWith('POST'));
  expect(fetches.length).toBeLessThanOrEqual(2);
  expect(await snapshot.read(recordPath('shop', release))).toBeDefined();
  const after = server.requests.length;
  await snapshot.readAll(paths);
  expect(server.requests.length).toBe(after);
});

it('a server that cannot leave contents out gives a full copy, which is said once', async () => {
  const plain = await openGitHttp({ folder: join(ground.folder, 'repos'), filters: false });
  const said: string[] = [];
  for (const _ of [1, 2]) {
    const { repo, talk } = metaRepoIn(join(ground.folder, 'ann'));
    const meta = await repo.open({ url: `${plain.url}/meta.git` });
    await meta.append(adding(release));
    expect(await (await meta.snapshot()).read(recordPath('shop', release))).toBeDefined();
    said.push(...talk.lines);
  }
  await plain.close();
  expect(said).toEqual([expect.stringContaining('cannot leave out file contents')]);
});

it('an append to a tip that is at hand takes one look and one push', async () => {
  const { repo } = metaRepoIn(join(ground.folder, 'ann'));
  const meta = await repo.open({ url: `${server.url}/meta.git`, token: writer });
  const before = server.requests.length;
  await meta.append(adding(release));
  const lines = server.requests.slice(before).filter((line) => line.startsWith('POST'));
  expect(lines).toEqual(['POST /meta.git/git-receive-pack']);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'));
}

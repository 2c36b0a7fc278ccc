import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GithubSurroundings } from '../../../../src/adapters/github/meta/github-meta-repo.ts';
import type { Meta, MetaAddress } from '../../../../src/app/ports/meta-repo.ts';
import { lockRef, recordPath } from '../../../../src/core/meta/paths.ts';
import { secret } from '../../../../src/core/secret.ts';
import { binary, release, tree } from '../../../core/meta/records.ts';
import { type GithubEstate, openGithubEstate } from '../../../support/github-estate.ts';
import type { Fault } from '../../../support/github-server.ts';
import { adding, firstFiles, git, utf8 } from '../../../support/meta.ts';
import { keptTalk } from '../../../support/quiet-talk.ts';

const LOCK = lockRef('shop', 'production.eu');

let estate: GithubEstate;
let address: MetaAddress;
let meta: Meta;

beforeAll(async () => {
  estate = await openGithubEstate({ treeEntries: 3, requestBytes: 40_000_000 });
});
afterAll(() => estate.close());
beforeEach(async () => {
  address = await estate.newAddress();
  await estate.commit(address, { 'facsimile.yaml': 'format: 1\n' });
  meta = await estate.writer('ann').open(address);
  estate.server.faults.length = 0;
});

const fault = (at: RegExp, does: Fault['does'], times = 1) =>
  void estate.server.faults.push(...Array.from({ length: times }, () => ({ at, does })));
const requestsOf = async (work: () => Promise<unknown>) => {
  const before = estate.server.requests.length;
  await work();
  return estate.server.requests.slice(before);
};
const refuse = (type: string | undefined, message: string): Fault['does'] => ({
  status: 200,
  body: {
    data: { createCommitOnBranch: null },
    errors: [{ ...(type === undefined ? {} : { type }), message, path: [] }],
  },
});
const linear = () => expect(git(estate.folderOf(address), 'rev-list', '--merges', 'main')).toBe('');

/** A clock that only moves when somebody waits; what was waited for is in `waits`. */
function patient(more: Partial<GithubSurroundings> = {}) {
  const waits: number[] = [];
  const talk = keptTalk();
  let now = Date.now();
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      waits.push(ms);
      now += ms;
    },
  };
  return { waits, talk, now: clock.now, open: () => estate.adapter('ann', { clock, talk, ...more }).open(address) };
}

describe('what it costs', () => {
  it('is three requests to open and append, two more per append, one per snapshot that was not just opened', async () => {
    const still = await patient().open();
    const opened = await requestsOf(async () => {
      const other = await estate.writer('ann').open(address);
      await other.append(adding(release, binary, tree));
    });
    expect(opened).toEqual(['GraphQL Open', 'GraphQL Files', 'GraphQL Commit']);
    expect(await requestsOf(() => still.snapshot())).toEqual([]);
    // Others wrote: that they only added is one more.
    const compare = expect.stringMatching(/^GET \/repos\/acme\/meta-\d+\/compare\//);
    expect(await requestsOf(() => still.snapshot())).toEqual(['GraphQL Tip', compare]);
    expect(await requestsOf(() => still.snapshot())).toEqual(['GraphQL Tip']);
    expect(await requestsOf(() => still.append(adding({ ...tree, digest: '12'.repeat(32) })))).toEqual([
      'GraphQL Files',
      'GraphQL Commit',
    ]);
  });

  it('is one request for any number of texts, and one archive for very many records', async () => {
    const texts = Array.from({ length: 40 }, (_, i) => ({
      path: `shop/runtime/eu/${i}.json`,
      bytes: utf8(`{"i": ${i}}`),
    }));
    const trees = Array.from({ length: 60 }, (_, i) => ({ ...tree, digest: `${i + 10}`.repeat(32) }));
    const records = adding(...trees).added;
    await meta.append({ added: [...texts, ...records], changed: [], message: 'many' });
    const snapshot = await (await estate.writer('bob').open(address)).snapshot();
    expect(await requestsOf(() => snapshot.readAll(texts.map(({ path }) => path)))).toEqual(['GraphQL Files']);
    const asked = await requestsOf(() => snapshot.readAll(records.map(({ path }) => path)));
    expect(asked.map((each) => each.replace(/\w{40}/, 'COMMIT'))).toEqual([
      'GraphQL Files',
      'GraphQL Files',
      expect.stringMatching(/^GET \/repos\/acme\/meta-\d+\/tarball\/COMMIT$/),
      expect.stringMatching(/^GET \/archive\//),
    ]);
    expect(await requestsOf(() => snapshot.readAll(records.map(({ path }) => path)))).toHaveLength(2);
  });
});

describe('a branch that moved', () => {
  it('is met by looking again, however often it does', async () => {
    let count = 0;
    fault(/Commit/, () => void estate.commit(address, { [`by-hand/${count++}`]: 'x' }), 5);
    const { waits, open } = patient();
    const { commit, unchanged } = await (await open()).append(adding(release));
    expect([unchanged, count, waits.length]).toEqual([false, 5, 5]);
    // Full jitter: no wait is longer than twice the last may be.
    expect(waits.filter((ms, i) => ms > 100 * 2 ** i)).toEqual([]);
    expect((await estate.line(address))[0]).toBe(commit);
    expect(await estate.line(address)).toHaveLength(7);
    linear();
  });

  it('is given up when time is over, with nothing written', async () => {
    fault(/Commit/, () => void estate.commit(address, { 'by-hand': `${Math.random()}` }), 100);
    const failed = (await patient({ deadlineMs: 2000 }).open()).append(adding(release));
    await expect(failed).rejects.toMatchObject({
      code: 'meta/deadline',
      retry: 'safe',
      message: expect.stringContaining('Expected branch to point to'),
    });
    expect(await (await meta.snapshot()).read(recordPath('shop', release))).toBeUndefined();
  });

  it('that somebody else brought the same record to needs no commit; another one is refused', async () => {
    const path = recordPath('shop', release);
    fault(/Commit/, () => void estate.commit(address, { [path]: adding(release).added[0]?.bytes ?? '' }));
    expect((await meta.append(adding(release))).unchanged).toBe(true);
    const other = adding(binary).added[0]?.bytes ?? '';
    fault(/Commit/, () => void estate.commit(address, { [recordPath('shop', tree)]: other }));
    await expect(meta.append(adding(tree))).rejects.toMatchObject({ code: 'meta/exists' });
  });
});

describe('an answer that was lost', () => {
  it('to a commit is found out by looking: it is ours, and is not written twice', async () => {
    fault(/Commit/, 'lost');
    const { commit, unchanged } = await meta.append(adding(release));
    expect([commit, unchanged]).toEqual([(await estate.line(address))[0], false]);
    expect(await estate.line(address)).toHaveLength(2);
  });

  it('is found out below what others wrote on top', async () => {
    fault(/Commit/, 'lost');
    fault(/Tip/, () => void estate.commit(address, { 'by-hand': 'x' }));
    const { commit, unchanged } = await meta.append(adding(release));
    expect([commit, unchanged]).toEqual([(await estate.line(address))[1], false]);
  });

  it('because the request never came is sent again, but not for ever', async () => {
    fault(/Commit/, 'cut');
    fault(/Commit/, { status: 502, body: { message: 'Server Error' } });
    fault(/Commit/, refuse(undefined, 'Something went wrong while executing your query.'));
    expect((await (await patient().open()).append(adding(release))).unchanged).toBe(false);
    fault(/Commit/, 'cut', 4);
    const failed = (await patient().open()).append(adding(binary));
    await expect(failed).rejects.toMatchObject({ code: 'meta/unreachable', retry: 'safe' });
    expect(await estate.line(address)).toHaveLength(2);
  });

  it('to a question is asked for again, three times in all', async () => {
    fault(/Tip/, 'cut', 2);
    const quick = await patient().open();
    await quick.snapshot();
    expect((await quick.snapshot()).commit).toBe((await estate.line(address))[0]);
    fault(/Tip/, { status: 503, body: { message: 'No server is available' } }, 3);
    await expect(quick.snapshot()).rejects.toMatchObject({ code: 'meta/unreachable', target: meta.url });
  });

  it('to taking or freeing a lock is found out by looking', async () => {
    fault(/Update/, 'lost');
    const lock = await meta.swapLock(LOCK, undefined, 'ann');
    expect(await meta.readLock(LOCK)).toEqual(lock);
    fault(/Update/, 'lost');
    await meta.freeLock(LOCK, lock?.commit ?? '');
    expect(await meta.readLock(LOCK)).toBeUndefined();
    fault(/Update/, 'cut');
    await expect(meta.swapLock(LOCK, undefined, 'ann')).rejects.toMatchObject({ code: 'meta/unreachable' });
    expect(await meta.readLock(LOCK)).toBeUndefined();
  });

  it('to the first file of a new repository does not keep it from becoming a meta repo', async () => {
    const change = { ...firstFiles(), added: [{ path: '.gitattributes', bytes: utf8('x') }, ...firstFiles().added] };
    const fresh = await estate.newAddress();
    fault(/^PUT/, 'lost');
    expect((await estate.writer('ann').init(fresh, change)).unchanged).toBe(false);
    expect(await (await (await estate.writer('ann').open(fresh)).snapshot()).list('')).toEqual([
      '.gitattributes',
      'facsimile.yaml',
    ]);
    const killed = await estate.newAddress();
    fault(/Commit/, 'cut', 4);
    await expect(estate.writer('ann').init(killed, change)).rejects.toMatchObject({ code: 'meta/unreachable' });
    await expect(estate.writer('ann').open(killed)).rejects.toMatchObject({ issues: [{ code: 'meta/not-meta' }] });
    expect((await estate.writer('bob').init(killed, change)).unchanged).toBe(false);
    expect(await estate.line(killed)).toHaveLength(2);
  });
});

describe('a limit', () => {
  const limits: readonly (readonly [string, Fault['does'], number])[] = [
    ['429 with a time', { status: 429, body: { message: 'slow' }, headers: { 'retry-after': '7' } }, 7000],
    [
      'the secondary one with a time',
      { status: 403, body: { message: 'slow' }, headers: { 'retry-after': '9' } },
      9000,
    ],
    [
      'the secondary one without',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit' } },
      60_000,
    ],
    ['one that GraphQL tells', refuse('RATE_LIMITED', 'API rate limit exceeded'), 60_000],
  ];
  it.each(limits)('is waited for and then it goes on: %s', async (_, does, ms) => {
    const { waits, talk, open } = patient();
    const quick = await open();
    fault(/Commit/, does);
    expect((await quick.append(adding(release))).unchanged).toBe(false);
    expect(waits).toEqual([ms]);
    expect(talk.lines).toEqual([expect.stringContaining(`GitHub asks to wait ${ms / 1000} s`)]);
    expect(await estate.line(address)).toHaveLength(2);
  });

  it('that ends at a time by the clock is waited for until then, if that is soon', async () => {
    const reset = ({ now }: { now(): number }, inSeconds: number) => ({
      status: 403,
      body: { message: 'API rate limit exceeded for installation' },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(now() / 1000) + inSeconds) },
    });
    const soon = patient();
    const quick = await soon.open();
    fault(/Commit/, reset(soon, 100));
    await quick.append(adding(release));
    expect(soon.waits).toHaveLength(1);
    expect(soon.waits[0]).toBeGreaterThan(98_999);
    expect(soon.waits[0]).toBeLessThanOrEqual(100_000);
    const late = patient();
    const other = await late.open();
    fault(/Commit/, reset(late, 3000));
    await expect(other.append(adding(binary))).rejects.toMatchObject({
      code: 'meta/limited',
      retry: 'safe',
      next: expect.stringMatching(
        /wait 50 min, .*--meta https:\/\/github\.com\/acme\/meta-\d+ reads and writes by git/,
      ),
    });
    expect(late.waits).toEqual([]);
    expect(await estate.line(address)).toHaveLength(2);
  });

  it('that stays is not waited for longer than an append may take', async () => {
    fault(/Commit/, limits[2]?.[1] ?? 'cut', 20);
    const { waits, open } = patient();
    await expect((await open()).append(adding(release))).rejects.toMatchObject({ code: 'meta/limited' });
    expect(waits).toEqual([60_000, 120_000]);
  });
});

describe('a writer that may not', () => {
  it.each([
    ['a rule of the branch', 'BRANCH_PROTECTION_RULE_VIOLATION', "protected branch 'main' check failed"],
    ['a ruleset, in a word of its own', 'REPOSITORY_RULE_VIOLATION', 'Changes must be made through a pull request.'],
    ['rights', 'FORBIDDEN', 'Resource not accessible by integration'],
  ])('is told at once: %s', async (_, type, message) => {
    fault(/Commit/, refuse(type, message));
    const asked = await requestsOf(() =>
      expect(meta.append(adding(release))).rejects.toMatchObject({
        code: 'meta/denied',
        retry: 'never',
        message: expect.stringContaining(message),
      }),
    );
    expect(asked.filter((each) => each.endsWith('Commit'))).toHaveLength(1);
  });

  it('has a wrong token, or none, or one that does not see the repository; no failure shows it', async () => {
    for (const [token, said] of [
      [secret('wr0ng'), 'Bad credentials'],
      [undefined, 'Bad credentials'],
    ] as const) {
      const failure = await estate
        .adapter('ann', { token })
        .open(address)
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'meta/denied', message: expect.stringContaining(said) });
      expect(JSON.stringify(failure) + String(failure) + JSON.stringify((failure as Error).cause)).not.toContain(
        'wr0ng',
      );
    }
    const hidden = estate.writer('ann').open({ url: 'github:acme/other' });
    await expect(hidden).rejects.toMatchObject({ code: 'meta/denied', message: expect.stringContaining('hides') });
    const own = await estate
      .adapter('ann', { token: secret('wr0ng') })
      .open({ ...address, token: secret('token-of-bob') });
    expect(own.url).toBe(meta.url);
  });

  it('may read all the same, and takes no lock', async () => {
    fault(/Update/, refuse('FORBIDDEN', 'Resource not accessible by integration'), 2);
    await expect(meta.swapLock(LOCK, undefined, 'ann')).rejects.toMatchObject({ code: 'meta/denied' });
    await expect(meta.propose('promote', adding(release))).rejects.toMatchObject({ code: 'meta/denied' });
    expect((await meta.snapshot()).commit).toBe((await estate.line(address))[0]);
  });
});

describe('what is large', () => {
  it('is written object by object, still as one commit on a branch that did not move meanwhile', async () => {
    const added = [1, 2].map((i) => ({ path: `shop/runtime/eu/${i}`, bytes: new Uint8Array(11_000_000).fill(i) }));
    fault(/Update/, () => void estate.commit(address, { 'by-hand': 'x' }));
    const { commit } = await meta.append({ added, changed: [], message: 'large\n\nand more' });
    const folder = estate.folderOf(address);
    expect(git(folder, 'log', '--format=%H %s', 'main').split('\n')[0]).toBe(`${commit} large`);
    expect(git(folder, 'show', '--format=', '--name-status', 'main')).toBe(
      'A\tshop/runtime/eu/1\nA\tshop/runtime/eu/2',
    );
    expect(git(folder, 'cat-file', '-s', 'main:shop/runtime/eu/2')).toBe('11000000');
    expect(git(folder, 'ls-tree', '--name-only', 'main').split('\n')).toEqual(['by-hand', 'facsimile.yaml', 'shop']);
    linear();
  });

  it('beyond what GitHub takes in one request is refused with the way out', async () => {
    const added = [{ path: 'shop/runtime/eu/1', bytes: new Uint8Array(31_000_000) }];
    await expect(meta.append({ added, changed: [], message: 'x' })).rejects.toMatchObject({
      code: 'meta/too-large',
      retry: 'never',
      next: expect.stringContaining('--meta https://github.com/acme/meta-'),
    });
    expect(await estate.line(address)).toHaveLength(1);
  });
});

describe('reading', () => {
  it('lists a folder whole that GitHub lists only in part', async () => {
    const files = ['a/b/1', 'a/b/2', 'a/b/c/3', 'a/b/c/4', 'a/d/5', 'a/d/6', 'e'];
    await estate.commit(address, Object.fromEntries(files.map((path) => [path, path])));
    const snapshot = await (await estate.writer('bob').open(address)).snapshot();
    expect(await snapshot.list('')).toEqual([...files, 'facsimile.yaml']);
    expect(await snapshot.list('a/b')).toEqual(files.slice(0, 4));
    expect(await snapshot.readAll(files)).toEqual(files.map(utf8));
  });

  it('does not believe an archive whose files are not those of the commit', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `shop/trees/${i}.binpb`);
    const files = Object.fromEntries(names.map((name) => [name, `${name} $Format:%H$\n`]));
    await estate.commit(address, { '.gitattributes': '*1.binpb export-ignore\n*2.binpb export-subst\n', ...files });
    const snapshot = await (await estate.writer('bob').open(address)).snapshot();
    const asked = await requestsOf(async () => {
      expect(await snapshot.readAll(names)).toEqual(Object.values(files).map(utf8));
    });
    expect(asked.filter((each) => each.includes('/git/blobs/'))).toHaveLength(8);
  });

  it('refuses a file whose bytes are not those of its hash', async () => {
    const path = recordPath('shop', release);
    await estate.commit(address, { [path]: adding(release).added[0]?.bytes ?? '' });
    const snapshot = await (await estate.writer('bob').open(address)).snapshot();
    const body = {
      content: Buffer.from('forged').toString('base64'),
      encoding: 'base64',
      url: 'x',
      sha: 'x',
      size: 6,
      node_id: 'x',
    };
    fault(/git\/blobs/, { status: 200, body });
    await expect(snapshot.read(path)).rejects.toMatchObject({ code: 'meta/unreadable' });
    expect(await snapshot.read(path)).toEqual(adding(release).added[0]?.bytes);
  });

  it('never goes back behind what this run wrote, though GitHub may answer from before', async () => {
    const repository = {
      defaultBranchRef: { name: 'main', target: { __typename: 'Commit', oid: '', tree: { oid: '' } } },
    };
    const [before = ''] = await estate.line(address);
    Object.assign(repository.defaultBranchRef.target, {
      oid: before,
      tree: { oid: git(estate.folderOf(address), 'rev-parse', `${before}^{tree}`) },
    });
    const { commit } = await meta.append(adding(release));
    fault(/Tip/, { status: 200, body: { data: { repository } } });
    expect((await meta.snapshot()).commit).toBe(commit);
    await estate.commit(address, { 'by-hand': 'x' });
    expect((await meta.snapshot()).commit).toBe((await estate.line(address))[0]);
  });
});

it('an address that names no repository is refused', async () => {
  for (const url of [
    'github:',
    'github:acme',
    'github:acme/meta/x',
    'github:acme/..',
    'github://acme/meta',
    'github:a b/c',
  ])
    await expect(estate.writer('ann').open({ url }), url).rejects.toMatchObject({
      kind: 'input',
      issues: [{ code: 'meta/url', origin: { name: '--meta' } }],
    });
});

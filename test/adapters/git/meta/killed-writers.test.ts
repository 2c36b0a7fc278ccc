/** Writers killed at every point: each leaves its whole commit or none, and the next one works with the same cache. */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHttp, openGitHttp } from '../../../support/git-http.ts';
import { wrapGit } from '../../../support/git-wrapper.ts';
import { git, makeMeta, openPlayground, type Playground } from '../../../support/meta.ts';
import { buildWriter, startWriter } from '../../../support/writer-process.ts';

const ROUNDS = 200;
const LANES = 4;
const MORE_THAN_ENOUGH_POINTS = 60;

let ground: Playground;
let server: GitHttp;
let script = '';
beforeEach(async () => {
  ground = await openPlayground();
  await mkdir(join(ground.folder, 'repos'));
  server = await openGitHttp({ folder: join(ground.folder, 'repos') });
  script = await buildWriter(ground.folder);
});
afterEach(async () => {
  await server.close();
  await ground.remove();
});

const at = (...parts: string[]) => join(ground.folder, ...parts);
const repo = async (name: string) => {
  await makeMeta(at('repos', `${name}.git`), at('maker'));
  return { bare: at('repos', `${name}.git`), url: `${server.url}/${name}.git` };
};

/** Every commit of a writer has both of its files, and none is there twice. Gives all paths. */
function wholeCommits(bare: string): string[] {
  // One tip for both looks: a push whose writer was killed may still land between them.
  const tip = git(bare, 'rev-parse', 'main').trim();
  const commits = git(bare, 'log', '--format=%x00%s', '--name-only', tip).split('\0').filter(Boolean);
  const ofWriters = commits.map((text) => text.trim().split(/\n+/)).filter(([subject]) => subject !== 'A meta repo');
  for (const [subject, ...paths] of ofWriters) expect(paths, subject).toHaveLength(2);
  const paths = ofWriters.flatMap(([, ...files]) => files);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.sort()).toEqual(
    git(bare, 'ls-tree', '-r', '--name-only', tip, 'shop/').split('\n').filter(Boolean).sort(),
  );
  return paths;
}

async function appends(url: string, top: string, name: string): Promise<readonly string[]> {
  const { landed, done, said } = await startWriter({ script, url, top, name }).ended;
  expect({ done, said }).toEqual({ done: true, said: '' });
  expect(landed).toHaveLength(2);
  return landed;
}

/**
 * Kills a writer at the 1st, 2nd, 3rd … point that `env` makes it pass, until one passes them all: first writers that
 * begin with nothing, then writers whose copy is there, and behind. Gives how many points were hit.
 */
async function killAtEachPoint(env: (point: number) => Promise<NodeJS.ProcessEnv>, name: string): Promise<number> {
  const { bare, url } = await repo(name);
  let hit = 0;
  for (const start of ['fresh', 'behind'] as const) {
    for (let point = 1; ; point++) {
      expect(point).toBeLessThan(MORE_THAN_ENOUGH_POINTS);
      const top = at(`${name}-${start}-${point}`);
      if (start === 'behind') await appends(url, top, 'before');
      if (start === 'behind') await appends(url, at('other'), 'other');
      const writer = startWriter({ script, url, top, name: `${name}${point}`, env: await env(point) });
      await writeFile(at('pid'), String(writer.pid));
      const { landed, done } = await writer.ended;
      const there = wholeCommits(bare);
      for (const path of [...landed, ...(await appends(url, top, 'after'))])
        expect([...there, ...wholeCommits(bare)]).toContain(path);
      await rm(top, { recursive: true });
      if (done) break;
      hit += 1;
    }
  }
  return hit;
}

describe('a writer that is killed', () => {
  it.each(['before', 'after'] as const)(
    '%s each child process',
    async (when) => {
      const count = 'printf x >> "$folder/calls"; n=$(wc -c < "$folder/calls")';
      const points = await killAtEachPoint(async (point) => {
        const folder = at('wrapped');
        await rm(folder, { recursive: true, force: true });
        const kill = `[ "$n" -eq ${point} ] && kill -9 $PPID`;
        const body = when === 'before' ? `${kill}\nexec "$real" "$@"` : `"$real" "$@"; code=$?\n${kill}\nexit $code`;
        return { PATH: await wrapGit(folder, `${count}\n${body}`) };
      }, when);
      // fresh: clone, rev-parse, init, ls-remote, cat-file, fast-import, push; behind: ls-remote, fetch, cat-file, …
      expect(points).toBeGreaterThanOrEqual(12);
    },
    120_000,
  );

  it('before and after each update of a ref, its own and the server’s', async () => {
    const hooks = at('hooks');
    await mkdir(hooks);
    // Git calls it when a ref is about to change, when it has changed, and when it has not.
    const text = `#!/bin/sh\ncd '${ground.folder}'\nprintf x >> updates\n[ "$(wc -c < updates)" -eq "$(cat point)" ] && kill -9 "$(cat pid)"\nexit 0\n`;
    await writeFile(join(hooks, 'reference-transaction'), text);
    await chmod(join(hooks, 'reference-transaction'), 0o755);
    await repo('refs');
    git(at('repos', 'refs.git'), 'config', 'core.hooksPath', hooks);
    const points = await killAtEachPoint(async (point) => {
      await writeFile(at('point'), String(point));
      await writeFile(at('updates'), '');
      return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: hooks };
    }, 'refs');
    expect(points).toBeGreaterThan(4);
  }, 120_000);

  it(`at ${ROUNDS} random moments`, async () => {
    const seed = Number(process.env['FACS_TEST_SEED'] ?? Date.now() % 1_000_000);
    console.log(`random moments: FACS_TEST_SEED=${seed}`);
    const results = await Promise.all(
      Array.from({ length: LANES }, (_, lane) => killAtRandom(`lane${lane}`, ROUNDS / LANES, randomFrom(seed + lane))),
    );
    const killed = results.reduce((sum, each) => sum + each, 0);
    expect(killed).toBeGreaterThan(ROUNDS / 2);
  }, 240_000);
});

/** Gives how many of the writers did not come to their end. */
async function killAtRandom(name: string, rounds: number, random: () => number): Promise<number> {
  const { bare, url } = await repo(name);
  const top = at(name);
  await appends(url, top, `${name}-first`);
  const started = performance.now();
  await appends(url, top, `${name}-second`);
  const usualMs = performance.now() - started;
  const acknowledged: string[] = [];
  let killed = 0;
  for (let round = 0; round < rounds; round++) {
    const writer = startWriter({ script, url, top, name: `${name}-${round}`, count: 3 });
    await Promise.race([sleep(random() * usualMs * 1.5), writer.ended]);
    writer.kill(round % 2 === 0 ? 'alone' : 'group');
    const { landed, done } = await writer.ended;
    acknowledged.push(...landed);
    if (!done) killed += 1;
    if (round % 10 === 9) acknowledged.push(...(await appends(url, top, `${name}-${round}-after`)));
  }
  const there = wholeCommits(bare);
  expect(there).toEqual(expect.arrayContaining(acknowledged));
  expect(git(bare, 'fsck', '--strict', '--no-dangling')).toBe('');
  return killed;
}

/** The same numbers from 0 to below 1 for the same seed. @source mulberry32, Tommy Ettinger, public domain. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

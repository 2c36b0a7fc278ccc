/** Files in place, and a host that dies at any moment of the switch: what comes next finishes it, or takes it back. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BARE_TOOLS } from '../../support/host-tools.ts';
import { chooseSeed, randomOf } from '../../support/random.ts';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy, type TestDeploy } from './fleet.ts';

const NOBODYS = { 'etc/own.conf': 'mine', 'shop/cruft': 'cruft', 'var/log/x.log': 'log' };
const V1 = {
  'etc/shop.conf': 'one',
  'shop/a.py': 'a1',
  'shop/only-one/b.py': 'b1',
  'bin/run': 'same',
  turns: 'a file',
};
const V2 = {
  'etc/shop.conf': 'two',
  'shop/a.py': 'a2',
  'shop/c/d.py': 'd2',
  'bin/run': 'same',
  'turns/into': 'folder',
};
const OTHERS = { 'etc/own.conf': 'mine', 'var/log/x.log': 'log' };

/** How many of the moments of a switch are tried, in each way of dying; which ones, the seed says. */
const MOMENTS = Number(process.env['FACS_MOMENTS'] ?? 3);

describeWith(['sshd', 'dash'], 'a host that dies while files are put in place', () => {
  const seed = chooseSeed();
  let web: Sshd;
  beforeAll(async () => {
    web = await startSshd({ name: 'web1' });
    wrapTools(web.folder);
  });
  afterAll(() => web.stop());

  const put = (release: '1' | '2', more: Partial<TestDeploy> = {}) =>
    deploy({ hosts: [web], release, files: release === '1' ? V1 : V2, settings: { layout: 'inplace' }, ...more });
  const arming = {
    layout: 'inplace',
    hooks: { once: [], before: ['> ../../../../armed'], after: [], drain: [], readd: [] },
  } as const;

  /** Deploys the second release over the first one, and ends the host's script at this call of a program. */
  async function die(at: number, way: 'before' | 'after', connections: number) {
    await begin();
    writeFileSync(join(web.folder, 'death'), `${at} ${way}\n`);
    const { reports } = await put('2', { settings: arming, connections });
    disarm();
    return reports[0];
  }

  async function begin(): Promise<void> {
    rmSync(web.host.home, { recursive: true, force: true });
    for (const [path, text] of Object.entries(NOBODYS)) {
      mkdirSync(dirname(join(web.host.home, path)), { recursive: true });
      writeFileSync(join(web.host.home, path), text);
    }
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', web.host.user, web.host.home]);
    expect((await put('1')).reports).toMatchObject([{ outcome: 'activated' }]);
    expect(there()).toEqual({ ...OTHERS, ...V1 });
  }

  function disarm(): void {
    for (const name of ['armed', 'died', 'calls']) rmSync(join(web.home, name), { force: true, recursive: true });
    rmSync(join(web.folder, 'death'), { force: true });
  }

  function there(): Record<string, string> {
    const { home } = web.host;
    const files = readdirSync(home, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
      .filter((path) => !path.startsWith('.facsimile'));
    return Object.fromEntries(files.map((path) => [path, readFileSync(join(home, path), 'utf8')]));
  }

  /** Nothing that has begun is left. */
  const isSettled = () => !existsSync(join(web.host.home, '.facsimile/.facsimile/journal'));

  async function moments(): Promise<readonly number[]> {
    await die(1_000_000, 'before', 9);
    const calls = Number(readFileSync(join(web.folder, 'counted'), 'utf8'));
    expect(calls).toBeGreaterThan(60);
    const random = randomOf(seed);
    return Array.from(
      { length: MOMENTS },
      (_, i) => 1 + Math.floor(((i + random.below(1000) / 1000) * calls) / MOMENTS),
    );
  }

  it.each(['before', 'after'] as const)(
    `%s one of its processes, and is out of reach: the next deploy finds its way (FACS_SEED=${seed})`,
    async (way) => {
      for (const [i, at] of (await moments()).entries()) {
        const died = await die(at, way, 1);
        // It may have proven to work by then.
        expect(['failed', 'activated'], `${way} ${at}`).toContain(died?.outcome);
        const next = i % 2 === 0 ? '2' : '1';
        const { reports } = await put(next);
        expect(reports, `${way} ${at}, then ${next}`).toMatchObject([{ now: { release: next.repeat(40) } }]);
        expect(['activated', 'unchanged']).toContain(reports[0]?.outcome);
        const wanted = next === '1' ? V1 : V2;
        expect(there(), `${way} ${at}, then ${next}`).toEqual({ ...OTHERS, ...wanted });
        expect(isSettled()).toBe(true);
      }
    },
  );

  it(`is asked again at once, where it can be, and has gone back to what it had (FACS_SEED=${seed})`, async () => {
    for (const at of await moments()) {
      const died = await die(at, 'before', 9);
      // What died after it had proven to work stays.
      const [digit, files] = died?.outcome === 'activated' ? ['2', V2] : ['1', V1];
      expect(died, `before ${at}`).toMatchObject({ now: { release: digit.repeat(40) } });
      expect(there(), `before ${at}`).toEqual({ ...OTHERS, ...files });
    }
  });
});

/** Every program of the host counts its calls once `armed` is there, and ends its script at the one that `death` names. */
function wrapTools(folder: string): void {
  const bin = join(folder, 'bin');
  const real = join(folder, 'real');
  mkdirSync(real);
  for (const name of BARE_TOOLS.filter((each) => each !== 'sh')) {
    renameSync(join(bin, name), join(real, name));
    writeFileSync(
      join(bin, name),
      `#!/bin/dash
armed='${folder}/home/armed' calls='${folder}/home/calls'
if [ -f "$armed" ] && read -r at way <'${folder}/death' 2>/dev/null; then
  printf . >>"$calls"
  count=$('${real}/wc' -c <"$calls")
  printf '%s\\n' "$count" 2>/dev/null >'${folder}/counted'
  # Two at once may both see the number after it: the first of them that makes the folder is meant.
  if [ "$count" -ge "$at" ] && '${real}/mkdir' '${folder}/home/died' 2>/dev/null; then
    if [ "$way" = after ]; then '${real}/${name}' "$@"; fi
    read -r line </proc/$$/stat
    set -- \${line##*) }
    kill -9 "-$3"
  fi
fi
exec '${real}/${name}' "$@"
`,
    );
    chmodSync(join(bin, name), 0o755);
  }
  writeFileSync(join(folder, 'counted'), '');
  chmodSync(join(folder, 'counted'), 0o666);
  expect(existsSync(join(real, 'mv'))).toBe(true);
}

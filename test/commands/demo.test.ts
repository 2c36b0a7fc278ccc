/** `facs demo`, as a newcomer meets it: the built program alone, with nothing but Node and git. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Environment, Ports } from '../../src/app/ports/ports.ts';
import type { Talk } from '../../src/app/ports/talk.ts';
import { bundle } from '../../src/build/bundle.ts';
import { demoCommand } from '../../src/commands/demo.ts';
import { wire } from '../../src/wire.ts';
import { keptTalk } from '../support/quiet-talk.ts';

const SLOW_MS = 240_000;
let folder: string;
let cli: string;

beforeAll(async () => {
  folder = realpathSync(await mkdtemp(join(tmpdir(), 'facs-demo-test-')));
  await bundle(join(folder, 'built'));
  // Somewhere else, alone: whatever it needs besides must show.
  await cp(join(folder, 'built'), join(folder, 'elsewhere/dist'), { recursive: true });
  await rm(join(folder, 'built'), { recursive: true });
  cli = join(folder, 'elsewhere/dist/cli.js');
}, SLOW_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('facs demo', () => {
  it('tells its chapters, ends well and leaves nothing, in an empty environment', { timeout: SLOW_MS }, async () => {
    const run = await start([]);
    expect(await run.ended).toEqual([0, null]);
    expect(run.stderr()).toBe('');
    const text = run.stdout();
    expect(stripVTControlCharacters(text)).toBe(text);
    expect([...text.matchAll(/^(\d) {2}\S.*$/gm)].map(([, number]) => Number(number)).slice(0, 7)).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
    // A plan of few files and bytes; the break, and the way back.
    expect(text).toMatch(/3 files sent \(\d+ B\), 15 linked/);
    expect(text).toMatch(/lab {2}reverted .* answers 500/);
    expect(text).toMatch(/in staging: .*v1\.1\.0\n\n7/);
    await expectNothingLeft(run);
  });

  it('does not mind how its user has set up git', { timeout: SLOW_MS }, async () => {
    const run = await start([], async (home) => {
      const hooks = join(home, 'hooks');
      await mkdir(hooks);
      await writeFile(join(hooks, 'pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      const settings = [
        ['commit', 'gpgSign = true'],
        ['tag', 'gpgSign = true'],
        ['push', 'gpgSign = true'],
        ['init', 'defaultBranch = trunk'],
        ['core', 'autocrlf = true', `hooksPath = ${hooks}`],
        ['user', 'useConfigOnly = true'],
        ['push', 'followTags = true', 'default = nothing'],
        ['fetch', 'prune = true'],
      ];
      const text = settings.map(([section, ...lines]) => `[${section}]\n${lines.join('\n')}\n`).join('');
      await writeFile(join(home, '.gitconfig'), text);
      await rm(hooks, { recursive: true, force: true });
    });
    expect([await run.ended, run.stderr()]).toEqual([[0, null], '']);
  });

  it('gives its chapters as data', { timeout: SLOW_MS }, async () => {
    const run = await start(['--json']);
    expect(await run.ended).toEqual([0, null]);
    const data = JSON.parse(run.stdout());
    expect(data.folder).toBeNull();
    expect(data.chapters).toHaveLength(7);
  });

  it.each(['1  ', '3  ', '6  '])(
    'leaves nothing when it is interrupted in chapter %s',
    { timeout: SLOW_MS },
    async (chapter) => {
      const run = await start([]);
      await run.saw(`\n${chapter}`);
      run.kill('SIGINT');
      expect(await run.ended).toEqual([null, 'SIGINT']);
      await expectNothingLeft(run);
    },
  );

  it('leaves nothing, and says why, when it fails', { timeout: SLOW_MS }, async () => {
    const run = await start([], undefined, { PATH: '/nowhere' });
    expect(await run.ended).toEqual([1, null]);
    expect(run.stderr()).toContain('facs: git cannot be run here\n  next: install git');
    await expectNothingLeft(run);
  });

  it('--keep leaves everything, and a file with which a shell goes on', { timeout: SLOW_MS }, async () => {
    const run = await start(['--keep']);
    expect(await run.ended).toEqual([0, null]);
    const settings = /^ {3}\. (.*)$/m.exec(run.stdout())?.[1] ?? '';
    const script = `. ${settings} && facs trace paris && git -C ../meta.git log --oneline | wc -l && facs render shop production.eu --out ../out`;
    const said = execFileSync('sh', ['-c', script], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: run.home },
    });
    expect(said).toContain('release shop 1.1.0');
    expect(existsSync(join(settings, '../out/_DEPLOY_/config.json'))).toBe(true);
    await expectNoProcess(run.temporary);
  });
});

describe('the adapters of facs demo', () => {
  const names = [
    ...(['clock', 'ids', 'files', 'shipped', 'sourceRepos', 'metaRepo', 'stateFiles'] as const),
    ...(['hosts', 'archives', 'binaryStores', 'playgrounds'] as const),
  ];
  it.each(names)('it is nothing without %s', { timeout: SLOW_MS }, async (name) => {
    const environment = { variables: process.env, cwd: folder, onCi: false, actor: 'ann', platform: 'linux-x64' };
    const ports = wireWithout(name)(environment, keptTalk());
    await expect(demoCommand.run({ keep: false }, { ports, environment })).rejects.toThrow(`${name} was taken away`);
  });
});

/** The production wiring, in which one port does nothing but fail. */
function wireWithout(name: keyof Ports) {
  return (environment: Environment, talk: Talk): Ports => {
    const fail = () => {
      throw new Error(`${name} was taken away`);
    };
    const broken = name === 'clock' ? { now: fail, sleep: fail } : fail;
    return { ...wire(environment, talk), [name]: broken, elsewhere: wireWithout(name) };
  };
}

async function start(
  words: readonly string[],
  furnish: (home: string) => Promise<void> = async () => undefined,
  env: Readonly<Record<string, string>> = {},
) {
  const [home, temporary] = [await mkdtemp(join(folder, 'home-')), await mkdtemp(join(folder, 'tmp-'))];
  await furnish(home);
  const child = spawn(oldNode(), [cli, 'demo', ...words], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const ended = once(child, 'close');
  return {
    home,
    temporary,
    ended,
    stdout: out.text,
    stderr: err.text,
    saw: (text: string) => out.saw(text),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
  };
}

/** The oldest Node at hand: the one of the system where it is another than ours. */
function oldNode(): string {
  const others = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((place) => join(place, 'node'))
    .filter((path) => !path.includes('node_modules') && existsSync(path));
  return others[0] ?? process.execPath;
}

function collect(stream: NodeJS.ReadableStream) {
  let all = '';
  stream.setEncoding('utf8').on('data', (chunk) => {
    all += chunk;
  });
  const saw = async (text: string) => {
    while (!all.includes(text)) {
      if (stream.readable === false) throw new Error(`ended without ${text}:\n${all}`);
      await wait(5);
    }
  };
  return { text: () => all, saw };
}

async function expectNothingLeft(run: { readonly home: string; readonly temporary: string }): Promise<void> {
  expect(await readdir(run.temporary)).toEqual([]);
  expect(await readdir(run.home)).toEqual([]);
  await expectNoProcess(run.temporary);
}

/** No process works in the folder, or was started with it. */
async function expectNoProcess(place: string): Promise<void> {
  await expect.poll(() => processesOf(place), { timeout: 20_000 }).toEqual([]);
}

function processesOf(place: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .flatMap((pid) => {
      try {
        const uses = [readlinkSync(`/proc/${pid}/cwd`), readFileSync(`/proc/${pid}/environ`, 'utf8')];
        return uses.some((text) => text.includes(place)) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
      } catch {
        return [];
      }
    });
}

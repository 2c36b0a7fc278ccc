/** Playgrounds: what they hold, and that nothing of them is left, whatever way the process ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playgrounds } from '../../../src/adapters/demo/playground.ts';
import { untilGone } from '../../support/processes.ts';
import { describeWith } from '../../support/tools.ts';

const path = process.env['PATH'] ?? '';
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'facs-home-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('a playground', () => {
  it('commits the same way under a hostile configuration of git', async () => {
    const settings = [
      '[commit]',
      'gpgSign = true',
      '[init]',
      'defaultBranch = trunk',
      '[user]',
      'useConfigOnly = true',
    ];
    await writeFile(join(home, '.gitconfig'), settings.join('\n'));
    process.env['HOME'] = home;
    const playground = await playgrounds(path).open();
    try {
      await playground.copyEstate();
      await playground.git('shop', ['init', '--quiet']);
      await playground.git('shop', ['add', '.']);
      await playground.git('shop', ['commit', '--quiet', '-m', 'First']);
      expect(await playground.git('shop', ['log', '--format=%an %D'])).toBe('Demo HEAD -> main');
      await expect(playground.git('shop', ['frobnicate'])).rejects.toMatchObject({ code: 'demo/program' });
    } finally {
      await playground.close();
    }
    expect(existsSync(playground.folder)).toBe(false);
  });

  it('says what to do where there is no git', async () => {
    const playground = await playgrounds('/nowhere').open();
    await expect(playground.git('.', ['init'])).rejects.toMatchObject({
      message: 'git cannot be run here',
      next: 'install git, then run the same command again',
    });
    await playground.close();
  });

  it('says where a page does not answer', async () => {
    const playground = await playgrounds(path).open();
    const host = await playground.startHost('lab');
    await expect(playground.fetchPage(host.url)).rejects.toMatchObject({ code: 'demo/page', target: host.url });
    await playground.close();
  });
});

describeWith(['ssh'], 'the end of a playground', () => {
  it.each([
    ['closes', 'close', 0, null],
    ['throws', 'throw', 1, null],
  ])('leaves nothing when the process %s', async (_, how, code, signal) => {
    const run = await start(how);
    expect(await run.ended).toEqual([code, signal]);
    await expectGone(run);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing on %s, and dies of it', async (signal) => {
    const run = await start('wait');
    expect(existsSync(join(run.folder, 'shop/server.mjs'))).toBe(true);
    run.kill(signal);
    expect(await run.ended).toEqual([null, signal]);
    await expectGone(run);
  });

  it('keeps the folder when asked, with the keys for its owner alone, and ends the hosts', async () => {
    const run = await start('keep');
    expect(await run.ended).toEqual([0, null]);
    await untilGone(run.pid);
    for (const key of ['ssh.key', 'age.key']) expect((await stat(join(run.folder, key))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(run.folder, 'env.sh'), 'utf8')).toContain(`FACS_META=${run.folder}/meta.git`);
    await rm(run.folder, { recursive: true });
  });
});

async function start(how: string) {
  const temporary = await mkdtemp(join(home, 'tmp-'));
  const script = join(import.meta.dirname, 'open-playground.ts');
  const child = spawn(process.execPath, [script, how], {
    env: { PATH: path, HOME: home, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', how === 'throw' ? 'ignore' : 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await once(child.stdout, 'data');
  const { folder, pid } = JSON.parse(String(line)) as { folder: string; pid: number };
  return { folder, pid, temporary, ended, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

async function expectGone(run: { readonly temporary: string; readonly pid: number }): Promise<void> {
  expect(await readdir(run.temporary)).toEqual([]);
  await untilGone(run.pid);
}

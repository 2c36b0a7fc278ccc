import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { sshHosts } from '../../../src/adapters/ssh/ssh-hosts.ts';
import { toBytes } from '../../../src/app/deploy/conversation.ts';
import { goodLines, openingLines, switchLines } from '../../../src/core/deploy/activation.ts';
import { parseActivationAnswer } from '../../../src/core/deploy/activation-answer.ts';
import { activateCommand } from '../../../src/core/deploy/scripts/activate.ts';
import type { ActivationLine } from '../../../src/core/deploy/scripts/activation-line.ts';
import { secret } from '../../../src/core/secret.ts';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy, PLAIN } from './fleet.ts';

describeWith(['sshd', 'dash', 'busybox'], 'a host whose controller falls silent', () => {
  let shells: readonly Sshd[];
  beforeAll(async () => {
    shells = await Promise.all([startSshd({ name: 'dash' }), startSshd({ name: 'busybox', busybox: true })]);
  });
  afterEach(() => {
    for (const { host } of shells) execFileSync('rm', ['-rf', host.home]);
  });
  afterAll(async () => {
    await Promise.all(shells.map((shell) => shell.stop()));
  });

  it.each([
    ['dash', 0],
    ['busybox', 1],
  ] as const)('goes back when nothing comes for so long, though the connection stands: %s', async (_, index) => {
    const host = shells[index] as Sshd;
    const [one, two] = await twoReleases(host);
    const answer = await activate(host, [...upTo(host, one, two, 1)], 'and never ends');
    expect(answer).toMatchObject({ failed: { phase: 'closed' }, back: one, current: one });
    expect(current(host)).toBe(one);
    expect(readdirSync(join(host.host.home, '.facsimile/locks'))).toEqual([]);
  });

  it('minds no silence while a command runs, nor once the controller has spoken', async () => {
    const host = shells[0] as Sshd;
    const [one, two] = await twoReleases(host);
    const settings = { ...PLAIN, hooks: { ...PLAIN.hooks, after: ['sleep 2'] } };
    const commands = { before: [], postcmd: [], after: ['sleep 2'], restart: [] };
    const change = { from: one, to: two };
    const lines: readonly ActivationLine[] = [
      ...openingLines(change, settings, { once: [], directories: [] }),
      { verb: 'ready', phase: 'once', seconds: 1 },
      ...switchLines(commands, settings),
      ...goodLines(change, settings, { metaTip: undefined, leave: false }),
    ];
    expect(await activate(host, lines, 'and ends')).toMatchObject({ finished: true });
    expect(current(host)).toBe(two);
  });

  it('leaves no process behind', async () => {
    const host = shells[0] as Sshd;
    await deploy({ hosts: [host], files: { app: 'one' }, release: '1' });
    const sleeping = () => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isSleepOf(host, pid)).length;
    await expect.poll(sleeping).toBe(0);
  });
});

async function twoReleases(host: Sshd): Promise<readonly [string, string]> {
  await deploy({ hosts: [host], files: { app: 'two' }, release: '2' });
  const two = current(host);
  await deploy({ hosts: [host], files: { app: 'one' }, release: '1' });
  return [current(host), two];
}

/** All that is said until the host waits for a verdict, for which it gets so many seconds. */
function upTo(_: Sshd, from: string, to: string, seconds: number): readonly ActivationLine[] {
  const commands = { before: [], postcmd: [], after: [], restart: [] };
  const lines = [...openingLines({ from, to }, PLAIN, { once: [], directories: [] }), ...switchLines(commands, PLAIN)];
  return lines.map((line) => (line.verb === 'ready' ? { ...line, seconds } : line));
}

async function activate({ host, privateKey }: Sshd, lines: readonly ActivationLine[], then: string) {
  const connection = await sshHosts().connect(host, { key: secret(privateKey) });
  const over = new AbortController();
  async function* stdin() {
    yield toBytes(lines);
    if (then !== 'and ends')
      await new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()));
  }
  const command = activateCommand({ home: host.home, deployment: 'TEST', renamer: 'T', patience: 1 });
  try {
    return parseActivationAnswer((await connection.execute({ command, stdin: stdin() })).stdout);
  } finally {
    over.abort();
    await connection.close();
  }
}

function current({ host }: Sshd): string {
  return basename(readlinkSync(join(host.home, 'current')));
}

/** A process of this host alone: others on this machine may be waiting too. */
function isSleepOf({ folder }: Sshd, pid: string): boolean {
  try {
    const [command, environment] = ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8'));
    return command?.startsWith('sleep\0') === true && environment?.includes(`PATH=${folder}/bin`) === true;
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

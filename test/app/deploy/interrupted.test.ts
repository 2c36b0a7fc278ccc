import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ROOT, type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy, githash } from './fleet.ts';

const V1 = { app: 'one' };
const V2 = { app: 'two' };

describeWith(['sshd', 'dash'], 'a deploy that is broken off', () => {
  let hosts: readonly Sshd[];
  let web1: Sshd;
  beforeAll(async () => {
    hosts = await Promise.all(['web1', 'web2'].map((name) => startSshd({ name })));
    web1 = hosts[0] as Sshd;
  });
  afterEach(() => {
    for (const { host } of hosts) execFileSync('rm', ['-rf', host.home]);
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
  });

  it('switches no host when that happens while something runs once for all', async () => {
    await deploy({ hosts, files: V1, release: '1' });
    const stop = new AbortController();
    const settings = { hooks: { once: ['touch ~/migrating; sleep 1'], before: ['touch ~/before'], after: [] } };
    const running = deploy({ hosts, files: V2, release: '2', settings, interruption: stop.signal });
    await expect.poll(() => existsSync(join(web1.home, 'migrating')), { timeout: 10_000 }).toBe(true);
    stop.abort('the lock was taken over');
    const { reports } = await running;
    expect(reports).toMatchObject([
      { outcome: 'failed', now: { release: githash('1') }, failure: { code: 'deploy/interrupted' } },
      { outcome: 'skipped', now: { release: githash('1') } },
    ]);
    expect(reports[0]?.failure?.message).toBe('web1: it was interrupted (the lock was taken over), before the switch');
    expect(hosts.map(current)).toEqual(['one', 'one']);
    expect(hosts.map(({ home }) => existsSync(join(home, 'before')))).toEqual([false, false]);
  });

  it('thinks no worse of a release that was good before', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    await deploy({ hosts: [web1], files: V2, release: '2' });
    const stop = new AbortController();
    const settings = { hooks: { once: [], before: [], after: ['touch ~/begun; sleep 1'] } };
    const running = deploy({ hosts: [web1], files: V1, release: '1', settings, interruption: stop.signal });
    await expect.poll(() => existsSync(join(web1.home, 'begun')), { timeout: 10_000 }).toBe(true);
    stop.abort('SIGINT');
    const { reports } = await running;
    expect(reports).toMatchObject([{ outcome: 'reverted', now: { release: githash('2') } }]);
    expect(current(web1)).toBe('two');
    expect(history(web1)).toEqual(['good 1', 'good 2']);
  });

  it('prunes what dead runs left, and nothing that is not ours', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    const folder = join(web1.host.home, 'releases');
    const dead = `${'d'.repeat(12)}-${'d'.repeat(12)}`;
    for (const name of [dead, 'by hand', 'by', '*']) {
      mkdirSync(join(folder, name));
      execFileSync('cp', [join(folder, ours(web1)[0] ?? '', '.facsimile.json'), join(folder, name)]);
      utimesSync(join(folder, name), 0, 0);
    }
    if (ROOT) execFileSync('chown', ['-R', web1.host.user, folder]);
    await deploy({ hosts: [web1], files: V2, release: '2' });
    expect(readdirSync(folder).filter((name) => !ours(web1).includes(name))).toEqual(['*', 'by', 'by hand']);
    expect(ours(web1).map((name) => name[0])).toEqual(['1', '2']);
  });

  it('never prunes the release that it just left, even when its history is lost', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    const [one = ''] = ours(web1);
    execFileSync('rm', [join(web1.host.home, '.facsimile/history')]);
    utimesSync(join(web1.host.home, 'releases', one), 0, 0);
    await deploy({ hosts: [web1], files: V2, release: '2' });
    expect(ours(web1)).toContain(one);
  });
});

function current({ host }: Sshd): string {
  return readFileSync(join(host.home, 'current/app'), 'utf8');
}

function ours({ host }: Sshd): string[] {
  return readdirSync(join(host.home, 'releases'))
    .filter((name) => /^[0-9a-f]+-[0-9a-f]+$/.test(name))
    .sort();
}

function history({ host }: Sshd): string[] {
  const lines = readFileSync(join(host.home, '.facsimile/history'), 'utf8').trimEnd().split('\n');
  return lines.map((line) =>
    line
      .split(' ')
      .slice(0, 2)
      .join(' ')
      .replace(/ (\w).*/, ' $1'),
  );
}

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { HostReport } from '../../../src/core/deploy/host-report.ts';
import { startCountingProxy } from '../../support/counting-proxy.ts';
import { BARE_TOOLS } from '../../support/host-tools.ts';
import { makeKeyPair, ROOT, type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy, githash } from './fleet.ts';
import { listing } from './listing.ts';

const V1 = { app: 'one' };
const V2 = { app: 'two' };

describeWith(['sshd', 'dash'], 'a deploy that cannot go on', () => {
  let hosts: readonly Sshd[];
  let web1: Sshd;
  beforeAll(async () => {
    hosts = await Promise.all(['web1', 'web2', 'web3'].map((name) => startSshd({ name })));
    web1 = hosts[0] as Sshd;
  });
  afterEach(() => {
    for (const { host } of hosts) execFileSync('rm', ['-rf', host.home]);
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
  });

  it('goes back where a hook fails, and every other host finishes', async () => {
    await deploy({ hosts, files: V1, release: '1' });
    writeFileSync(join(hosts[1]?.home ?? '', 'broken'), '');
    const settings = {
      hooks: { once: [], before: ['true'], after: ['echo checking; test ! -e ~/broken'] },
      postcmd: ['cat app >>~/ran'],
    };
    const { reports, said } = await deploy({ hosts, files: V2, release: '2', settings });
    expect(outcomes(reports)).toEqual(['activated', 'reverted', 'activated']);
    expect(reports[1]).toMatchObject({
      from: { release: githash('1') },
      now: { release: githash('1') },
      failure: { code: 'deploy/command', target: 'web2' },
    });
    expect(reports[1]?.failure?.message).toContain('after: echo checking; test ! -e ~/broken ended with 1');
    expect(hosts.map(current)).toEqual(['two', 'one', 'two']);
    expect(said).toContain('web1: checking');
    // What the switch set going is set going again for the old release.
    expect(readFileSync(join(hosts[1]?.home ?? '', 'ran'), 'utf8')).toBe('twoone');
    expect(history(hosts[1])).toEqual(['good 1', 'bad 2']);
    rmSync(join(hosts[1]?.home ?? '', 'broken'));
    expect(outcomes((await deploy({ hosts, files: V2, release: '2', settings })).reports)).toEqual([
      'unchanged',
      'activated',
      'unchanged',
    ]);
    expect(hosts.map(current)).toEqual(['two', 'two', 'two']);
  });

  it('leaves no current behind when the first deploy of all fails', async () => {
    const settings = { postcmd: ['exit 9'] };
    const { reports } = await deploy({ hosts: [web1], files: V1, release: '1', settings });
    expect(reports[0]).toMatchObject({ outcome: 'reverted', failure: { code: 'deploy/command' } });
    expect(reports[0]?.now).toBeUndefined();
    expect(existsSync(join(web1.host.home, 'current'))).toBe(false);
  });

  it('runs each command alone, in the release folder, and stops at the first that fails', async () => {
    const settings = {
      hooks: {
        once: [],
        before: ["echo 'a b'\necho second line\ncd /\n", 'pwd', 'printf "%s\\n" "\\$x"', 'exit 3', 'echo never'],
        after: [],
      },
    };
    const { reports, said } = await deploy({ hosts: [web1], files: V1, release: '1', settings });
    const folder = readdirSync(join(web1.host.home, 'releases'))[0];
    expect(said.slice(1, -1)).toEqual(
      ['a b', 'second line', `${web1.host.home}/releases/${folder}`, '$x'].map((line) => `web1: ${line}`),
    );
    expect(reports[0]).toMatchObject({ outcome: 'failed', failure: { code: 'deploy/command' } });
    expect(reports[0]?.failure?.message).toBe('web1: before: exit 3 ended with 3');
  });

  it('changes no host when what runs once fails, and runs it on one host only', async () => {
    await deploy({ hosts, files: V1, release: '1' });
    const once = (command: string) => ({ hooks: { once: [command], before: [], after: [] } });
    const failed = await deploy({ hosts, files: V2, release: '2', settings: once('exit 1') });
    expect(outcomes(failed.reports)).toEqual(['failed', 'skipped', 'skipped']);
    expect(hosts.map(current)).toEqual(['one', 'one', 'one']);
    await deploy({ hosts, files: V2, release: '2', settings: once('echo ran >>~/once') });
    expect(hosts.map(current)).toEqual(['two', 'two', 'two']);
    expect(hosts.map(({ home }) => existsSync(join(home, 'once')))).toEqual([true, false, false]);
  });

  it('asks health by URL, by TCP and by command, through the connection', async () => {
    let answers: readonly number[] = [500, 503, 204];
    const server = createServer((_, response) => {
      const [status = 500, ...rest] = answers;
      answers = rest;
      response.writeHead(status).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/health`;
    const health = (kind: object, withinMs = 5000) => ({ health: { withinMs, ...kind } as never });
    const by = async (release: string, settings: object) =>
      (await deploy({ hosts: [web1], files: { app: release }, release, settings })).reports[0];
    expect(await by('1', health({ kind: 'url', url }))).toMatchObject({ outcome: 'activated' });
    expect(answers).toEqual([]);
    const bad = await by('2', health({ kind: 'url', url }, 700));
    expect(bad).toMatchObject({ outcome: 'reverted', failure: { code: 'deploy/health' } });
    expect(bad?.failure?.message).toContain(`${url} answers 500`);
    expect(current(web1)).toBe('1');
    expect(await by('3', health({ kind: 'tcp', address: '127.0.0.1', port }))).toMatchObject({ outcome: 'activated' });
    server.close();
    server.closeAllConnections();
    expect(await by('4', health({ kind: 'tcp', address: '127.0.0.1', port }, 100))).toMatchObject({
      outcome: 'reverted',
    });
    const counting = 'echo x >>~/asked; test "$(wc -l <~/asked)" -ge 2';
    expect(await by('5', health({ kind: 'command', command: counting }))).toMatchObject({ outcome: 'activated' });
    expect(await by('6', health({ kind: 'command', command: 'false' }, 100))).toMatchObject({ outcome: 'reverted' });
  });

  it('keeps only so many good releases, counts no bad ones, and never drops the one before', async () => {
    const fails = { postcmd: ['exit 1'] };
    for (const [release, settings] of [
      ['1', {}],
      ['2', {}],
      ['3', fails],
      ['4', fails],
      ['5', {}],
      ['6', fails],
    ] as const) {
      await deploy({ hosts: [web1], files: { app: release }, release, settings: { keepReleases: 2, ...settings } });
    }
    expect(kept(web1)).toEqual(['2', '5', '6']);
    expect(current(web1)).toBe('5');
    await deploy({ hosts: [web1], files: { app: '7' }, release: '7', settings: { keepReleases: 1 } });
    expect(kept(web1)).toEqual(['5', '7']);
    expect(readdirSync(join(web1.host.home, '.facsimile/manifests'))).toHaveLength(2);
  });

  it('shares paths between releases, and refuses a tree that has them too', async () => {
    const settings = { shared: ['log', 'etc/local.conf'] };
    mkdirSync(join(web1.host.home, 'shared/etc'), { recursive: true });
    writeFileSync(join(web1.host.home, 'shared/etc/local.conf'), 'mine');
    if (ROOT) execFileSync('chown', ['-R', web1.host.user, web1.host.home]);
    const hooks = { once: [], before: ['echo started >>log/app.log'], after: [] };
    await deploy({ hosts: [web1], files: V1, release: '1', settings: { ...settings, hooks } });
    await deploy({ hosts: [web1], files: V2, release: '2', settings: { ...settings, hooks } });
    expect(readFileSync(join(web1.host.home, 'current/log/app.log'), 'utf8')).toBe('started\nstarted\n');
    expect(readFileSync(join(web1.host.home, 'current/etc/local.conf'), 'utf8')).toBe('mine');
    const clash = deploy({ hosts: [web1], files: { 'log/here': 'x' }, release: '3', settings });
    await expect(clash).rejects.toMatchObject({ kind: 'input', issues: [{ code: 'deploy/shared' }] });
  });

  it('runs what a changed file asks for, once, and nothing when nothing it watches changed', async () => {
    const restart = [
      { glob: 'etc/**', command: 'echo etc >>~/restarts' },
      { glob: '**/*.conf', command: 'echo etc >>~/restarts' },
      { glob: 'other', command: 'echo other >>~/restarts' },
    ];
    for (const [release, files] of [
      ['1', { 'etc/a.conf': 'x' }],
      ['2', { 'etc/a.conf': 'x', app: 'y' }],
      ['3', { app: 'y' }],
    ] as const) {
      await deploy({ hosts: [web1], files, release, settings: { restart } });
    }
    expect(readFileSync(join(web1.home, 'restarts'), 'utf8')).toBe('etc\netc\n');
  });

  it('is refused when somebody moved current between the look and the leap', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    await deploy({ hosts: [web1], files: V2, release: '2' });
    const [one] = readdirSync(join(web1.host.home, 'releases')).sort();
    const meanwhile = async () => {
      rmSync(join(web1.host.home, 'current'));
      symlinkSync(`releases/${one}`, join(web1.host.home, 'current'));
    };
    const { reports } = await deploy({ hosts: [web1], files: { app: 'three' }, release: '3', meanwhile });
    expect(reports[0]).toMatchObject({ outcome: 'failed', failure: { code: 'host/fence', retry: 'safe' } });
    expect(current(web1)).toBe('one');
  });

  it('lets one of two deploys at once win, and the other says so', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    const slow = { hooks: { once: [], before: ['sleep 0.3'], after: [] } };
    const both = await Promise.all(
      ['2', '3'].map((release) => deploy({ hosts: [web1], files: { app: release }, release, settings: slow })),
    );
    const reports = both.flatMap((each) => each.reports);
    expect(outcomes(reports).sort()).toEqual(['activated', 'failed']);
    expect(reports.find(({ outcome }) => outcome === 'failed')?.failure?.code).toMatch(/^host\/(fence|locked)$/);
    const winner = reports.find(({ outcome }) => outcome === 'activated')?.now?.release[0];
    expect(current(web1)).toBe(winner);
  });

  it('gives the host back when it is interrupted', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    const stop = new AbortController();
    const settings = { hooks: { once: [], before: [], after: ['touch ~/begun; sleep 1'] } };
    const running = deploy({ hosts: [web1], files: V2, release: '2', settings, interruption: stop.signal });
    await expect.poll(() => existsSync(join(web1.home, 'begun')), { timeout: 10_000 }).toBe(true);
    stop.abort();
    const { reports } = await running;
    expect(reports[0]).toMatchObject({ outcome: 'reverted', failure: { code: 'deploy/interrupted' } });
    expect(current(web1)).toBe('one');
  });

  it('leaves the old release current when the connection breaks while files are sent, and the next run works', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    const proxy = await startCountingProxy(web1.host.port);
    proxy.cutAfter(300_000);
    const through = { host: { ...web1.host, port: proxy.port }, privateKey: web1.privateKey };
    const files = { app: 'x'.repeat(2_000_000) };
    const { reports } = await deploy({ hosts: [through], files, release: '2' });
    expect(reports[0]).toMatchObject({
      outcome: 'failed',
      failure: { code: 'ssh/closed' },
      now: { release: githash('1') },
    });
    expect(current(web1)).toBe('one');
    proxy.cutAfter(undefined);
    expect(outcomes((await deploy({ hosts: [through], files, release: '2' })).reports)).toEqual(['activated']);
    await expect.poll(() => readdirSync(join(web1.host.home, '.facsimile/stage'))).toEqual([]);
    await proxy.stop();
  });

  it('goes back by itself when the connection breaks after the switch, and says so over a new one', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    const proxy = await startCountingProxy(web1.host.port);
    const through = { host: { ...web1.host, port: proxy.port }, privateKey: web1.privateKey };
    const settings = { postcmd: ['touch ~/switched; sleep 1'] };
    const running = deploy({ hosts: [through], files: V2, release: '2', settings });
    await expect.poll(() => existsSync(join(web1.home, 'switched')), { timeout: 10_000 }).toBe(true);
    proxy.drop();
    const { reports } = await running;
    expect(reports[0]).toMatchObject({
      outcome: 'reverted',
      now: { release: githash('1') },
      failure: { code: 'ssh/closed' },
    });
    expect(current(web1)).toBe('one');
    expect(proxy.counts().connections).toBe(2);
    await proxy.stop();
  });

  it('goes on after an activation that was killed on the host', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    const settings = { hooks: { once: [], before: [], after: ['kill -9 $PPID'] } };
    const { reports } = await deploy({ hosts: [web1], files: V2, release: '2', settings });
    expect(reports[0]).toMatchObject({ outcome: 'reverted', now: { release: githash('1') } });
    expect(current(web1)).toBe('one');
    expect(outcomes((await deploy({ hosts: [web1], files: V2, release: '2' })).reports)).toEqual(['activated']);
  });

  it('proves a release whose activation was cut off by a power failure, or goes back to the good one before', async () => {
    await deploy({ hosts: [web1], files: V1, release: '1' });
    await deploy({ hosts: [web1], files: V2, release: '2' });
    const file = join(web1.host.home, '.facsimile/history');
    const forget = () => writeFileSync(file, readFileSync(file, 'utf8').replace(/good 2.*\n/g, ''));
    forget();
    const failing = await deploy({
      hosts: [web1],
      files: V2,
      release: '2',
      settings: { postcmd: ['test -e ../../proof'] },
    });
    expect(failing.reports[0]).toMatchObject({ outcome: 'reverted', now: { release: githash('1') } });
    expect(current(web1)).toBe('one');
    await deploy({ hosts: [web1], files: V2, release: '2' });
    forget();
    expect(outcomes((await deploy({ hosts: [web1], files: V2, release: '2' })).reports)).toEqual(['activated']);
    expect(current(web1)).toBe('two');
  });

  it('changes no host when one of them cannot be deployed to, and says what each lacks', async () => {
    await deploy({ hosts, files: V1, release: '1' });
    const bare = await startSshd({
      name: 'bare',
      tools: BARE_TOOLS.filter((name) => !['tar', 'sha256sum'].includes(name)),
    });
    const other = { ...web1, host: { ...web1.host, name: 'stranger', hostKeys: [makeKeyPair().publicKey] } };
    const gone = { ...web1, host: { ...web1.host, name: 'gone', port: 1 } };
    const { reports } = await deploy({ hosts: [...hosts, bare, other, gone], files: V2, release: '2' });
    expect(outcomes(reports)).toEqual(['skipped', 'skipped', 'skipped', 'failed', 'failed', 'failed']);
    expect(reports.slice(3).map(({ failure }) => failure?.code)).toEqual([
      'host/tools',
      'ssh/host-key',
      'ssh/unreachable',
    ]);
    expect(reports[3]?.failure?.message).toBe('bare: it lacks tar, one of sha256sum, shasum, openssl, sha256');
    expect(hosts.map(current)).toEqual(['one', 'one', 'one']);
    expect(existsSync(bare.host.home)).toBe(false);
    await bare.stop();
  });

  it.runIf(ROOT)('says that a disk is full, before and while it writes', async () => {
    const disk = join(web1.home, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m,mode=0777', 'tmpfs', disk]);
    try {
      const small = { ...web1, host: { ...web1.host, home: join(disk, 'app') } };
      await deploy({ hosts: [small], files: V1, release: '1' });
      const big = (bytes: number) => ({ app: 'x'.repeat(bytes) });
      const planned = await deploy({ hosts: [small], files: big(4_000_000), release: '2' });
      expect(planned.reports[0]).toMatchObject({ outcome: 'failed', failure: { code: 'host/full' } });
      const fill = async () => writeFileSync(join(disk, 'filler'), Buffer.alloc(2_900_000));
      const written = await deploy({ hosts: [small], files: big(1_500_000), release: '3', meanwhile: fill });
      expect(written.reports[0]).toMatchObject({ outcome: 'failed', failure: { code: 'host/full' } });
      rmSync(join(disk, 'filler'));
      expect(listing(join(small.host.home, 'current'))).toEqual(['app 644 one']);
      expect(readdirSync(join(small.host.home, '.facsimile/stage'))).toEqual([]);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('refuses a current that is not its own, and a home that it may not write to', async () => {
    mkdirSync(join(web1.host.home, 'current'), { recursive: true });
    const { reports } = await deploy({ hosts: [web1], files: V1, release: '1' });
    expect(reports[0]?.failure).toMatchObject({ code: 'host/current' });
    if (!ROOT) return;
    rmSync(web1.host.home, { recursive: true });
    chmodSync(web1.home, 0o555);
    const denied = await deploy({ hosts: [web1], files: V1, release: '1' });
    chmodSync(web1.home, 0o755);
    expect(denied.reports[0]?.failure).toMatchObject({ code: 'host/denied' });
  });

  it.runIf(ROOT).each(['077', '000'])('makes exact modes under umask %s', async (umask) => {
    const host = await startSshd({ name: 'masked', umask });
    await deploy({
      hosts: [host],
      files: { 'a/b': 'x', run: { text: 'x', mode: '0755' }, key: { text: 'k', mode: '0600', secret: true } },
      release: '1',
    });
    await deploy({
      hosts: [host],
      files: {
        'a/b': 'x',
        'a/c/d': 'y',
        run: { text: 'x', mode: '0755' },
        key: { text: 'k', mode: '0600', secret: true },
      },
      release: '2',
    });
    expect(listing(join(host.host.home, 'current'))).toEqual(['a/b 644 x', 'a/c/d 644 y', 'key 600 k', 'run 755 x']);
    const modes = execFileSync('find', ['-L', join(host.host.home, 'current'), '-type', 'd', '-printf', '%m '], {
      encoding: 'utf8',
    });
    expect(modes).toBe('755 755 755 ');
    await host.stop();
  });
});

function outcomes(reports: readonly HostReport[]): string[] {
  return reports.map(({ outcome }) => outcome);
}

function current({ host }: Sshd): string {
  return readFileSync(join(host.home, 'current/app'), 'utf8');
}

/** First digits of the releases on disk. */
function kept({ host }: Sshd): string[] {
  return readdirSync(join(host.home, 'releases'))
    .map((name) => name[0] ?? '')
    .sort();
}

function history(sshd: Sshd | undefined): string[] {
  const lines = readFileSync(join(sshd?.host.home ?? '', '.facsimile/history'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => line.replace(/^(\w+) (.).*$/, '$1 $2'));
}

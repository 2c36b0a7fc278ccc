import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCountingProxy } from '../../support/counting-proxy.ts';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy, githash, type TestFile, treeOf } from './fleet.ts';
import { listing } from './listing.ts';

const FILES: Readonly<Record<string, TestFile>> = {
  'app.sh': { text: 'echo one', mode: '0755' },
  'etc/settings.yaml': 'colour: red',
  'etc/secret.yaml': { text: 'password: hunter2', mode: '0600', secret: true },
  'public/index.html': '<h1>one</h1>',
  'public/latest': { link: 'index.html' },
  'var/empty': { dir: '0750' },
};

const ODD: Readonly<Record<string, TestFile>> = {
  '-rf': 'a dash in front',
  'a file with spaces': 'x',
  'it\'s "quoted" $HOME `id` *': 'x',
  'back\\slash': 'x',
  'tab\there': 'x',
  'žluťoučký/kůň 漢字 🙂': 'x',
  'link -> arrow': { link: './-> target with spaces' },
  žlink: { link: 'žluťoučký/kůň 漢字 🙂' },
  [`long/${'n'.repeat(120)}/${'m'.repeat(120)}`]: 'x',
  'set-id': { text: 'x', mode: '4755' },
};

describeWith(['sshd', 'dash', 'busybox'], 'deploying to three hosts', () => {
  let hosts: readonly Sshd[];
  let web1: Sshd;
  beforeAll(async () => {
    hosts = await Promise.all([
      startSshd({ name: 'web1' }),
      startSshd({ name: 'web2', busybox: true }),
      startSshd({ name: 'db1', targets: ['db'] }),
    ]);
    web1 = hosts[0] as Sshd;
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
  });

  it('makes the same copy everywhere, byte by byte and mode by mode', async () => {
    const { reports, plan } = await deploy({ hosts, files: FILES, release: '1' });
    expect(reports.map(({ host, outcome, failure }) => [host, outcome, failure?.message])).toEqual([
      ['web1', 'activated', undefined],
      ['web2', 'activated', undefined],
      ['db1', 'activated', undefined],
    ]);
    expect(plan.hosts.map(({ action }) => action)).toEqual(['stage', 'stage', 'stage']);
    for (const { host } of hosts) {
      const digest = treeOf(FILES).tree.digest;
      expect(readlinkSync(join(host.home, 'current'))).toBe(`releases/111111111111-${digest.slice(0, 12)}`);
      expect(listing(join(host.home, 'current'))).toEqual([
        'app.sh 755 echo one',
        'etc/secret.yaml 600 password: hunter2',
        'etc/settings.yaml 644 colour: red',
        'public/index.html 644 <h1>one</h1>',
        'public/latest -> index.html',
        'var/empty/ 750',
      ]);
      const about = JSON.parse(readFileSync(join(host.home, 'current/.facsimile.json'), 'utf8'));
      expect(about).toMatchObject({ release: githash('1'), tree: digest, instance: 'production.eu' });
      expect(statSync(join(host.home, 'current/app.sh')).mtimeMs).toBe(1_700_000_000_000);
    }
  });

  it('does nothing, in one connection and one execution, where the copy is there already', async () => {
    const from = hosts.map((host) => host.log().length);
    const { reports } = await deploy({ hosts, files: FILES, release: '1' });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(hosts.map((host, i) => host.counts(from[i]))).toEqual(hosts.map(() => ({ connections: 1, executions: 1 })));
  });

  it('sends what changed, links the rest and takes away what is gone, in three executions', async () => {
    const before = statSync(join(web1.host.home, 'current/etc/settings.yaml')).ino;
    const { 'public/latest': _, ...kept } = FILES;
    const files = { ...kept, 'app.sh': { text: 'echo two', mode: '0755' }, 'etc/new/file': 'new', 'public/page': 'p' };
    const from = web1.log().length;
    const { plan, reports } = await deploy({ hosts, files, release: '2' });
    expect(web1.counts(from)).toEqual({ connections: 1, executions: 3 });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['activated', 'activated', 'activated']);
    expect(plan.hosts.map(({ files, send, link }) => ({ files, send: send.files, link }))).toEqual(
      hosts.map(() => ({
        files: { added: ['etc/new/file', 'public/page'], changed: ['app.sh'], removed: ['public/latest'] },
        send: 3,
        link: 3,
      })),
    );
    for (const { host } of hosts) {
      expect(listing(join(host.home, 'current'))).toEqual([
        'app.sh 755 echo two',
        'etc/new/file 644 new',
        'etc/secret.yaml 600 password: hunter2',
        'etc/settings.yaml 644 colour: red',
        'public/index.html 644 <h1>one</h1>',
        'public/page 644 p',
        'var/empty/ 750',
      ]);
    }
    expect(statSync(join(web1.host.home, 'current/etc/settings.yaml')).ino).toBe(before);
    expect(listing(join(web1.host.home, 'releases', name('1', FILES)))).toContain('app.sh 755 echo one');
  });

  it('turns files into folders and links, and back', async () => {
    const shapes: Readonly<Record<string, TestFile>>[] = [
      { 'a/b/c': 'file', d: 'file', e: { link: 'd' } },
      { a: 'file now', 'd/x': 'folder now', e: { dir: '0755' } },
      { 'a/b/c': 'file', d: { link: 'a' }, 'e/f': 'file' },
    ];
    for (const [i, files] of shapes.entries()) {
      const { reports } = await deploy({ hosts, files, release: String(3 + i) });
      expect(reports.map(({ failure }) => failure?.message)).toEqual([undefined, undefined, undefined]);
      const [one, ...others] = hosts.map(({ host }) => listing(join(host.home, 'current')));
      for (const other of others) expect(other).toEqual(one);
      expect(one).toHaveLength(Object.keys(files).length);
    }
  });

  it('carries names that shells, tar and sha256sum stumble over, and links them the next time', async () => {
    for (const [release, extra] of [
      ['6', {}],
      ['7', { added: 'y' }],
    ] as const) {
      const { reports, plan } = await deploy({ hosts, files: { ...ODD, ...extra }, release });
      expect(reports.map(({ failure }) => failure?.message)).toEqual([undefined, undefined, undefined]);
      for (const { host } of hosts) {
        const found = listing(join(host.home, 'current')).map((line) =>
          line.replace(/ (\d+ .*|-> \.\/.*|-> ž.*)$/, ''),
        );
        expect(found.sort()).toEqual(Object.keys({ ...ODD, ...extra }).sort());
        expect(lstatSync(join(host.home, 'current/set-id')).mode & 0o7777).toBe(0o4755);
      }
      if (release === '7') expect(plan.hosts[0]).toMatchObject({ send: { files: 1 }, link: Object.keys(ODD).length });
    }
  });

  it('sends little when little changed, as a proxy in between counts it', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`lib/${i}.txt`, `${i} `.repeat(3000)]));
    const proxy = await startCountingProxy(web1.host.port);
    const through = { host: { ...web1.host, port: proxy.port }, privateKey: web1.privateKey };
    await deploy({ hosts: [through], files: many, release: '8' });
    expect(proxy.counts().sent).toBeGreaterThan(3_000_000);
    proxy.reset();
    const changed = 'changed '.repeat(10_000);
    const { reports } = await deploy({ hosts: [through], files: { ...many, 'lib/7.txt': changed }, release: '9' });
    expect(reports[0]?.outcome).toBe('activated');
    expect(proxy.counts()).toMatchObject({ connections: 1 });
    expect(proxy.counts().sent).toBeLessThan(changed.length + 30_000);
    expect(proxy.counts().received).toBeLessThan(60_000);
    proxy.reset();
    await deploy({ hosts: [through], files: { ...many, 'lib/7.txt': changed }, release: '9' });
    expect(proxy.counts().sent + proxy.counts().received).toBeLessThan(20_000);
    await proxy.stop();
  });

  it('sends anew what somebody changed on the host, and leaves none of it in the next release', async () => {
    await deploy({ hosts, files: FILES, release: 'a' });
    const at = (path: string) => join(web1.host.home, 'current', path);
    writeFileSync(at('etc/settings.yaml'), 'colour: blue, by hand');
    writeFileSync(at('left behind'), 'x');
    writeFileSync(at('odd\nname'), 'x');
    const { plan } = await deploy({ hosts, files: { ...FILES, 'one more': 'x' }, release: 'b' });
    expect(plan.hosts.map(({ send }) => send.files)).toEqual([2, 1, 1]);
    const [one, two] = hosts.map(({ host }) => listing(join(host.home, 'current')));
    expect(one).toEqual(two);
    expect(one).not.toContain('left behind 644 x');
  });

  it('finds with --check=all what hides behind an old date and size', async () => {
    await deploy({ hosts: [web1], files: FILES, release: 'a' });
    const path = join(web1.host.home, 'current/etc/settings.yaml');
    const { mtime } = statSync(path);
    writeFileSync(path, 'colour: RED');
    utimesSync(path, mtime, mtime);
    const more = { ...FILES, 'one more': 'y' };
    expect((await deploy({ hosts: [web1], files: more, release: 'c', check: 'all' })).plan.hosts[0]?.send.files).toBe(
      2,
    );
    expect(listing(join(web1.host.home, 'current'))).toContain('etc/settings.yaml 644 colour: red');
  });

  it('leaves only what it should in its own folder, which is closed to others', async () => {
    for (const { host } of hosts) {
      expect(readdirSync(join(host.home, '.facsimile')).sort()).toEqual(['history', 'locks', 'manifests', 'stage']);
      expect(readdirSync(join(host.home, '.facsimile/stage'))).toEqual([]);
      expect(readdirSync(join(host.home, '.facsimile/locks'))).toEqual([]);
      expect(statSync(join(host.home, '.facsimile')).mode & 0o777).toBe(0o700);
      expect(readdirSync(host.home).sort()).toEqual(['.facsimile', 'current', 'releases', 'shared']);
    }
  });
});

function name(release: string, files: Readonly<Record<string, TestFile>>): string {
  return `${release.repeat(12)}-${treeOf(files).tree.digest.slice(0, 12)}`;
}

/** Files right in `home`, as Facsimile 1.1.1 had them: what is put, what is cleared away, what is left alone, and the way back. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/core/error.ts';
import { parseExcludeRules } from '../../../src/core/install/exclude-rules.ts';
import { ROOT, type Sshd, type SshdOptions, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy, type TestDeploy, type TestFile } from './fleet.ts';

type Files = Readonly<Record<string, TestFile>>;

const HOSTS = [
  ['a plain host', {}],
  ['a host of busybox', { busybox: true, umask: '077' }],
] as const;

describeWith(['sshd', 'dash', 'busybox'], 'files in place', () => {
  describe.each(HOSTS)('on %s', (_, options) => inPlace(options));
});

function inPlace(options: SshdOptions): void {
  let web: Sshd;
  beforeAll(async () => {
    web = await startSshd({ name: 'web1', ...options });
  });
  afterEach(() => execFileSync('rm', ['-rf', web.host.home]));
  afterAll(() => web.stop());

  const put = (release: string, files: Files, more: Partial<TestDeploy> = {}) =>
    deploy({ hosts: [web], release, files, ...more, settings: { ...more.settings, layout: 'inplace' } });
  const own = () => execFileSync('chown', ['-R', web.host.user, web.host.home]);

  /** Writes files that are no release's, as the user of the host. */
  function lay(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      const full = join(web.host.home, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
    if (ROOT) own();
  }

  /** All that lies in home but what we keep: texts by path, folders with nothing in them, links. */
  function there(): Record<string, string> {
    const { home } = web.host;
    const paths = readdirSync(home, { recursive: true, encoding: 'utf8', withFileTypes: true });
    const entries = paths.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name).slice(home.length + 1);
      if (path.startsWith('.facsimile')) return [];
      if (entry.isSymbolicLink()) return [[path, `-> ${readlinkSync(join(home, path))}`]];
      if (entry.isFile()) return [[path, readFileSync(join(home, path), 'utf8')]];
      return readdirSync(join(home, path)).length === 0 ? [[`${path}/`, '']] : [];
    });
    return Object.fromEntries(entries.sort());
  }
  const keeps = () => readdirSync(join(web.host.home, '.facsimile'));

  it('go right into home, links and modes and all; nothing is taken away but in the folder of the project', async () => {
    lay({ 'etc/own.conf': 'mine', 'shop/old.py': 'cruft', 'shop/lib/older.py': 'cruft', 'app.log': 'log' });
    const files: Files = {
      'etc/shop.conf': 'one',
      'bin/run': { text: 'run', mode: '0755' },
      'bin/latest': { link: 'run' },
      'shop/main.py': 'main',
      'shop/empty': { dir: '0755' },
      "odd/it's a -name": 'odd',
      '-n': 'dash',
      'ünï/→': 'unicode',
    };
    const first = await put('1', files);
    expect(first.reports).toMatchObject([{ outcome: 'activated' }]);
    expect(first.plan.hosts[0]?.files.removed).toEqual(['shop/lib/older.py', 'shop/old.py']);
    const expected = {
      'etc/own.conf': 'mine',
      'app.log': 'log',
      'etc/shop.conf': 'one',
      'bin/run': 'run',
      'bin/latest': '-> run',
      'shop/main.py': 'main',
      'shop/empty/': '',
      "odd/it's a -name": 'odd',
      '-n': 'dash',
      'ünï/→': 'unicode',
    };
    expect(there()).toEqual(expected);
    const modeOf = (path: string) => (statSync(join(web.host.home, path)).mode & 0o777).toString(8);
    expect(['bin/run', 'bin', 'etc/shop.conf'].map(modeOf)).toEqual(['755', '755', '644']);
    const about = JSON.parse(readFileSync(join(web.host.home, '.facsimile/current.json'), 'utf8'));
    expect(about).toMatchObject({ project: 'shop', instance: 'production.eu', version: '1.0' });
    expect((await put('1', files)).reports).toMatchObject([{ outcome: 'unchanged' }]);
    // The next release has fewer files: outside the folder of the project what was put stays.
    const second = await put('2', { 'etc/shop.conf': 'two', 'shop/other.py': 'other' });
    expect(second.reports).toMatchObject([{ outcome: 'activated' }]);
    expect(second.plan.hosts[0]?.files.removed).toEqual(['shop/main.py']);
    const { 'shop/main.py': _, 'shop/empty/': __, ...kept } = expected;
    expect(there()).toEqual({ ...kept, 'etc/shop.conf': 'two', 'shop/other.py': 'other' });
    expect(keeps().sort()).toEqual(['.facsimile', 'current', 'current.json', 'releases', 'shared']);
  });

  it('that somebody changed are put again, and those that are as they must be are not touched', async () => {
    await put('1', { a: 'one', b: 'bee', 'c/d': 'dee' });
    const node = (path: string) => statSync(join(web.host.home, path)).ino;
    const before = [node('b'), node('c/d')];
    writeFileSync(join(web.host.home, 'a'), 'scribbled');
    await put('2', { a: 'one', b: 'bee', 'c/d': 'dee', e: 'new' });
    expect(there()).toEqual({ a: 'one', b: 'bee', 'c/d': 'dee', e: 'new' });
    expect([node('b'), node('c/d')]).toEqual(before);
  });

  it('leave alone what is shared, what exclude.rsync names, and directories of the state', async () => {
    lay({
      'shop/uploads/a.jpg': 'jpg',
      'shop/x.pyc': 'compiled',
      'shop/cache/x': 'cache',
      'shop/data/db': 'db',
      'shop/cruft': 'cruft',
    });
    const rules = unwrap(parseExcludeRules('*.pyc\n/cache/\n', 'exclude.rsync'));
    const { reports, plan } = await put(
      '1',
      { 'shop/main.py': 'main' },
      { settings: { shared: ['shop/uploads'] }, excludes: rules, directories: ['shop/data', 'var/spool'] },
    );
    expect(reports).toMatchObject([{ outcome: 'activated' }]);
    expect(plan.hosts[0]?.files.removed).toEqual(['shop/cruft', 'shop/data/db']);
    expect(there()).toEqual({
      'shop/uploads/a.jpg': 'jpg',
      'shop/x.pyc': 'compiled',
      'shop/cache/x': 'cache',
      'shop/data/db': 'db',
      'shop/main.py': 'main',
      'var/spool/': '',
    });
    // Whoever goes back does not know the state: the host does.
    await put('2', { 'shop/second.py': 'two' }, { settings: { shared: ['shop/uploads'] }, excludes: rules });
    expect(there()).toMatchObject({ 'shop/data/db': 'db', 'shop/second.py': 'two' });
    expect(there()).not.toHaveProperty('shop/main.py');
  });

  it('go back to exactly what was there when the switch fails, also to what was nobody’s', async () => {
    const before = { 'etc/shop.conf': 'by hand', 'shop/old.py': 'cruft', 'shop/deep/er/x': 'cruft', a: 'a file' };
    lay(before);
    const failing = {
      settings: { hooks: { once: [], before: [], after: ['cat etc/shop.conf >seen; exit 7'], drain: [], readd: [] } },
    };
    const release: Files = { 'etc/shop.conf': 'one', 'shop/main.py': 'main', 'new/folder/x': 'x' };
    const { reports } = await put('1', release, failing);
    expect(reports).toMatchObject([{ outcome: 'reverted', failure: { code: 'deploy/command' } }]);
    expect(there()).toEqual({ ...before, seen: 'one' });
    // And to a release that was there, with what was changed in it by hand.
    await put('1', release);
    writeFileSync(join(web.host.home, 'etc/shop.conf'), 'one, by hand');
    const present = there();
    const second = await put(
      '2',
      { 'etc/shop.conf': 'two', 'shop/second.py': 'x', 'new/folder': 'a file now' },
      failing,
    );
    expect(second.reports).toMatchObject([{ outcome: 'reverted', now: { release: '1'.repeat(40) } }]);
    expect(there()).toEqual({ ...present, seen: 'two' });
    expect((await put('2', { 'etc/shop.conf': 'two', 'new/folder': 'a file now' })).reports).toMatchObject([
      { outcome: 'activated' },
    ]);
    expect(there()).toMatchObject({ 'etc/shop.conf': 'two', 'new/folder': 'a file now' });
  });

  it('are taken back to exactly what was there where too many other hosts fail', async () => {
    const other = await startSshd({ name: 'web2' });
    try {
      const before = { 'etc/shop.conf': 'by hand', 'shop/old.py': 'cruft' };
      lay(before);
      const settings = {
        layout: 'inplace',
        waves: { sizes: [{ kind: 'count', count: 1 }], pauseMs: 0 },
        failureBudget: { kind: 'count', count: 0 },
        hooks: { once: [], before: [], after: ['test -e shop/main.py && test ! -e ~/broken'], drain: [], readd: [] },
      } as const;
      writeFileSync(join(other.home, 'broken'), '');
      const files: Files = { 'etc/shop.conf': 'one', 'shop/main.py': 'main', 'fresh/x': 'x' };
      const { reports } = await deploy({ hosts: [web, other], release: '1', files, settings });
      expect(reports).toMatchObject([
        { outcome: 'reverted', failure: { code: 'deploy/budget' } },
        { outcome: 'reverted' },
      ]);
      expect(there()).toEqual(before);
    } finally {
      await other.stop();
    }
  });

  it('change nothing where something else stands in the way', async () => {
    lay({ 'etc/shop.conf/is a folder': 'mine', bin: 'a file of mine' });
    const before = there();
    const { reports } = await put('1', { 'etc/shop.conf': 'one', 'bin/run': 'run', 'shop/x': 'x' });
    expect(reports).toMatchObject([{ outcome: 'failed', failure: { code: 'host/in-the-way' } }]);
    expect(reports[0]?.failure?.message).toContain('bin, etc/shop.conf/is a folder in ');
    expect(there()).toEqual(before);
    expect(existsSync(join(web.host.home, '.facsimile/current'))).toBe(false);
  });

  it('run hooks and commands where the files are: before the switch in what was staged, after it in home', async () => {
    const settings = {
      hooks: { once: [], before: ['pwd'], after: ['pwd'], drain: [], readd: [] },
      postcmd: ['pwd'],
      health: { kind: 'command', command: 'test -f shop/x', withinMs: 1000 } as const,
    };
    const { said } = await put('1', { 'shop/x': 'x' }, { settings });
    const places = said.filter((line) => line.includes(web.host.home)).map((line) => line.slice(6));
    expect(places).toEqual([
      expect.stringMatching(new RegExp(`^${web.host.home}/.facsimile/releases/1+-[0-9a-f]+$`)),
      web.host.home,
      web.host.home,
    ]);
  });
}

/** `facs release` and `facs binary`, on real repositories. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tarArchives } from '../../src/adapters/archive/tar-archives.ts';
import { startBinaryServer } from '../support/binary-server.ts';
import { build, lockText, openReleaseEstate, type ReleaseEstate } from '../support/release-estate.ts';
import { writeFiles } from '../support/repositories.ts';

let estate: ReleaseEstate;
beforeEach(async () => {
  estate = await openReleaseEstate();
});
afterEach(() => estate.remove());

const metaCommits = () => Number(estate.onMeta('rev-list', '--count', 'main'));
const filesOfLast = () => estate.onMeta('show', '--name-only', '--format=', 'main').split('\n').sort();

describe('facs release create', () => {
  it('records the commit with the githash of every repository', async () => {
    const { publish, run, pins, folder, origin } = estate;
    const githash = await publish({ 'app.js': '1' }, 'v1.0.0');
    const created = await run('release', 'create');
    expect(created).toMatchObject({ code: 0, stderr: '' });
    expect(created.data).toEqual({
      ...{ project: 'shop', release: githash, version: '1.0.0', tag: 'v1.0.0', committedAt: '2026-01-02T03:04:05Z' },
      repos: [
        { name: 'shop', url: origin, githash, path: '' },
        { name: 'theme', url: join(folder, 'theme'), githash: pins.theme, path: 'vendor/theme' },
        { name: 'icons', url: join(folder, 'icons'), githash: pins.icons, path: 'vendor/theme/icons' },
        { name: 'library', url: join(folder, 'library'), githash: pins.library, path: '' },
      ],
      ...{ recorded: false, built: false, binaries: [] },
      commit: estate.onMeta('rev-parse', 'main'),
    });
    const record = `shop/releases/${githash.slice(0, 2)}/${githash}.binpb`;
    expect(filesOfLast()).toEqual([expect.stringMatching(/^shop\/events\//), 'shop/project.yaml', record]);
    expect(estate.onMeta('show', 'main:shop/project.yaml')).toContain('channels: [edge, stable]');
    expect(estate.onMeta('log', '-1', '--format=%B')).toContain(
      `theme ${pins.theme} ${join(folder, 'theme')} at vendor/theme`,
    );
    expect((await run('release', 'list')).data).toMatchObject([{ release: githash, version: '1.0.0' }]);
    const shown = await run('release', 'show', 'v1.0.0');
    expect(shown.data).toMatchObject({ release: githash, binaries: [], channels: [] });
    expect(shown.stdout).toContain('no channel maps to it');
  });

  it('makes the same bytes whoever makes them, in whatever meta repo', async () => {
    const { publish, run, shop, meta } = estate;
    const githash = await publish({ 'app.js': '1' }, 'v1.0.0');
    await run('release', 'create');
    const other = join(estate.folder, 'other.git');
    await run('meta', 'init', other);
    await run('release', 'create', 'shop', '--meta', other);
    const blob = (at: string) =>
      shop.git('-C', at, 'rev-parse', `main:shop/releases/${githash.slice(0, 2)}/${githash}.binpb`);
    expect(blob(other)).toBe(blob(meta));
  });

  it('takes the commit of a tag, and no tag at all', async () => {
    const first = await estate.publish({ 'app.js': '1' }, 'v1');
    const second = await estate.publish({ 'app.js': '2' });
    expect((await estate.run('release', 'create', '--tag', 'v1')).data).toMatchObject({ release: first, tag: 'v1' });
    expect((await estate.run('release', 'create')).data).toMatchObject({ release: second, version: '', tag: '' });
    const unknown = await estate.run('release', 'create', '--tag', 'v9');
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('has no tag v9') });
  });

  it('knows the second time that it did, and keeps to the first of two tags', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    await estate.run('release', 'create');
    const commits = metaCommits();
    expect((await estate.run('release', 'create')).data).toMatchObject({ recorded: true, commit: null });
    estate.shop.git('tag', 'v1-again');
    const second = await estate.run('release', 'create', '--tag', 'v1-again');
    expect(second).toMatchObject({ code: 0, data: { recorded: true, tag: 'v1', version: '1' } });
    expect(second.stderr).toMatch(/was released as v1; the record stays, and v1-again adds nothing to it/);
    expect(metaCommits()).toBe(commits);
  });

  it('lets one of two runs with different tags win, and the other agree', async () => {
    await estate.publish({ 'app.js': '1' });
    estate.shop.git('tag', 'a');
    estate.shop.git('tag', 'b');
    const runs = await Promise.all(['a', 'b'].map((tag) => estate.run('release', 'create', '--tag', tag)));
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(new Set(runs.map(({ data }) => data.tag)).size).toBe(1);
    expect((await estate.run('release', 'list')).data).toHaveLength(1);
  });

  it('says what it would do, and does nothing', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    const commits = metaCommits();
    const dry = await estate.run('release', 'create', '--dry-run', '--binary', 'app.any=build');
    expect(dry).toMatchObject({ code: 0, data: { recorded: false, built: false, commit: null, version: '1' } });
    expect(dry.stdout).toContain('would record release shop 1');
    expect(metaCommits()).toBe(commits);
    expect(existsSync(join(estate.folder, 'store'))).toBe(false);
  });

  it('takes the URL that the definitions give', async () => {
    const mirror = join(estate.folder, 'mirror.git');
    await estate.publish({ 'define/facsimile.yaml': `projects: { shop: { repo: ${mirror} } }\n` }, 'v1');
    const refused = await estate.run('release', 'create');
    expect(refused).toMatchObject({ code: 2, stderr: `mirror: there is no repository ${mirror}` });
    estate.shop.git('clone', '--quiet', '--bare', estate.origin, mirror);
    expect((await estate.run('release', 'create')).data.repos[0]).toMatchObject({ name: 'mirror', url: mirror });
  });
});

describe('a release is refused, and nothing changes,', () => {
  const refuse = async (...words: string[]) => {
    const commits = metaCommits();
    const refused = await estate.run('release', 'create', ...words);
    expect(refused.code).toBe(2);
    expect(metaCommits()).toBe(commits);
    expect(existsSync(join(estate.folder, 'store'))).toBe(false);
    return refused.stderr;
  };

  it('when a file is changed or untracked', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    await writeFiles(estate.shop.folder, { 'app.js': '2', 'new.js': '' });
    expect(await refuse()).toBe(
      'the work tree is not what was committed: app.js, new.js (commit or remove these, and list in .gitignore what a build makes)',
    );
  });

  it('when a submodule is changed, or its commit nowhere but here', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    const inside = join(estate.shop.folder, 'vendor/theme');
    await writeFile(join(inside, 'theme.css'), 'mine');
    expect(await refuse()).toContain('not what was committed: vendor/theme');
    estate.shop.git('-C', inside, 'commit', '--quiet', '--all', '--message', 'mine');
    await estate.publish({}, 'v2');
    expect(await refuse('--tag', 'v2')).toMatch(
      /^theme: commit [0-9a-f]{12} is not in .*theme \(push it from vendor\/theme\)$/,
    );
  });

  it('when the commit is not pushed', async () => {
    const githash = await estate.shop.commit({ 'app.js': '1' });
    expect(await refuse()).toBe(
      `shop: commit ${githash.slice(0, 12)} is not in ${estate.origin} (push it: git push origin HEAD --tags)`,
    );
  });

  it('when a repository is not pinned, or pinned to a githash that it does not have', async () => {
    const { publish, library } = estate;
    await publish({ 'facsimile.lock': `repos:\n  library: { url: ${library.folder} }\n` });
    expect(await refuse()).toBe(
      'facsimile.lock:2:3: library is not pinned (run facs release lock and commit facsimile.lock)',
    );
    await publish({ 'facsimile.lock': lockText(library.folder, 'abc1234') });
    expect(await refuse()).toContain('library is pinned to "abc1234", no full githash');
    await publish({ 'facsimile.lock': lockText(library.folder, 'de'.repeat(20)) });
    expect(await refuse()).toContain(`facsimile.lock:2:3: library: commit dededededede is not in ${library.folder}`);
    await publish({ 'facsimile.lock': lockText('/nowhere/at/all', 'de'.repeat(20)) });
    expect(await refuse()).toContain('library: there is no repository /nowhere/at/all');
  });

  it('for all reasons at once', async () => {
    const { shop, library } = estate;
    await shop.commit({ 'facsimile.lock': lockText(library.folder, '') });
    await writeFiles(shop.folder, { 'new.js': '' });
    const lines = (await refuse()).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toMatch(/new\.js.*is not in.*library is not pinned/s);
  });

  it('when there is nothing to pack, nowhere to store it, or two tags', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    expect(await refuse('--binary', 'app.any=build')).toContain('app.any: there is nothing to pack at build');
    expect(await refuse('--binary', 'app.any=build', '--store', 's3://bucket')).toContain(
      'a store is not reached by s3:',
    );
    expect(await refuse('--binary', 'app', '--store', 'x')).toContain('"app" names no binary');
    estate.shop.git('tag', 'v2');
    expect(await refuse()).toContain('several tags are at this commit: v1, v2');
  });

  it('when it is no work tree, or no meta repo', async () => {
    const outside = await estate.run('release', 'create', '--src-dir', estate.folder, 'shop');
    expect(outside).toMatchObject({ code: 2, stderr: expect.stringContaining('is in no git work tree (run it where') });
    const noMeta = await estate.run('release', 'create', '--meta', estate.origin);
    expect(noMeta.code).toBe(2);
  });
});

describe('binaries', () => {
  const both = ['--binary', 'site.any=build,serve.linux-x64=build/bin/serve'];

  it('are stored, and recorded with the release in one commit', async () => {
    const githash = await estate.publish({ 'app.js': '1' }, 'v1');
    await build(estate.shop, 'hello');
    const commits = metaCommits();
    const created = await estate.run('release', 'create', ...both);
    expect(created).toMatchObject({ code: 0, data: { recorded: false, built: false } });
    expect(metaCommits()).toBe(commits + 1);
    const folder = `shop/binaries/${githash.slice(0, 2)}/${githash}`;
    const stat = estate.onMeta('log', '-1', '--stat=200', '--format=%s');
    expect(stat).toContain(`release shop 1 (${githash.slice(0, 12)}), 2 binaries`);
    for (const name of ['site.any', 'serve.linux-x64']) expect(stat).toContain(`${folder}/${name}.binpb`);
    const [serve, site] = (await estate.run('binary', 'list', 'v1')).data;
    expect([serve.name, site.name]).toEqual(['serve', 'site']);
    expect(await unpacked(site.url)).toEqual([
      ['bin/serve', 0o755, '#!/bin/sh\n'],
      ['index.html', 0o644, 'hello'],
      ['latest', 0o777, ''],
    ]);
    expect(await unpacked(serve.url)).toEqual([['serve', 0o755, '#!/bin/sh\n']]);
  });

  it('are known to be built, and need not be there again', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    await build(estate.shop, 'hello');
    await estate.run('release', 'create', ...both);
    const commits = metaCommits();
    await rm(join(estate.shop.folder, 'build'), { recursive: true });
    for (const words of [['--dry-run'], ['--dry-run', ...both], both]) {
      const again = await estate.run('release', 'create', ...words);
      expect(again).toMatchObject({ code: 0, data: { recorded: true, built: true, commit: null } });
      expect(again.data.binaries).toHaveLength(2);
    }
    const more = await estate.run('release', 'create', '--dry-run', '--binary', 'other.any=build');
    expect(more.data).toMatchObject({ recorded: true, built: false });
    expect(metaCommits()).toBe(commits);
  });

  it('of a second build with the same bytes change nothing, with others are refused with both digests', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    await build(estate.shop, 'hello');
    const first = (await estate.run('release', 'create', '--binary', 'site.any=build')).data;
    expect((await estate.run('release', 'create', '--binary', 'site.any=build')).data).toMatchObject({ commit: null });
    const commits = metaCommits();
    await writeFile(join(estate.shop.folder, 'build/index.html'), 'other');
    const refused = await estate.run('release', 'create', '--binary', 'site.any=build');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      new RegExp(
        `site.any of shop .* is recorded with sha256:${first.binaries[0].sha256}, and this build gave sha256:[0-9a-f]{64};`,
      ),
    );
    expect(metaCommits()).toBe(commits);
    expect((await estate.run('binary', 'list', 'v1')).data).toEqual(first.binaries);
  });

  it('are of the commit that lies in the work tree', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    await estate.publish({ 'app.js': '2' }, 'v2');
    await build(estate.shop, 'hello');
    const refused = await estate.run('release', 'create', '--tag', 'v1', '--binary', 'site.any=build');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('git checkout v1') });
    await estate.run('release', 'create', '--tag', 'v1');
    const late = await estate.run('release', 'create', '--tag', 'v1', '--binary', 'site.any=build');
    expect(late).toMatchObject({ code: 2, stderr: expect.stringContaining('git checkout v1') });
  });

  it('are added one by one', async () => {
    const githash = await estate.publish({ 'app.js': '1' }, 'v1');
    const early = await estate.run('binary', 'add', 'shop', 'build', '--name', 'site');
    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('no project shop') });
    await estate.run('release', 'create');
    await build(estate.shop, 'hello');
    const dry = await estate.run('binary', 'add', 'build', '--name', 'site', '--dry-run');
    expect(dry).toMatchObject({ code: 0, data: { recorded: false, binary: null } });
    const added = await estate.run('binary', 'add', 'build', '--name', 'site');
    const platform = `${process.platform}-${process.arch}`;
    expect(added.data).toMatchObject({ release: githash, recorded: false, binary: { name: 'site', platform } });
    const again = await estate.run('binary', 'add', 'build', '--name', 'site');
    expect(again.data).toMatchObject({ recorded: true, commit: null, binary: added.data.binary });
    const named = await estate.run(
      'binary',
      'add',
      'shop',
      'build',
      '--name',
      'x',
      '--platform',
      'any',
      '--release',
      'v1',
    );
    expect(named.data).toMatchObject({ release: githash, binary: { platform: 'any' } });
    await writeFile(join(estate.shop.folder, 'build/index.html'), 'other');
    const other = await estate.run('binary', 'add', 'build', '--name', 'site');
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining(added.data.binary.sha256) });
    await writeFiles(estate.shop.folder, { 'stray.js': '' });
    const dirty = await estate.run('binary', 'add', 'build', '--name', 'y');
    expect(dirty).toMatchObject({ code: 2, stderr: expect.stringContaining('stray.js') });
  });

  it('go to a server by PUT, with a token that shows nowhere', async () => {
    const server = await startBinaryServer({ token: 'tok-en' });
    try {
      await estate.publish({ 'app.js': '1' }, 'v1');
      await build(estate.shop, 'hello');
      const words = ['release', 'create', '--binary', 'site.any=build', '--store', `${server.url}/kept`, '--json'];
      const commits = metaCommits();
      expect(await estate.run(...words)).toMatchObject({ code: 1, stderr: expect.stringContaining('401') });
      expect(metaCommits()).toBe(commits);
      const created = await estate.runWith({ FACS_STORE_TOKEN: 'tok-en' }, ...words);
      const [binary] = created.data.binaries;
      expect(binary.url).toMatch(
        new RegExp(`^${server.url}/kept/shop/${created.data.release}/site\\.any\\.[0-9a-f]{12}\\.tar\\.gz$`),
      );
      expect(server.objects.get(new URL(binary.url).pathname)).toHaveLength(binary.size);
      expect(JSON.stringify(created) + estate.onMeta('log', '-1', '-p')).not.toContain('tok-en');
    } finally {
      await server.close();
    }
  });

  it('may be archives already, unless they lead out', async () => {
    await estate.publish({ 'app.js': '1' }, 'v1');
    await estate.run('release', 'create');
    const entry = { mode: 0o644, mtime: 5, size: 1, kind: 'file' as const, open: () => once('x') };
    const archive = await tarArchives.pack([{ ...entry, path: 'a' }]);
    const path = join(estate.folder, 'packed.tar.gz');
    await writeFile(path, archive);
    const { binary } = (await estate.run('binary', 'add', path, '--name', 'packed')).data;
    expect(await readFile(fileURLToPath(binary.url))).toEqual(Buffer.from(archive));
    await writeFile(
      path,
      await tarArchives.pack([{ ...entry, size: 0, kind: 'link', path: 'a', target: '../etc/passwd' }]),
    );
    const unsafe = await estate.run('binary', 'add', path, '--name', 'unsafe');
    expect(unsafe).toMatchObject({ code: 2, stderr: expect.stringContaining('outside of the archive') });
  });
});

describe('facs release lock', () => {
  const lockFile = () => readFile(join(estate.shop.folder, 'facsimile.lock'), 'utf8');

  it('pins each repository to what its revision names now', async () => {
    const { run, library, pins } = estate;
    expect(await run('release', 'lock')).toMatchObject({ code: 0, data: { changed: false } });
    const next = await library.commit({ 'lib.js': 'two' });
    const dry = await run('release', 'lock', '--dry-run');
    expect(dry.data.repos).toEqual([
      { name: 'library', url: library.folder, revision: 'main', githash: next, was: pins.library },
    ]);
    expect(await lockFile()).toContain(pins.library);
    expect(await run('release', 'lock')).toMatchObject({ code: 0, data: { changed: true } });
    expect(await lockFile()).toBe(lockText(library.folder, next));
    await estate.publish({});
    expect((await run('release', 'create')).data.repos.at(-1)).toMatchObject({ name: 'library', githash: next });
  });

  it('adds a repository, at HEAD or at a revision', async () => {
    const { run, library, icons, pins } = estate;
    library.git('tag', 'v1');
    await library.commit({ 'lib.js': 'two' });
    await rm(join(estate.shop.folder, 'facsimile.lock'));
    expect(await run('release', 'lock')).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to pin') });
    await run('release', 'lock', '--repo', `icons=${icons.folder}`, '--repo', `library=${library.folder}@v1`);
    expect((await lockFile()).replace(/^#.*\n/gm, '')).toBe(
      `repos:\n  icons:\n    url: ${icons.folder}\n    githash: ${pins.icons}\n  library:\n    url: ${library.folder}\n    revision: v1\n    githash: ${pins.library}\n`,
    );
  });

  it('says all that cannot be pinned, and writes nothing', async () => {
    const { run, library } = estate;
    const before = await lockFile();
    const refused = await run('release', 'lock', '--repo', `library=${library.folder}@nothing,gone=/nowhere/at/all`);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`facsimile.lock:2:3: library: ${library.folder} has no nothing`);
    expect(refused.stderr).toContain('gone: /nowhere/at/all has no HEAD');
    expect((await run('release', 'lock', '--repo', 'x')).code).toBe(2);
    expect(await lockFile()).toBe(before);
  });
});

async function unpacked(url: string) {
  const entries = await tarArchives.unpack(await readFile(fileURLToPath(url)));
  return Promise.all(
    entries.map(async ({ path, mode, open }) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of open()) chunks.push(chunk);
      return [path, mode, Buffer.concat(chunks).toString()];
    }),
  );
}

async function* once(text: string) {
  yield new TextEncoder().encode(text);
}

/** Install groups: what of the source lands where, by which rule, and what is refused. */
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Files, openProof, type Proof, write } from '../support/proof.ts';
import { makeRepository } from '../support/repositories.ts';

let proof: Proof;
afterEach(() => proof.remove());

const LISTED = 'instances: { dev: {} }\n';
const HOSTED = [
  'deploy: { user: app, home: /srv/shop, nodes: { web: [l, m] } }',
  'hosts: { l: { platform: linux-x64 }, m: { platform: darwin-arm64 } }',
  '',
].join('\n');

const groups = (...written: string[]) => `install:\n  groups:\n${written.map((each) => `    - ${each}\n`).join('')}`;

async function open(files: Files): Promise<void> {
  proof = await openProof({ 'define/facsimile.yaml': LISTED, ...files });
}

/** The project with these groups. */
async function openWith(written: readonly string[], files: Files): Promise<void> {
  await open({ 'define/shop.yaml': groups(...written), ...files });
}

/** Changes the groups of the project without committing. */
const regroup = (...written: string[]) => write(proof, { 'define/shop.yaml': groups(...written) });

/** Everything that is deployed but the version file, by path: mode and text, or where a link leads. */
async function deployed(...words: string[]): Promise<Record<string, string>> {
  const out = join(proof.folder, 'out');
  await proof.data('render', 'shop', 'dev', ...(words.length === 0 ? ['--src-dir', '.'] : words), '--out', out);
  return look(join(out, '_DEPLOY_'));
}

function look(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const full = join(folder, path);
    const { mode } = lstatSync(full);
    if (path === 'etc/shop.version' || lstatSync(full).isDirectory()) continue;
    found[path] = lstatSync(full).isSymbolicLink()
      ? `→ ${readlinkSync(full)}`
      : `${(mode & 0o777).toString(8)} ${readFileSync(full, 'utf8')}`;
  }
  return found;
}

const refusal = () => proof.refusal('render', 'shop', 'dev', '--src-dir', '.', '--out', join(proof.folder, 'out'));

describe('F-53 the stage', () => {
  it('goes through the groups in order: the later one wins a path; the version file comes last', async () => {
    await openWith(['{ dir: $SRC_DIR$/one }', '{ dir: $SRC_DIR$/two }', '{ type: tmpl, dir: tmpl }'], {
      'one/a': 'one',
      'one/b': 'one',
      'one/etc/shop.version': 'mine',
      'two/b': 'two',
      'two/c': 'two',
      'tmpl/_ALL_/_DEPLOY_/c': 'tmpl',
    });
    expect(await deployed()).toEqual({ a: '644 one', b: '644 two', c: '644 tmpl' });
    expect(readFileSync(join(proof.folder, 'out/_DEPLOY_/etc/shop.version'), 'utf8')).not.toBe('mine');
  });

  it('D-24: leaves nothing of the run before, deployed or beside it', async () => {
    await openWith(['{ dir: one }', '{ type: tmpl, dir: tmpl }'], { 'one/a': '1', 'tmpl/_ALL_/old.sql': 'x' });
    await deployed();
    expect(readdirSync(join(proof.folder, 'out'))).toContain('old.sql');
    rmSync(join(proof.project.folder, 'tmpl/_ALL_/old.sql'));
    await write(proof, { 'one/b': '2', 'tmpl/_ALL_/new.sql': 'x' });
    rmSync(join(proof.project.folder, 'one/a'));
    expect(await deployed()).toEqual({ 'one/b': '644 2' });
    expect(readdirSync(join(proof.folder, 'out'))).not.toContain('old.sql');
  });
});

describe('F-54 the type of a group', () => {
  it('is copy unless it says otherwise; another one is refused, and so is a key that no group knows', async () => {
    await openWith(['{ files: [a] }'], { a: 'x' });
    expect(await deployed()).toEqual({ a: '644 x' });
    await regroup('{ type: scopy, files: [a] }', '{ files: [a], chain: [minify] }');
    expect((await refusal()).join('\n')).toMatch(
      /shop\.yaml:3:15: .*type must be one of copy, binary, tmpl\n.*shop\.yaml:4:21: unknown key install\.groups\[1\]\.chain/,
    );
  });

  it('render_files of a tmpl group: true as ever, with false its files are copied as they are', async () => {
    await openWith(['{ type: tmpl, dir: tmpl, render_files: true }'], { 'tmpl/_ALL_/_DEPLOY_/a': '{{ facs.name }}' });
    expect(await deployed()).toEqual({ a: '644 shop' });
    await regroup('{ type: tmpl, dir: tmpl, render_files: false }');
    expect(await deployed()).toEqual({ a: '644 {{ facs.name }}' });
  });
});

describe('F-55 words in paths', () => {
  it('$SRC_DIR$ is the source, also in a pattern; what is no word stays as it is', async () => {
    await openWith(['{ files: [$SRC_DIR$/rpl/x, "$NOPE$/y"], pattern: ^$SRC_DIR$/rpl/, replace: RPL/ }'], {
      'rpl/x': '1',
      '$NOPE$/y': '2',
    });
    expect(await deployed()).toEqual({ 'RPL/x': '644 1', '$NOPE$/y': '644 2' });
  });

  it('D-09: $BUILD_DIR$ has become a binary, and says so; so does every other folder that is gone', async () => {
    await openWith(
      ['{ dir: $BUILD_DIR$/out }', '{ files: [$DEPLOY_DIR$/a] }', '{ glob: [$CONFIGURATION_NAME$/*] }'],
      {},
    );
    const lines = await refusal();
    expect(lines[0]).toMatch(/shop\.yaml:3:14: \$BUILD_DIR\$ .*\{ type: binary, name: NAME, into: FOLDER \}/);
    expect(lines[1]).toMatch(/shop\.yaml:4:17: \$DEPLOY_DIR\$ has no meaning here/);
    expect(lines[2]).toMatch(/shop\.yaml:5:16: \$CONFIGURATION_NAME\$ .*type: binary/);
  });
});

describe('F-56 files', () => {
  it('land by their path, or by their name alone when written with $SRC_DIR$; one that is missing is refused', async () => {
    await openWith(['{ files: [lib/a.py, $SRC_DIR$/lib/b.py] }'], { 'lib/a.py': 'a', 'lib/b.py': 'b' });
    expect(await deployed()).toEqual({ 'lib/a.py': '644 a', 'b.py': '644 b' });
    await regroup('{ files: [lib/a.py, lib/c.py] }', '{ files: [lib] }', '{ files: [/etc/passwd] }');
    const text = (await refusal()).join('\n');
    expect(text).toContain('install.groups[2].files[0] must be a path inside the source');
    await regroup('{ files: [lib/a.py, lib/c.py] }', '{ files: [lib] }');
    const [file, folder] = await refusal();
    expect(file).toMatch(/shop\.yaml:3:27: the source has no file lib\/c\.py \(did you mean/);
    expect(folder).toMatch(/shop\.yaml:4:17: the source has no file lib \(it is a folder: write it as dir\)/);
  });
});

describe('F-57 pattern and replace', () => {
  it('rewrite every match of the source path, before the rule of its place', async () => {
    await openWith(
      [
        '{ files: [$SRC_DIR$/rpl/rpl.file], pattern: ^$SRC_DIR$/rpl/, replace: RPL/ }',
        '{ dir: aba, pattern: a, replace: x }',
        '{ files: [$SRC_DIR$/v1/f], pattern: v(\\d), replace: version-\\1 }',
      ],
      { 'rpl/rpl.file': '1', 'aba/a': '2', 'v1/f': '3' },
    );
    expect(await deployed()).toEqual({ 'RPL/rpl.file': '644 1', 'xbx/x': '644 2', f: '644 3' });
  });

  it('go together, and lead nowhere outside', async () => {
    await openWith(['{ files: [a], pattern: x }'], { a: '' });
    expect((await refusal())[0]).toMatch(/pattern and replace go together/);
    await regroup('{ files: [a], pattern: a, replace: ../../etc/a }');
    expect((await refusal())[0]).toMatch(/a cannot be copied: .*"\.\."/);
  });
});

describe('F-58 optfiles', () => {
  it('are copied where they are there; D-07: also in a group without files', async () => {
    await openWith(['{ files: [a], optfiles: [b, gone] }', '{ optfiles: [$SRC_DIR$/sub/c, sub/gone] }'], {
      ...{ a: '1', b: '2', 'sub/c': '3' },
    });
    expect(await deployed()).toEqual({ a: '644 1', b: '644 2', c: '644 3' });
  });
});

describe('F-59 dir', () => {
  it('copies all that is in it, after the files of its group; D-08: counted from it when written with $SRC_DIR$', async () => {
    await openWith(['{ files: [x], dir: static }', '{ dir: $SRC_DIR$/static/deep }'], {
      x: '0',
      'static/a.css': '1',
      'static/deep/b.css': '2',
    });
    expect(await deployed()).toEqual({
      ...{ x: '644 0', 'static/a.css': '644 1', 'static/deep/b.css': '644 2', 'b.css': '644 2' },
    });
  });

  it('D-08: that is missing is refused', async () => {
    await openWith(['{ dir: statics }'], { 'static/a': '' });
    expect((await refusal())[0]).toMatch(/shop\.yaml:3:14: the source has no folder statics/);
  });
});

/** Names that a shell, an option parser or an encoding could stumble over. */
const ODD = [
  'two words',
  "it's",
  '"quoted"',
  '-n',
  '--help',
  'ünï→cødé',
  'a*b?',
  '$HOME',
  'a;b',
  'tab\there',
  '.hidden',
  '%2e',
];

describe('F-60 copying', () => {
  it('takes bytes, the executable bit and links from git’s objects; neither umask nor the disk matters', async () => {
    await openWith(['{ dir: data }'], {
      ...Object.fromEntries(ODD.map((name) => [`data/${name}/${name}`, name])),
      'data/run*': '#!/bin/sh\n',
      'data/crlf': 'a\r\nb\r\n',
      'data/latest': '-> run',
      'data/python3': '-> /usr/bin/python3',
      '.gitattributes': '* text=auto eol=crlf\n*.sub export-ignore\n',
      'data/x.sub': 'kept',
    });
    proof.project.git('tag', 'v1');
    chmodSync(join(proof.project.folder, 'data/run'), 0o600);
    writeFileSync(join(proof.project.folder, 'data/crlf'), 'changed on disk');
    const before = process.umask(0o077);
    try {
      const found = await deployed('v1', '--src-dir', '.');
      for (const name of ODD) expect(found[`data/${name}/${name}`]).toBe(`644 ${name}`);
      expect(found).toMatchObject({
        'data/run': '755 #!/bin/sh\n',
        'data/latest': '→ run',
        'data/python3': '→ /usr/bin/python3',
        'data/x.sub': '644 kept',
      });
      expect(found['data/crlf']).not.toContain('changed');
    } finally {
      process.umask(before);
    }
  });

  it('reaches into submodules, each at the commit that the release pins', async () => {
    await open({
      'define/shop.yaml': groups('{ files: [vendor/theme/icons/i.svg] }', '{ dir: $SRC_DIR$/vendor/theme }'),
    });
    const icons = await makeRepository(join(proof.folder, 'icons'));
    await icons.commit({ 'i.svg': 'one' });
    const theme = await makeRepository(join(proof.folder, 'theme'));
    const add = ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add'];
    theme.git(...add, icons.folder, 'icons');
    await theme.commit({ 'theme.css': 'one', 'build*': '#!/bin/sh\n' });
    proof.project.git(...add, theme.folder, 'vendor/theme');
    await proof.project.commit({});
    proof.project.git('tag', 'v1');
    await icons.commit({ 'i.svg': 'two' });
    await theme.commit({ 'theme.css': 'two' });
    expect(await deployed('v1', '--src-dir', '.')).toEqual({
      'vendor/theme/icons/i.svg': '644 one',
      'icons/i.svg': '644 one',
      'theme.css': '644 one',
      build: '755 #!/bin/sh\n',
      '.gitmodules': expect.stringContaining('icons'),
    });
    rmSync(join(proof.folder, 'icons'), { recursive: true });
    await proof.project.commit({ 'define/shop.yaml': groups('{ files: [vendor/theme/theme.css] }') });
    proof.project.git('tag', 'v2');
    expect(await deployed('v2', '--src-dir', '.')).toEqual({ 'vendor/theme/theme.css': '644 one' });
  });

  it('refuses a pointer of Git LFS, and says what to do', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21\nsize 12345\n';
    await openWith(['{ dir: img }'], { 'img/logo.png': pointer });
    expect((await refusal())[0]).toMatch(
      /img\/logo\.png:1:1: img\/logo\.png is a pointer of Git LFS: git does not hold the file itself \(.*type: binary/,
    );
  });

  it('prints in a dry run and writes nothing', async () => {
    await openWith(['{ files: [a] }'], { a: '' });
    const out = join(proof.folder, 'dry');
    const data = await proof.data('render', 'shop', 'dev', '--src-dir', '.', '--out', out, '--dry-run');
    expect(data.trees[0].files).toBe(2);
    expect(() => statSync(out)).toThrow('ENOENT');
  });
});

describe('F-61 the version file', () => {
  it('is etc/NAME.version with the version of the release', async () => {
    await openWith(['{ files: [a] }'], { a: '' });
    proof.project.git('tag', 'v1.2.3');
    await deployed('v1.2.3', '--src-dir', '.');
    expect(readFileSync(join(proof.folder, 'out/_DEPLOY_/etc/shop.version'), 'utf8')).toBe('1.2.3\n');
  });
});

describe('F-62 what was planned: glob and system', () => {
  it('glob chooses among the files of dir, or of the whole source', async () => {
    await openWith(['{ dir: $SRC_DIR$/stage, glob: ["*.js", "deep/**"] }', '{ glob: ["**/README*"] }'], {
      ...{ 'stage/a.js': '1', 'stage/a.css': '2', 'stage/deep/x/b': '3', 'stage/x/a.js': '4', README: '5' },
      'stage/README.md': '6',
    });
    expect(await deployed()).toEqual({
      ...{ 'a.js': '644 1', 'deep/x/b': '644 3', README: '644 5', 'stage/README.md': '644 6' },
    });
    await regroup('{ dir: stage, glob: ["*.js", "*.ts"] }');
    expect((await refusal())[0]).toMatch(/shop\.yaml:3:36: the folder stage has no file that matches \*\.ts/);
  });

  it('system gives a group to the hosts of one operating system', async () => {
    await openWith(['{ dir: $SRC_DIR$/linux, system: linux }', '{ dir: $SRC_DIR$/mac, system: darwin }'], {
      'define/dev.yaml': HOSTED,
      'linux/lib.so': 'l',
      'mac/lib.dylib': 'm',
    });
    const out = join(proof.folder, 'out');
    await proof.data('render', 'shop', 'dev', '--src-dir', '.', '--out', out);
    expect([look(join(out, 'l/_DEPLOY_')), look(join(out, 'm/_DEPLOY_'))]).toEqual([
      { 'lib.so': '644 l' },
      { 'lib.dylib': '644 m' },
    ]);
    await write(proof, { 'define/dev.yaml': HOSTED.replace('platform: linux-x64', '') });
    expect((await refusal())[0]).toMatch(/host l has no platform, and this group goes by it: set hosts\.l\.platform/);
  });
});

describe('F-95 extra/', () => {
  it('is copied as it is, links and executable bits too; a group wins over it', async () => {
    await openWith(['{ dir: $SRC_DIR$/over }'], {
      'extra/robots.txt': '{{ not.rendered }}',
      'extra/bin/run*': '#!/bin/sh\n',
      'extra/now': '-> bin/run',
      'extra/a': 'extra',
      'over/a': 'over',
    });
    expect(await deployed()).toEqual({
      'robots.txt': '644 {{ not.rendered }}',
      'bin/run': '755 #!/bin/sh\n',
      now: '→ bin/run',
      a: '644 over',
    });
  });
});

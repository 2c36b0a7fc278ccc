/** Where copied files land, and what a copy group may not ask for. */
import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../src/core/files.ts';
import { type CopyGroup, readCopyGroup } from '../../../src/core/install/copy-group.ts';
import { fileOrigin } from '../../../src/core/issue.ts';

const SOURCE: readonly FileEntry[] = [
  { path: 'README.md', kind: 'file' },
  { path: 'bin/run', kind: 'executable' },
  { path: 'lib/a.py', kind: 'file' },
  { path: 'lib/sub/b.py', kind: 'link' },
  { path: 'vendor/mod', kind: 'submodule' },
];

function plan(asked: Partial<CopyGroup>) {
  const group: CopyGroup = { type: 'copy', files: [], optfiles: [], glob: [], at: ['install', 'groups', 0], ...asked };
  const read = readCopyGroup(group, (...at) => fileOrigin(`app.yaml#${at.join('.')}`));
  return read.ok ? read.value.plan(SOURCE) : read;
}

function moves(asked: Partial<CopyGroup>): string[] {
  const planned = plan(asked);
  if (!planned.ok) throw new Error(JSON.stringify(planned.issues));
  return planned.value.map(({ from, to }) => `${from.path} → ${to}`);
}

describe('a file or folder lands', () => {
  it.each<[string, Partial<CopyGroup>, string[]]>([
    ['a file by its path', { files: ['lib/a.py', './bin//run'] }, ['lib/a.py → lib/a.py', 'bin/run → bin/run']],
    ['a file with $SRC_DIR$ by its bare name', { files: ['$SRC_DIR$/lib/a.py'] }, ['lib/a.py → a.py']],
    ['a folder by its path', { dir: 'lib' }, ['lib/a.py → lib/a.py', 'lib/sub/b.py → lib/sub/b.py']],
    [
      'a folder with $SRC_DIR$ from the folder on',
      { dir: '$SRC_DIR$/lib/' },
      ['lib/a.py → a.py', 'lib/sub/b.py → sub/b.py'],
    ],
    [
      'a file where pattern and replace send it',
      { files: ['$SRC_DIR$/lib/a.py'], pattern: '^$SRC_DIR$/lib/', replace: 'RPL/' },
      ['lib/a.py → RPL/a.py'],
    ],
    [
      'every match replaced, groups by $1 or \\1',
      { dir: 'lib', pattern: '([a-z])\\.(py)', replace: '\\1_$1.$2$$' },
      ['lib/a.py → lib/a_a.py$', 'lib/sub/b.py → lib/sub/b_b.py$'],
    ],
    ['what may be missing, where it is there', { optfiles: ['lib/gone', 'bin/run'] }, ['bin/run → bin/run']],
    [
      'what a glob finds in the folder, counted from it',
      { dir: '$SRC_DIR$/lib', glob: ['*.py', '**/b.*', '*.py'] },
      ['lib/a.py → a.py', 'lib/sub/b.py → sub/b.py'],
    ],
    [
      'what a glob finds in the whole source',
      { glob: ['**/*.py'], pattern: '^lib', replace: 'python' },
      ['lib/a.py → python/a.py', 'lib/sub/b.py → python/sub/b.py'],
    ],
    [
      'files first, then the folder',
      { files: ['bin/run'], dir: 'lib/sub' },
      ['bin/run → bin/run', 'lib/sub/b.py → lib/sub/b.py'],
    ],
  ])('%s', (_, asked, expected) => {
    expect(moves(asked)).toEqual(expected);
  });
});

describe('a copy group is refused', () => {
  it.each<[string, Partial<CopyGroup>, object]>([
    [
      'for a file that is not there',
      { files: ['bin/run', 'lib/aa.py'] },
      { code: 'install/missing', hint: 'did you mean "lib/a.py"?', origin: { file: 'app.yaml#files.1' } },
    ],
    [
      'for a folder among files',
      { files: ['lib'] },
      { code: 'install/missing', hint: 'it is a folder: write it as dir' },
    ],
    ['for a folder that is not there', { dir: 'libs' }, { code: 'install/missing', origin: { file: 'app.yaml#dir' } }],
    ['for a submodule without a URL', { files: ['vendor/mod'] }, { code: 'install/submodule' }],
    [
      'for a glob that nothing matches',
      { dir: 'lib', glob: ['*.py', '*.rb'] },
      { message: 'the folder lib has no file that matches *.rb', origin: { file: 'app.yaml#glob.1' } },
    ],
    ['for an old word in a glob', { glob: ['$BUILD_DIR$/*.so'] }, { code: 'install/token', origin: {} }],
    ['for a way out', { files: ['../x'] }, { code: 'install/outside' }],
    ['for another machine’s path', { dir: '/etc' }, { code: 'install/outside' }],
    [
      'for a way out by replacement',
      { files: ['bin/run'], pattern: 'bin', replace: '../..' },
      { code: 'install/name' },
    ],
    [
      'for a build folder',
      { dir: '$BUILD_DIR$/out' },
      { code: 'install/token', hint: expect.stringContaining('binary') },
    ],
  ])('%s', (_, asked, expected) => {
    const planned = plan(asked);
    expect(planned.ok ? [] : planned.issues).toMatchObject([expected]);
  });

  it('for all that is wrong at once', () => {
    const planned = plan({ files: ['../x', '/y'], dir: '$BUILD_DIR$' });
    expect(planned.ok ? [] : planned.issues).toHaveLength(3);
  });
});

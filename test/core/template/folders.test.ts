/** Which template wins a path, and which folders and files are left out. */
import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../src/core/files.ts';
import { chooseTemplates, folderIssues, foldersFor, isSkipped } from '../../../src/core/template/folders.ts';
import { definition, host } from '../../support/definitions.ts';

const files = (...paths: string[]): FileEntry[] => paths.map((path) => ({ path, kind: 'file' }));

it('folders go from general to particular', () => {
  expect(foldersFor(definition(), host('w1', { targets: ['db', 'web'] }))).toEqual([
    ...['_ALL_', 'facsimile', 'app', 'production', 'eu', 'production.eu'],
    ...['_TARGET_/db', '_TARGET_/web', '_HOST_/w1'],
  ]);
});

it.each([
  ['none is written', [], ['facsimile', 'app', 'production', 'eu', 'production.eu']],
  ['some are', ['app', 'eu'], ['facsimile', 'app', 'production', 'eu', 'production.eu']],
  [
    'one is inherited',
    ['facsimile', 'common', 'eu'],
    ['facsimile', 'app', 'production', 'common', 'eu', 'production.eu'],
  ],
  [
    'one of them is brought along by another',
    ['facsimile', 'app', 'eu', 'production', 'production.eu', 'config/install'],
    ['facsimile', 'app', 'eu', 'production', 'production.eu', 'config/install'],
  ],
])('a layer of the instance may have templates without a file of its own: %s', (_, layers, expected) => {
  expect(foldersFor(definition({ layers }), host('w1'))).toEqual(['_ALL_', ...expected, '_TARGET_/web', '_HOST_/w1']);
});

it('the strongest folder wins each path, and folders of others have no part', () => {
  const names = ['_ALL_', 'production', 'production.eu', '_TARGET_/web', '_HOST_/w1'];
  const listing = files(
    ...names.flatMap((name, i) => names.slice(0, i + 1).map((_, j) => `${name}/f${j}`)),
    ...['dev/f0', '_HOST_/w2/f0', '_TARGET_/db/f0', 'production.us/f0', 'f0'],
  );
  const chosen = chooseTemplates(listing, foldersFor(definition(), host('w1')));
  expect([...chosen.values()].map(({ path, layer }) => `${path} ${layer}`)).toEqual(
    ['f0', 'f1', 'f2', 'f3', 'f4'].map((path) => `${path} _HOST_/w1`),
  );
});

describe('skip looks at the folder and at the bare name (F-48)', () => {
  it.each([
    ['.hidden', true],
    ['a/.hidden', true],
    ['.git/config', true],
    ['a/.b/c', false],
    ['a.b/c', false],
  ])('%s → %s', (path, expected) => {
    expect(isSkipped(path, /^\./)).toBe(expected);
  });
});

it('a folder that looks meant is not passed over in silence', () => {
  const issues = folderIssues(
    files('_ALL_/a', '_HOSTS_/w1/a', '_HOSTS_/w2/a', '_MODULE_/db/x', '_ROLE_/db/x', 'web/a'),
    (path) => `tmpl/${path}`,
  );
  expect(issues).toMatchObject([
    { code: 'template/folder', hint: 'did you mean "_HOST_"?', origin: { file: 'tmpl/_HOSTS_/w1/a' } },
    { code: 'template/folder', message: expect.stringContaining('_ROLE_') },
  ]);
});

/** Files that say which version a project has, read and written. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/core/error.ts';
import { describeVersion } from '../../../src/core/version/version.ts';
import { readVersion, withVersion } from '../../../src/core/version/version-file.ts';

const PACKAGE = '{\n    "name": "shop",\n    "version": "1.2.3",\n    "scripts": { "version": "9" }\n}\n';
const LOCK =
  '{\n  "version": "1.2.3",\n  "packages": {\n    "": {\n      "version": "1.2.3"\n    },\n    "node_modules/a": {\n      "version": "1.2.3"\n    }\n  }\n}';

describe('a version file', () => {
  it.each([
    ['config/VERSION', '1.2.3.4\n', '1.2.3.4'],
    ['config/VERSION', '# by hand: 9.9.9\n\n1.2.3\r\n', '1.2.3'],
    ['package.json', PACKAGE, '1.2.3'],
  ])('%s %j is %s', (path, text, version) => expect(describeVersion(unwrap(readVersion(path, text)))).toBe(version));

  it.each([
    ['VERSION', '# nothing\n', 'version/file', 1],
    ['VERSION', '1.2.3\n1.2.4\n', 'version/file', 1],
    ['VERSION', '# one\n1.x\n', 'version/form', 2],
    ['package.json', '{"name": "a"}', 'version/file', 1],
    ['package.json', '{', 'version/file', 1],
    ['package.json', '{\n"version": "latest"}', 'version/form', 2],
    ['package.json', `{"version": "1.2.3", "x": ${'['.repeat(200)}${']'.repeat(200)}}`, 'version/file', 1],
  ])('%s %j is refused: %s at line %i', (path, text, code, line) =>
    expect(readVersion(path, text)).toMatchObject({ ok: false, issues: [{ code, origin: { file: path, line } }] }),
  );

  it.each([
    ['VERSION', '# keep 1.2.3\n1.2.3\n# this too', '# keep 1.2.3\n2.0.0\n# this too'],
    ['VERSION', '1.2.3\r\n', '2.0.0\r\n'],
    ['package.json', '{"version":"1.2.3"}', '{"version":"2.0.0"}'],
    [
      'package.json',
      PACKAGE,
      PACKAGE.replace('1.2.3', '2.0.0').replace('{ "version": "9" }', '{\n        "version": "9"\n    }'),
    ],
    ['package-lock.json', LOCK, LOCK.replace('1.2.3', '2.0.0').replace('1.2.3', '2.0.0')],
  ])('%s keeps everything else', (path, text, written) => expect(withVersion(path, text, '2.0.0')).toBe(written));
});

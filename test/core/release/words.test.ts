import { describe, expect, it } from 'vitest';
import { parseBinaryWords } from '../../../src/core/release/binary-word.ts';
import { parseRepoWord } from '../../../src/core/release/repo-word.ts';

describe('--binary', () => {
  it.each([
    ['server.linux-x64=build', { name: 'server', platform: 'linux-x64', path: 'build' }],
    ['server.v2.any=out/a=b.tar.gz', { name: 'server.v2', platform: 'any', path: 'out/a=b.tar.gz' }],
  ])('is read: %s', (word, output) => {
    expect(parseBinaryWords([word])).toMatchObject({ ok: true, value: [output] });
  });

  it.each([
    ['server=build', 'binary/word'],
    ['server.linux-x64', 'binary/word'],
    ['server.linux-x64=', 'binary/word'],
    ['../x.any=build', 'meta/name'],
    ['server.Linux/x64=build', 'meta/name'],
  ])('is refused: %s', (word, code) => {
    expect(parseBinaryWords([word])).toMatchObject({ ok: false, issues: [{ code, origin: { name: '--binary' } }] });
  });

  it('says all that is wrong at once, doubles too', () => {
    const parsed = parseBinaryWords(['a.any=x', 'a.any=y', 'b', 'c']);
    expect(parsed.ok ? [] : parsed.issues.map(({ code }) => code)).toEqual([
      'binary/word',
      'binary/word',
      'binary/twice',
    ]);
  });
});

describe('--repo', () => {
  it.each([
    ['theme=https://git.example/acme/theme', 'https://git.example/acme/theme', undefined],
    ['theme=https://git.example/acme/theme@v1.2', 'https://git.example/acme/theme', 'v1.2'],
    ['theme=https://ann@git.example/acme/theme@feature/x', 'https://ann@git.example/acme/theme', 'feature/x'],
    ['theme=git@git.example:acme/theme', 'git@git.example:acme/theme', undefined],
    ['theme=git@git.example:acme/theme@main', 'git@git.example:acme/theme', 'main'],
    ['theme=/srv/git/theme@main', '/srv/git/theme', 'main'],
  ])('is read: %s', (word, url, revision) => {
    expect(parseRepoWord(word)).toEqual({
      ok: true,
      value: { name: 'theme', url, ...(revision === undefined ? {} : { revision }) },
      warnings: [],
    });
  });

  it.each(['theme', '=https://git.example/a', 'theme=', 'theme=/srv/git/theme@'])('is refused: %s', (word) => {
    expect(parseRepoWord(word)).toMatchObject({ ok: false, issues: [{ code: 'lock/word' }] });
  });
});

import { describe, expect, it } from 'vitest';
import { parseLock, withRepo } from '../../../src/core/release/lock-file.ts';

const GITHASH = '1234567890123456789012345678901234567890';

describe('facsimile.lock', () => {
  it('gives every repository with its place, in order of names', () => {
    const text = `# libraries\nrepos:\n  theme:\n    url: https://git.example/acme/theme\n    githash: ${GITHASH}\n  base: { url: git@git.example:acme/base, revision: main }\n`;
    expect(parseLock(text, 'facsimile.lock')).toMatchObject({
      ok: true,
      value: [
        { name: 'base', url: 'git@git.example:acme/base', revision: 'main', origin: { line: 6, column: 3 } },
        { name: 'theme', url: 'https://git.example/acme/theme', githash: GITHASH, origin: { line: 3, column: 3 } },
      ],
    });
  });

  it.each([
    ['', 0],
    ['# nothing yet\nrepos:\n', 0],
    ['repos: {}', 0],
  ])('may be empty: %j', (text, count) => {
    const parsed = parseLock(text, 'facsimile.lock');
    expect(parsed.ok && parsed.value).toHaveLength(count);
  });

  it.each([
    ['repos: {a: {url: /x', 'lock/syntax', /flow map|expected/i],
    ['repos: [a]', 'lock/invalid', /holds one mapping/],
    ['repo: {}', 'lock/invalid', /holds one mapping/],
    ['repos: {a: x}', 'lock/invalid', /a: must be a mapping/],
    ['repos: {a: {}}', 'lock/invalid', /a: has no url/],
    ['repos: {a: {url: ../a}}', 'lock/invalid', /something else on every machine/],
    ['repos: {../a: {url: https://git.example/a}}', 'lock/invalid', /is no name/],
    ['repos: {a: {url: https://git.example/a, branch: main}}', 'lock/invalid', /unknown key branch/],
    ['repos: {a: {url: https://git.example/a, githash: []}}', 'lock/invalid', /githash must be text/],
  ])('is refused: %s', (text, code, message) => {
    const parsed = parseLock(text, 'facsimile.lock');
    const issues = parsed.ok ? [] : parsed.issues;
    expect(issues[0]).toMatchObject({ code, origin: { file: 'facsimile.lock', line: 1 } });
    expect(issues[0]?.message).toMatch(message);
  });

  it('says all that is wrong at once', () => {
    const parsed = parseLock('repos:\n  a: {}\n  b: { url: x, tag: v1 }\n', 'facsimile.lock');
    expect(parsed.ok ? [] : parsed.issues.map(({ origin }) => origin)).toMatchObject([
      { line: 2 },
      { line: 3 },
      { line: 3 },
    ]);
  });
});

describe('writing facsimile.lock', () => {
  const theme = { name: 'theme', url: 'https://git.example/acme/theme', revision: 'main', githash: GITHASH };

  it('makes the file, and adds to it', () => {
    const text = withRepo(withRepo('', theme), { ...theme, name: 'base' });
    const entry = `    url: https://git.example/acme/theme\n    revision: main\n    githash: ${GITHASH}\n`;
    expect(text.replace(/^#.*\n/gm, '')).toBe(`repos:\n  theme:\n${entry}  base:\n${entry}`);
    expect(text).toMatch(/^# Repositories/);
    expect(parseLock(text, 'facsimile.lock')).toMatchObject({ ok: true, value: [{ name: 'base' }, theme] });
  });

  it('changes nothing but the githash', () => {
    const text = `# ours\nrepos:\n  # the look\n  theme:\n    url: "https://git.example/acme/theme" # by Ann\n    revision: main\n    githash: ${'0'.repeat(40)}\n`;
    expect(withRepo(text, theme)).toBe(text.replace('0'.repeat(40), GITHASH));
  });

  it('leaves a file that says it all as it is', () => {
    const text = withRepo('', theme);
    expect(withRepo(text, theme)).toBe(text);
  });
});

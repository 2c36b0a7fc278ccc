import { describe, expect, it } from 'vitest';
import { fileOrigin } from '../../../src/core/issue.ts';
import { type ReleaseFacts, type RepoFact, resolveRelease } from '../../../src/core/release/resolve-release.ts';
import { GITHASH, OTHER_GITHASH } from '../meta/records.ts';

const shop: RepoFact = {
  name: 'shop',
  url: 'https://git.example/acme/shop',
  githash: GITHASH,
  path: '',
  role: 'tagged',
  found: 'there',
};
const theme: RepoFact = {
  name: 'theme',
  url: 'https://git.example/acme/theme',
  githash: OTHER_GITHASH,
  path: 'vendor/theme',
  role: 'submodule',
  found: 'there',
};
const base: RepoFact = {
  name: 'base',
  url: 'https://git.example/acme/base',
  githash: OTHER_GITHASH,
  path: '',
  role: 'pinned',
  found: 'there',
  origin: fileOrigin('facsimile.lock', 3, 3),
};
const facts: ReleaseFacts = {
  project: 'shop',
  commit: { githash: GITHASH, committedAt: 1_772_000_000 },
  tags: ['v1.4.0'],
  dirty: [],
  repos: [shop, theme, base],
  problems: [],
};

function codes(changed: Partial<ReleaseFacts>): string[] {
  const resolved = resolveRelease({ ...facts, ...changed });
  return resolved.ok ? [] : resolved.issues.map(({ code }) => code);
}

describe('a release', () => {
  it('lists every repository with its full githash', () => {
    expect(resolveRelease(facts)).toMatchObject({
      ok: true,
      value: {
        kind: 'release',
        project: 'shop',
        githash: GITHASH,
        version: '1.4.0',
        tag: 'v1.4.0',
        committedAt: 1_772_000_000,
        repos: [
          { name: 'shop', url: 'https://git.example/acme/shop', githash: GITHASH, path: '' },
          { name: 'theme', url: 'https://git.example/acme/theme', githash: OTHER_GITHASH, path: 'vendor/theme' },
          { name: 'base', url: 'https://git.example/acme/base', githash: OTHER_GITHASH, path: '' },
        ],
      },
    });
  });

  it.each([
    [{ tags: [] }, '', ''],
    [{ tags: ['release-7'] }, 'release-7', 'release-7'],
    [{ tags: ['vanilla'] }, 'vanilla', 'vanilla'],
    [{ tags: ['latest', 'v2.0'], tag: 'v2.0' }, 'v2.0', '2.0'],
  ])('is named by its tag: %j', (changed, tag, version) => {
    expect(resolveRelease({ ...facts, ...changed })).toMatchObject({ ok: true, value: { tag, version } });
  });
});

describe('a release is refused', () => {
  it.each<[string, Partial<ReleaseFacts>]>([
    ['release/dirty', { dirty: ['app.py'] }],
    ['release/tag', { tags: ['v1', 'v2'] }],
    ['release/tag', { tag: '--force' }],
    ['release/unpushed', { repos: [{ ...shop, found: 'no-commit' }] }],
    ['release/unpushed', { repos: [shop, { ...theme, found: 'no-commit' }] }],
    ['release/no-repo', { repos: [shop, { ...theme, found: 'no-repo' }] }],
    ['release/unpinned', { repos: [shop, { ...theme, url: '' }] }],
    ['release/unpinned', { repos: [shop, { ...base, githash: '' }] }],
    ['release/unpinned', { repos: [shop, { ...base, githash: OTHER_GITHASH.slice(0, 12) }] }],
  ])('with %s', (code, changed) => {
    expect(codes(changed)).toEqual([code]);
  });

  it('for all reasons at once, each with its remedy', () => {
    const repos: RepoFact[] = [
      { ...shop, found: 'no-commit' },
      { ...theme, found: 'no-commit' },
      { ...base, githash: '' },
    ];
    const resolved = resolveRelease({ ...facts, dirty: ['a', 'b'], tags: ['v1', 'v2'], repos });
    expect(resolved.ok ? [] : resolved.issues.map(({ message, hint }) => `${message} | ${hint}`)).toEqual([
      'the work tree is not what was committed: a, b | commit or remove these, and list in .gitignore what a build makes',
      'several tags are at this commit: v1, v2 | name the one that is the release',
      'shop: commit 1a2b3c4d5e6f is not in https://git.example/acme/shop | push it: git push origin HEAD --tags',
      'theme: commit ffeeddccbbaa is not in https://git.example/acme/theme | push it from vendor/theme',
      'base is not pinned | run facs release lock and commit facsimile.lock',
    ]);
  });

  it('without a list that never ends', () => {
    const dirty = Array.from({ length: 100 }, (_, i) => `file${i}`);
    const resolved = resolveRelease({ ...facts, dirty });
    expect(resolved.ok ? '' : resolved.issues[0]?.message).toMatch(/file9, and 90 more$/);
  });
});

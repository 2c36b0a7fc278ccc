import { describe, expect, it } from 'vitest';
import { resolveSubmoduleUrl } from '../../src/core/source-url.ts';

describe('the URL of a submodule', () => {
  it.each([
    ['https://git.example/acme/app.git', '../theme.git', 'https://git.example/acme/theme.git'],
    ['https://git.example/acme/app/', '../../other/theme', 'https://git.example/other/theme'],
    ['git@git.example:acme/app.git', '../theme.git', 'git@git.example:acme/theme.git'],
    ['git@git.example:app.git', '../theme.git', 'git@git.example:theme.git'],
    ['/srv/git/app', './theme', '/srv/git/app/theme'],
    ['/srv/git/app', '../theme', '/srv/git/theme'],
    ['https://git.example/acme/app', 'https://other.example/theme', 'https://other.example/theme'],
    ['https://git.example/acme/app', '/srv/git/theme', '/srv/git/theme'],
  ])('of %s, written %s, is %s', (repository, url, resolved) => {
    expect(resolveSubmoduleUrl(repository, url)).toBe(resolved);
  });
});

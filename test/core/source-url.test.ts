/** One name for a repository, however it was cloned. */
import { describe, expect, it } from 'vitest';
import { isLocalUrl, toRecordedUrl, toSourceUrl } from '../../src/core/source-url.ts';

describe('the URL in a record', () => {
  it.each([
    ['https://github.com/team/app.git', 'https://github.com/team/app'],
    ['https://me:secret@GitHub.com/team/app/', 'https://github.com/team/app'],
    ['https://token@example.org:443/a.git/', 'https://example.org/a'],
    ['https://example.org:8443/a', 'https://example.org:8443/a'],
    ['http://127.0.0.1:8080/app.git', 'http://127.0.0.1:8080/app'],
    ['git@github.com:team/app.git', 'https://github.com/team/app'],
    ['github.com:team/app', 'https://github.com/team/app'],
    ['ssh://git@example.org:2222/team/app.git', 'https://example.org/team/app'],
    ['git://example.org/app', 'https://example.org/app'],
    ['ssh://git@[::1]:22/app.git', 'https://[::1]/app'],
    ['/srv/git/app.git', '/srv/git/app.git'],
    ['file:///srv/git/app.git', '/srv/git/app.git'],
    ['../app', '../app'],
  ])('%s → %s', (url, name) => {
    expect(toSourceUrl(url)).toBe(name);
  });

  it.each([
    ['/srv/app', true],
    ['./app', true],
    ['file:///srv/app', true],
    ['C:\\app', true],
    ['git@host:app', false],
    ['https://host/app', false],
  ])('%s is local: %s', (url, local) => {
    expect(isLocalUrl(url)).toBe(local);
  });
});

describe('what definitions write as repo:, in a record', () => {
  it.each([
    ['ssh://git@example.org:2222/team/app.git', 'ssh://git@example.org:2222/team/app.git'],
    ['ssh://git:secret@example.org/app', 'ssh://git@example.org/app'],
    ['git@example.org:team/app.git', 'git@example.org:team/app.git'],
    ['https://me:secret@github.com/team/app.git', 'https://github.com/team/app'],
    ['/srv/git/app.git', '/srv/git/app.git'],
  ])('%s → %s', (repo, url) => {
    expect(toRecordedUrl(repo)).toBe(url);
  });
});

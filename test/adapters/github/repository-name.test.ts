import { describe, expect, it } from 'vitest';
import { parseRepositoryName } from '../../../src/adapters/github/repository-name.ts';

describe('the repository that a git URL means', () => {
  it.each([
    ['https://github.com/acme/meta', 'acme/meta'],
    ['https://github.com/acme/meta.git', 'acme/meta'],
    ['https://user:word@github.com/acme/meta.git/', 'acme/meta'],
    ['git@github.com:acme/meta.git', 'acme/meta'],
    ['github.com:acme/meta', 'acme/meta'],
    ['ssh://git@github.com/acme/meta.git', 'acme/meta'],
    ['ssh://git@ssh.github.com:443/acme/meta.git', 'acme/meta'],
    ['https://github.com/acme/.github', 'acme/.github'],
  ])('%s is %s', (url, name) => expect(parseRepositoryName(url, 'https://github.com')).toBe(name));

  it.each([
    'https://gitlab.com/acme/meta',
    'https://github.com.evil.example/acme/meta',
    'https://github.com/acme',
    'https://github.com/acme/meta/tree/main',
    '/srv/git/meta.git',
    '../meta',
    'C:/git/meta',
    'git@host:/srv/acme/meta.git',
    '',
  ])('none on github.com: %s', (url) => expect(parseRepositoryName(url, 'https://github.com')).toBeUndefined());

  it('may lie on a server of your own, at any port', () => {
    expect(parseRepositoryName('https://git.acme.example/acme/meta', 'https://git.acme.example')).toBe('acme/meta');
    expect(parseRepositoryName('http://127.0.0.1:8080/acme/meta', 'http://127.0.0.1:8080')).toBe('acme/meta');
    expect(parseRepositoryName('http://127.0.0.1:8081/acme/meta', 'http://127.0.0.1:8080')).toBeUndefined();
  });
});

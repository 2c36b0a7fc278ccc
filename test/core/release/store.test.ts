import { describe, expect, it } from 'vitest';
import { objectName, parseStore } from '../../../src/core/release/store.ts';

describe('a store', () => {
  it.each([
    ['binaries', { kind: 'folder', path: 'binaries' }],
    ['/srv/my binaries', { kind: 'folder', path: '/srv/my binaries' }],
    ['file:///srv/my%20binaries', { kind: 'folder', path: '/srv/my binaries' }],
    ['https://store.example', { kind: 'http', url: 'https://store.example/' }],
    ['https://store.example/app//', { kind: 'http', url: 'https://store.example/app/' }],
    ['http://127.0.0.1:8080/app', { kind: 'http', url: 'http://127.0.0.1:8080/app/' }],
  ])('is understood: %s', (text, store) => {
    expect(parseStore(text, true)).toEqual({ ok: true, value: store, warnings: [] });
  });

  it.each([
    ['s3://bucket/app', /not reached by s3:/],
    ['file://server/share', /names another machine/],
    ['file:///100%', /is no URL/],
    ['https://', /is no URL/],
    ['https://store.example/app?sig=hush', /goes on after its path/],
    ['https://ann:hush@store.example/app', /has a user or password/],
    ['http://store.example/app', /in the open/],
    ['http://localhost.example/app', /in the open/],
  ])('is refused with a reason: %s', (text, reason) => {
    const parsed = parseStore(text, true);
    const [issue] = parsed.ok ? [] : parsed.issues;
    expect(issue).toMatchObject({ code: 'store/url', origin: { name: '--store' } });
    expect(issue?.message).toMatch(reason);
    expect(JSON.stringify(issue)).not.toContain('hush');
  });

  it('may speak plain http where there is no token', () => {
    expect(parseStore('http://store.example/app', false).ok).toBe(true);
  });
});

describe('the name of a binary in a store', () => {
  it('tells what it is, and changes with its bytes', () => {
    const key = { project: 'shop', release: '1a'.repeat(20), name: 'server', platform: 'linux-x64' };
    const name = objectName({ ...key, sha256: 'ab'.repeat(32) });
    expect(name).toBe(`shop/${'1a'.repeat(20)}/server.linux-x64.abababababab.tar.gz`);
    expect(objectName({ ...key, sha256: 'cd'.repeat(32) })).not.toBe(name);
  });
});

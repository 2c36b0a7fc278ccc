import { describe, expect, it } from 'vitest';
import { isHealthy, parseHttpStatus, toHttpCheck } from '../../../src/core/deploy/http-check.ts';

describe('a health check by URL', () => {
  it.each([
    ['http://127.0.0.1:8080/up?x=1#top', undefined, undefined, undefined],
    ['http://127.0.0.1:8080/up?x=1', '127.0.0.1', 8080, 'GET /up?x=1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n'],
    ['http://localhost', 'localhost', 80, 'GET / HTTP/1.1\r\nHost: localhost\r\n'],
    ['https://shop.example/a', 'shop.example', 443, 'GET /a HTTP/1.1\r\nHost: shop.example\r\n'],
    ['http://[::1]:81?q', '::1', 81, 'GET /?q HTTP/1.1\r\nHost: [::1]:81\r\n'],
    ['https://[::1]/', '::1', 443, 'GET / HTTP/1.1\r\nHost: [::1]\r\n'],
    ['http://x\r\nCookie: a/', undefined, undefined, undefined],
    ['ftp://x/', undefined, undefined, undefined],
    ['http://u:p@x/', undefined, undefined, undefined],
    ['http://x/a b', undefined, undefined, undefined],
  ])('%s', (url, address, port, start) => {
    const check = toHttpCheck(url);
    expect(check?.address).toBe(address);
    expect(check?.port).toBe(port);
    if (start !== undefined) expect(new TextDecoder().decode(check?.request)).toContain(start);
    expect(check?.serverName).toBe(url.startsWith('https') ? address : undefined);
  });

  it.each([
    ['HTTP/1.1 204 No Content\r\n', 204, true],
    ['HTTP/1.0 302\r\n', 302, true],
    ['HTTP/1.1 404 Not Found\r\n', 404, false],
    ['HTTP/1.1 100 Continue\r\n', 100, false],
    ['SSH-2.0-OpenSSH\r\n', undefined, false],
    ['', undefined, false],
  ])('takes %j as %s', (answer, status, healthy) => {
    const found = parseHttpStatus(new TextEncoder().encode(answer));
    expect(found).toBe(status);
    expect(isHealthy(found)).toBe(healthy);
  });
});

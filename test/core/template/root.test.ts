/** What may be written outside the release folder. */
import { describe, expect, it } from 'vitest';
import { fileOrigin } from '../../../src/core/issue.ts';
import { rootIssue } from '../../../src/core/template/root.ts';

const allowed = ['/etc/nginx/conf.d', '/etc/systemd/system/shop-*.service', '/etc/cron.d/shop'];
const check = (path: string, over: readonly string[] = allowed) => rootIssue(path, over, fileOrigin('tmpl/x'));

describe('a path outside the release folder', () => {
  it.each([
    ['_DEPLOY_/etc/passwd'],
    ['init.sql'],
    ['_ROOT_/etc/nginx/conf.d/shop.conf'],
    ['_ROOT_/etc/nginx/conf.d/.hidden/deep'],
    ['_ROOT_/etc/systemd/system/shop-web.service'],
    ['_ROOT_/etc/cron.d/shop'],
  ])('is fine: %s', (path) => {
    expect(check(path)).toBeUndefined();
  });

  it.each([
    ['_ROOT_/etc/nginx/conf.data/x'],
    ['_ROOT_/etc/nginx'],
    ['_ROOT_/etc/systemd/system/sshd.service'],
    ['_ROOT_/etc/cron.d/shop2'],
    ['_ROOT_/root/.ssh/authorized_keys'],
  ])('is refused: %s', (path) => {
    expect(check(path)).toMatchObject({ code: 'tree/root', message: expect.stringContaining(path.slice(6)) });
  });

  it('is refused where nothing is allowed', () => {
    expect(check('_ROOT_/etc/cron.d/shop', [])).toMatchObject({ code: 'tree/root', origin: { file: 'tmpl/x' } });
  });
});

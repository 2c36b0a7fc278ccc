/** Who runs us, and where. */
import { expect, it } from 'vitest';
import { readLogin } from '../../src/cli/environment.ts';

it('names a user that the machine has no name for by number', () => {
  const unnamed = () => {
    throw Object.assign(new Error('uv_os_get_passwd returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' });
  };
  expect(readLogin(unnamed)).toBe(`uid ${process.getuid?.()}`);
  expect(readLogin(() => ({ username: 'ann' }))).toBe('ann');
});

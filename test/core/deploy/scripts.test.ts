import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ACTIVATE, ACTIVATE_IN_PLACE } from '../../../src/core/deploy/scripts/activate.ts';
import { PROBE } from '../../../src/core/deploy/scripts/probe.ts';
import { REPAIR } from '../../../src/core/deploy/scripts/repair.ts';
import { STAGE } from '../../../src/core/deploy/scripts/stage.ts';
import { VERIFY, VERIFY_IN_PLACE } from '../../../src/core/deploy/scripts/verify.ts';
import { describeWith, tool } from '../../support/tools.ts';

const SCRIPTS = [
  ['probe', PROBE],
  ['stage', STAGE],
  ['activate', ACTIVATE],
  ['activate-in-place', ACTIVATE_IN_PLACE],
  ['verify', VERIFY],
  ['verify-in-place', VERIFY_IN_PLACE],
  ['repair', REPAIR],
] as const;

describeWith(['shellcheck', 'dash', 'busybox'], 'the scripts for hosts', () => {
  it.each(SCRIPTS)('%s is clean in the eyes of shellcheck', (_, script) => {
    // `read` is given names that only some scripts use, and `local` is not POSIX.
    const { stdout } = spawnSync(tool('shellcheck'), ['--shell=sh', '--exclude=SC2034', '-'], {
      input: script,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  it.each(SCRIPTS)('%s is POSIX to dash and to busybox', (_, script) => {
    for (const shell of [[tool('dash')], [tool('busybox'), 'ash']] as const) {
      const { status, stderr } = spawnSync(shell[0], [...shell.slice(1), '-n'], { input: script, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
    }
  });

  it.each(SCRIPTS)('%s is far below the longest argument that Linux takes', (_, script) => {
    expect(script.length).toBeLessThan(24 * 1024);
  });
});

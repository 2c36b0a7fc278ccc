/** Failures that nobody caught. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it.each([
  ['input', 2, 'told: it is wrong\n'],
  ['bug', 70, 'told: it is ours\n'],
])('a stray failure (%s) ends the process with its own exit code, %i', (kind, code, told) => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'stray.ts'), kind], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([code, told]);
});

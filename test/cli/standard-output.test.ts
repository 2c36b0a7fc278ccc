/** stdout, as the shell joins it to something. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const WRITER = `'${process.execPath}' '${join(import.meta.dirname, 'write-much.ts')}'`;
const LENGTH = 20 * 'N xxx\n'.length + 20 * (100_000 - 3) + 10;

it('sends all of it through a pipe with a slow reader', () => {
  expect(Number(sh(`${WRITER} | (sleep 0.3; wc -c)`))).toBe(LENGTH);
});

it('sends all of it through a pipe that does not wait for its reader', () => {
  // What another process did to the open pipe holds for all that have it.
  const unblock = `'${process.execPath}' -e 'process.stdout._handle.setBlocking(false)'`;
  expect(Number(sh(`(${unblock}; ${WRITER}) | (sleep 0.5; wc -c)`))).toBe(LENGTH);
});

it('ends quietly when nobody reads on', () => {
  expect(sh(`{ { ${WRITER}; echo "ended with $?" >&3; } | head -c 5 >/dev/null; } 3>&1 2>&1`)).toBe('ended with 0\n');
});

function sh(script: string): string {
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' });
}

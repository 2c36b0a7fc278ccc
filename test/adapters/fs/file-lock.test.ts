import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { whileHolding } from '../../../src/adapters/fs/file-lock.ts';

const PROCESSES = 6;
const ROUNDS = 25;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facs-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it(`${PROCESSES} processes that count in one file lose nothing`, async () => {
  const path = join(folder, 'count');
  writeFileSync(path, '0');
  const script = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { setTimeout } from 'node:timers/promises';
    import { whileHolding } from ${JSON.stringify(join(import.meta.dirname, '../../../src/adapters/fs/file-lock.ts'))};
    const path = process.argv[1];
    for (let i = 0; i < ${ROUNDS}; i++)
      await whileHolding(path, async () => {
        const count = Number(readFileSync(path, 'utf8'));
        await setTimeout(1);
        writeFileSync(path, String(count + 1));
      });`;
  const ended = Array.from({ length: PROCESSES }, () => run(script, path));
  expect(await Promise.all(ended)).toEqual(Array(PROCESSES).fill(0));
  expect(readFileSync(path, 'utf8')).toBe(String(PROCESSES * ROUNDS));
  expect(readdirSync(folder)).toEqual(['count']);
}, 60_000);

it('a process that was killed at it blocks nobody', async () => {
  const path = join(folder, 'state', 'x');
  const script = `
    import { whileHolding } from ${JSON.stringify(join(import.meta.dirname, '../../../src/adapters/fs/file-lock.ts'))};
    await whileHolding(process.argv[1], async () => process.kill(process.pid, 'SIGKILL'));`;
  expect(await run(script, path)).toBe(null);
  expect(existsSync(`${path}.lock`)).toBe(true);
  expect(await whileHolding(path, async () => 'mine')).toBe('mine');
  expect(readdirSync(join(folder, 'state'))).toEqual([]);
});

it('gives way when the work fails, and hands the failure on', async () => {
  const path = join(folder, 'x');
  const failing = whileHolding(path, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await whileHolding(path, async () => 1)).toBe(1);
});

function run(script: string, path: string): Promise<number | null> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, path], { stdio: 'inherit' });
  return new Promise((done) => void child.on('close', done));
}

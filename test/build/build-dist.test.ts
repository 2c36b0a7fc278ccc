import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '..', 'build-dist');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facs-dist-'));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  const build = 'rm -rf dist && mkdir -p dist/chunks && echo a >dist/cli.js && echo b >dist/chunks/b.js';
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { build } }));
  // What a user ignores everywhere must not hide a file of dist.
  writeFileSync(join(folder, '.gitignore'), '*.js\n');
  mkdirSync(join(folder, 'dist', 'chunks'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'cli.js'), 'a\n');
  writeFileSync(join(folder, 'dist', 'chunks', 'b.js'), 'b\n');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the check of dist', () => {
  it('passes when a clean build gives just that', () => {
    expect(check()).toEqual([0, '']);
  });

  it.each([
    ['a changed file', () => writeFileSync(join(folder, 'dist', 'cli.js'), 'old\n'), 'M\tdist/cli.js'],
    ['a missing file', () => rmSync(join(folder, 'dist', 'cli.js')), 'A\tdist/cli.js'],
    ['a stale file', () => writeFileSync(join(folder, 'dist', 'chunks', 'old.js'), ''), 'D\tdist/chunks/old.js'],
    ['another mode', () => chmodSync(join(folder, 'dist', 'cli.js'), 0o755), 'M\tdist/cli.js'],
  ])('fails for %s, and passes once it was built', (_, change, line) => {
    change();
    expect(check()).toEqual([1, `${line}\n`]);
    expect(check()).toEqual([0, '']);
  });
});

function check(): readonly [number | null, string] {
  const { status, stdout } = spawnSync('sh', [SCRIPT], { cwd: folder, encoding: 'utf8' });
  return [status, stdout];
}

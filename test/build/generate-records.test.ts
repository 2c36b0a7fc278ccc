import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { GENERATED_RECORDS, generateRecords } from '../../src/build/generate-records.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'facs-generate-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

it('the committed code is what the schema compiles to: npm run generate', () => {
  generateRecords(work);
  expect(read(join(ROOT, GENERATED_RECORDS))).toEqual(read(work));
});

it('empties no folder that holds anything else', () => {
  const other = join(work, 'other');
  mkdirSync(join(other, 'deep'), { recursive: true });
  writeFileSync(join(other, 'deep', 'mine.ts'), 'kept');
  expect(() => generateRecords(other)).toThrow('would be emptied, and holds mine.ts');
  expect(readFileSync(join(other, 'deep', 'mine.ts'), 'utf8')).toBe('kept');
});

it('the schema is clean: buf lint and buf format', () => {
  const buf = (...words: string[]) =>
    execFileSync(process.execPath, [join(ROOT, 'node_modules/@bufbuild/buf/bin/buf'), ...words], {
      cwd: join(ROOT, 'define/meta'),
      encoding: 'utf8',
    });
  expect(buf('lint')).toBe('');
  expect(buf('format', '--diff')).toBe('');
});

function read(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The rules of the house that a compiler does not keep: which way imports point, sizes, doc comments. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');
const MAX_LINES = 200;
const MAX_FUNCTION_LINES = 50;

/** What each part may import besides itself; `wire.ts` is a part of its own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  app: ['core'],
  adapters: ['app', 'core'],
  commands: ['app', 'core'],
  'wire.ts': ['adapters', 'app', 'core'],
  cli: ['commands', 'wire.ts', 'app', 'core'],
  actions: ['commands', 'wire.ts', 'app', 'core', 'cli'],
  api: ['wire.ts', 'cli', 'adapters', 'app', 'core'],
  build: ['commands', 'core', 'cli', 'actions'],
};

/** Packages that are pure: they reach neither disk, network, clock nor environment. */
const PURE_PACKAGES = /^(yaml|toml-eslint-parser|liquidjs|picomatch|@bufbuild\/protobuf|@noble\/hashes)(\/|$)/;

const files = walk(SRC).filter((file) => !file.includes('/gen/'));

describe('imports point one way', () => {
  it.each(files.map((file) => [relative(SRC, file), file] as const))('%s', (name, file) => {
    const part = partOf(name);
    for (const target of importsOf(file)) {
      if (!target.startsWith('.')) {
        if (part === 'core') expect(target, 'the core imports only pure packages').toMatch(PURE_PACKAGES);
        continue;
      }
      const to = relative(SRC, resolve(dirname(file), target));
      if (to.startsWith('..')) continue;
      if (partOf(to) !== part) expect(MAY_IMPORT[part], `${name} imports ${to}`).toContain(partOf(to));
      if (part === 'adapters' && partOf(to) === 'app')
        expect(to, `${name} may know ports, not use-cases`).toMatch(/^app\/ports\//);
    }
  });
});

describe('a file is one thought', () => {
  it.each(files.map((file) => [relative(SRC, file), file] as const))('%s', (_, file) => {
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').length, 'lines').toBeLessThanOrEqual(MAX_LINES + 1);
    expect(/^(#!.*\n)?\/\*\*/.test(text), 'begins with its purpose').toBe(true);
    for (const [start, end] of functionsOf(text))
      expect(end - start, `function at line ${start}`).toBeLessThanOrEqual(MAX_FUNCTION_LINES);
  });
});

describe('every export says what it means', () => {
  it.each(files.map((file) => [relative(SRC, file), file] as const))('%s', (_, file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const bare = lines.filter((line, i) => {
      if (!/^export (?!\{|\*|type \{)/.test(line)) return false;
      // Further overloads share the comment of the first.
      const name = /^export (?:async )?function (\w+)/.exec(line)?.[1];
      if (name !== undefined && lines[i - 1]?.startsWith(`export function ${name}`)) return false;
      return !/\*\/\s*$/.test(lines[i - 1] ?? '');
    });
    expect(bare).toEqual([]);
  });
});

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return /\.ts$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function partOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/\b(?:from\s+|import\s+|import\s*\(\s*)'([^']+)'/g)].flatMap(([, target]) => target ?? []);
}

/** First and last line of each top-level function, as the formatter lays them out. */
function functionsOf(text: string): (readonly [number, number])[] {
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    if (!/^(export )?(async )?function/.test(line) || !/\{$/.test(line)) return [];
    const length = lines.slice(i).indexOf('}');
    return length < 0 ? [] : [[i + 1, i + 1 + length] as const];
  });
}

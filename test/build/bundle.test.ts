import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../src/build/bundle.ts';
import { COMMON } from '../../src/build/common-chunk.ts';

/** Loaded by the command that needs them, when it needs them: each costs more than our own start. */
const HEAVY = ['@octokit', 'age-encryption', 'liquidjs', 'node-ssh', 'ssh2', 'tar-stream', 'yaml'];

/** Parts of Node that are there anyway, or as good as: crypto, promises of files and of timers take 10 ms and more. */
const CHEAP = ['node:fs', 'node:os', 'node:path', 'node:url', 'node:util'];

let folder: string;
let metafile: Metafile;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'facs-bundle-'));
  metafile = await bundle(join(folder, 'one'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('dist', () => {
  it('is the same wherever it is built', async () => {
    await bundle(join(folder, 'elsewhere', 'two'));
    expect(filesOf(join(folder, 'elsewhere', 'two'))).toEqual(filesOf(join(folder, 'one')));
  });

  it('runs alone, and says its version', () => {
    const run = execFileSync(process.execPath, [join(folder, 'one', 'cli.js'), '--version'], { encoding: 'utf8' });
    expect(run).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('holds every action as an entry of its own, which asks for what it needs', () => {
    const actions = readdirSync(join(import.meta.dirname, '..', '..', 'actions'));
    for (const name of actions) {
      const { status, stdout } = spawnSync(process.execPath, [join(folder, 'one', `${name}.js`)], {
        env: { PATH: process.env['PATH'] },
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stdout, name).toMatch(/^::error/m);
      expect([1, 2], name).toContain(status);
    }
  });

  it('starts without a heavy library', () => {
    const entries = Object.entries(metafile.outputs).filter(([, { entryPoint }]) =>
      entryPoint?.match(/cli\.ts|actions/),
    );
    expect(entries.length).toBeGreaterThan(1);
    for (const [path] of entries) {
      const packages = loadedAtStart(path).flatMap((input) => /node_modules\/(@?[^/]+)/.exec(input)?.[1] ?? []);
      expect(
        packages.filter((name) => HEAVY.includes(name)),
        basename(path),
      ).toEqual([]);
    }
  });

  it('starts a command that only reads definitions without a costly part of Node', () => {
    const outputs = Object.keys(metafile.outputs).filter((path) => /\/(cli|chunks\/resolve-[A-Z0-9]+)\.js$/.test(path));
    expect(outputs.length).toBe(2);
    const loaded = outputs
      .flatMap((path) => [...loadedOutputs(path)])
      .flatMap((path) => metafile.outputs[path]?.imports ?? [])
      .flatMap(({ kind, path }) => (kind === 'import-statement' && path.startsWith('node:') ? [path] : []));
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((name) => !CHEAP.includes(name))).toEqual([]);
  });

  it('holds every module once: what nearly every command needs is one file', () => {
    const holders = new Map<string, string[]>();
    for (const [path, { inputs }] of Object.entries(metafile.outputs))
      for (const input of Object.keys(inputs)) holders.set(input, [...(holders.get(input) ?? []), basename(path)]);
    expect([...holders].filter(([, paths]) => paths.length > 1)).toEqual([]);
    expect(holders.get('src/core/result.ts')).toEqual(['common.js']);
  });

  it('resolves a definition with three files, none of which imports a whole module of Node', () => {
    const files = readdirSync(join(folder, 'one', 'chunks'));
    const resolve = files.find((name) => /^resolve-[A-Z0-9]+\.js$/.test(name)) ?? '';
    const loaded = [...importedFiles('cli.js'), ...importedFiles(`chunks/${resolve}`)];
    expect(new Set(loaded)).toEqual(new Set(['cli.js', 'chunks/common.js', `chunks/${resolve}`]));
    for (const path of Object.keys(filesOf(join(folder, 'one'))).filter((each) => each.endsWith('.js')))
      expect(readFileSync(join(folder, 'one', path), 'utf8'), path).not.toMatch(/^(import|export)\b.* from "node:/m);
  });

  it('names the licence of everything that it holds', () => {
    const licences = readFileSync(join(folder, 'one', 'licenses.txt'), 'utf8');
    for (const name of ['liquidjs', 'ssh2', 'yaml'])
      expect(licences).toMatch(new RegExp(`^${name} \\d.* \\(MIT|ISC\\)`, 'm'));
  });
});

/** Inputs behind an output and everything that it imports at once. */
function loadedAtStart(path: string): string[] {
  return [...loadedOutputs(path)].flatMap((each) => Object.keys(metafile.outputs[each]?.inputs ?? {}));
}

/** A file of `dist`, and those that it imports at once, as they are written. */
function importedFiles(path: string): string[] {
  const text = readFileSync(join(folder, 'one', path), 'utf8');
  const words = [...text.matchAll(/^(?:import\b|export\b|\}).*"(\.[^"]+)";$/gm)].map(([, word = '']) => word);
  return [path, ...words.flatMap((word) => importedFiles(posix.join(posix.dirname(path), word)))];
}

/** An output and everything that it imports at once. */
function loadedOutputs(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const { imports = [] } = metafile.outputs[path] ?? {};
  const next = imports.filter(
    ({ kind, external, path: to }) => kind === 'import-statement' && (!external || to === COMMON),
  );
  for (const each of next) loadedOutputs(outputOf(each.path), seen);
  return seen;
}

function outputOf(path: string): string {
  if (path !== COMMON) return path;
  return Object.keys(metafile.outputs).find((each) => each.endsWith('/chunks/common.js')) ?? '';
}

/** Bytes by path. */
function filesOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const paths = files.map((each) => join(each.parentPath, each.name).slice(root.length)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'base64')]));
}

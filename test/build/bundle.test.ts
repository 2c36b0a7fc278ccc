import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../src/build/bundle.ts';

/** Loaded by the command that needs them, when it needs them: each costs more than our own start. */
const HEAVY = ['@octokit', 'age-encryption', 'liquidjs', 'node-ssh', 'ssh2', 'tar-stream', 'yaml'];

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

  it('names the licence of everything that it holds', () => {
    const licences = readFileSync(join(folder, 'one', 'licenses.txt'), 'utf8');
    for (const name of ['liquidjs', 'ssh2', 'yaml'])
      expect(licences).toMatch(new RegExp(`^${name} \\d.* \\(MIT|ISC\\)`, 'm'));
  });
});

/** Inputs behind an output and everything that it imports at once. */
function loadedAtStart(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const { inputs = {}, imports = [] } = metafile.outputs[path] ?? {};
  const next = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
  return [...Object.keys(inputs), ...next.flatMap((each) => loadedAtStart(each.path, seen))];
}

/** Bytes by path. */
function filesOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const paths = files.map((each) => join(each.parentPath, each.name).slice(root.length)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'base64')]));
}

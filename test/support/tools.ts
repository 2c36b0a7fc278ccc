/** Real tools that tests need: missing on a user's machine is a loud skip, on CI a failure. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

/** Where `test/install-tools` puts what `test/tools.txt` pins: outside the repo, one folder per version. */
const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'facsimile', 'tools');

const FOLDERS = [...pinnedFolders(), ...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];

/** Full path of a program, or undefined when this machine has none. */
export function findTool(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Full path of a program that the test cannot do without. */
export function tool(name: string): string {
  const path = findTool(name);
  if (path === undefined) throw new Error(`${name} is not installed: run npm test, which installs it`);
  return path;
}

/** `describe`, skipped where a tool is missing; with FACS_NO_SKIPS=1 (CI) a missing tool fails instead. */
export function describeWith(tools: readonly string[], title: string, tests: () => void): void {
  const missing = tools.filter((name) => findTool(name) === undefined);
  if (missing.length === 0 || process.env['FACS_NO_SKIPS'] === '1') {
    describe(title, () => {
      for (const name of tools) tool(name);
      tests();
    });
  } else {
    describe.skip(`${title} [needs ${missing.join(', ')}]`, tests);
  }
}

function pinnedFolders(): string[] {
  const lines = readFileSync(join(import.meta.dirname, '..', 'tools.txt'), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name, , pinned] = line.split(/\s+/);
      return join(CACHE, `${name}-${pinned?.split(/@|==/).at(-1)}`);
    });
}

/** Keeps our folder for caches and logs out of the project's history. */
import { posix } from 'node:path';
import type { Begun } from '../init.ts';
import type { Environment, Ports } from '../ports/ports.ts';

const FILE = '.gitignore';

/** Where the project begins, and the folder: absolute, or relative to the working folder. */
export interface Ignored {
  readonly root: string;
  readonly topDir: string;
  readonly dryRun: boolean;
}

/** Adds a line to `.gitignore` unless one is there, or the folder lies outside the project; all else in it stays. */
export async function ignoreFolder(ignored: Ignored, ports: Ports, { cwd }: Environment): Promise<Begun> {
  const files = await ports.files();
  const path = posix.join(ignored.root, FILE);
  const within = posix.relative(posix.resolve(cwd, ignored.root), posix.resolve(cwd, ignored.topDir));
  const before = await files.read(path);
  const text = before === undefined ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(before);
  const isOutside = within === '' || within.startsWith('..');
  if (isOutside || hasLine(text, within)) return { path: FILE, change: 'kept' };
  const after = `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}/${within}/\n`;
  if (!ignored.dryRun) await files.write({ path, mode: 0o644, content: new TextEncoder().encode(after) });
  return { path: FILE, change: before === undefined ? 'written' : 'extended', text: after };
}

/** True for the folder's path, or its bare name at any depth. */
function hasLine(text: string, folder: string): boolean {
  const names = [folder, posix.basename(folder)];
  return text.split(/\r?\n/).some((line) => names.includes(line.trim().replace(/^\/|\/$/g, '')));
}

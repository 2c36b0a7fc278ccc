/** Looks at whatever lies on a disk: names of files, their bytes, what is packed in them, and the objects of repositories. */
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Something that was looked at. `mode` in nine bits; of objects, zero. */
export interface Seen {
  readonly path: string;
  readonly mode: number;
  /** Its name, and what it holds. */
  readonly text: string;
}

const MOST_BYTES = 1 << 29;

/** Every file below a folder, and the objects of every git repository there, also those that nothing names any more. */
export function everythingBelow(folder: string): readonly Seen[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.flatMap((name) => {
    const path = join(folder, name);
    const found = lstatSync(path);
    if (found.isDirectory()) return basename(path) === 'objects' ? [objectsIn(dirname(path))] : [];
    if (found.isSymbolicLink()) return [{ path, mode: 0, text: `${name} ${readlinkSync(path)}` }];
    return found.isFile() ? [{ path, mode: found.mode & 0o777, text: `${name}\n${textOf(readFileSync(path))}` }] : [];
  });
}

/** All objects of a repository, unpacked. */
export function objectsIn(repository: string): Seen {
  const words = ['-c', 'safe.directory=*', `--git-dir=${repository}`, 'cat-file', '--batch-all-objects', '--batch'];
  const bytes = execFileSync('git', words, { maxBuffer: MOST_BYTES });
  return { path: `objects of ${repository}`, mode: 0, text: bytes.toString('utf8') };
}

function textOf(bytes: Buffer): string {
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

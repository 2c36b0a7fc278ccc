/** The list of files that pip keeps for each package that it installed: `RECORD`. */

/** What became of a file: its SHA-256 as base64 for URLs, without padding, and its bytes; `removed`. */
export type FileChange = { readonly sha256: string; readonly size: number } | 'removed';

const LINE = /^("(?:[^"]|"")*"|[^,]*),/;

/**
 * The list with what became of its files; order and other lines stay. Compiled files are left out: there are none.
 *
 * @param folder The folder that its paths are counted from, in the environment: `lib/python3.11/site-packages`.
 * @param changes By path in the environment.
 * @source https://packaging.python.org/en/latest/specifications/recording-installed-packages/.
 */
export function rewriteInstalled(text: string, folder: string, changes: ReadonlyMap<string, FileChange>): string {
  const lines = text.split('\n').flatMap((line) => {
    const [, written = ''] = LINE.exec(line) ?? [];
    const path = written.replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
    if (isCompiled(path)) return [];
    const change = changes.get(toEnvironment(folder, path));
    if (change === undefined) return [line];
    return change === 'removed' ? [] : [`${written},sha256=${change.sha256},${change.size}`];
  });
  return lines.join('\n');
}

/** True for what Python compiles by itself: it differs from build to build, and is made again where it may be. */
export function isCompiled(path: string): boolean {
  return /\.py[co]$/.test(path);
}

/** `../../../bin/x` below `lib/python3.11/site-packages` is `bin/x`. */
function toEnvironment(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

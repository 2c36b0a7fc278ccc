/** What programs a test host has on its PATH. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from './tools.ts';

/** A plain server: the POSIX tools, tar and sha256sum. No rsync, bash, Python, Perl, Node, curl or git. */
export const BARE_TOOLS: readonly string[] = [
  ...['sh', 'awk', 'cat', 'chmod', 'cp', 'cut', 'date', 'dd', 'df', 'diff', 'dirname', 'basename', 'echo', 'env'],
  ...['expr', 'find', 'grep', 'head', 'id', 'kill', 'ln', 'ls', 'mkdir', 'mktemp', 'mv', 'od', 'ps', 'printf', 'pwd'],
  ...['readlink', 'rm', 'rmdir', 'sed', 'sha256sum', 'sleep', 'sort', 'stat', 'sync', 'tail', 'tar', 'tee', 'test'],
  ...['touch', 'tr', 'true', 'false', 'uname', 'uniq', 'wc', 'xargs'],
];

/** Makes a folder of links to these programs, or to busybox under their names; gives the folder. */
export function linkTools(folder: string, names: readonly string[], busybox: boolean): string {
  mkdirSync(folder);
  for (const name of names) {
    const program = busybox ? tool('busybox') : tool(name === 'sh' ? 'dash' : name);
    symlinkSync(program, join(folder, name));
  }
  return folder;
}

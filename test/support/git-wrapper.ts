/** A `git` that stands first on PATH: does something of a test's before or instead of the real one. */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The real git, by its full path. */
export const REAL_GIT = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();

/**
 * Makes the wrapper in `folder` and gives a PATH that begins with it. `script` is POSIX sh: `"$real" "$@"` is the real
 * git, `$folder` a place for notes, `$PPID` the process that runs git.
 */
export async function wrapGit(folder: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const text = `#!/bin/sh\nreal='${REAL_GIT}'\nfolder='${folder}'\n${script}\n`;
  await writeFile(join(folder, 'git'), text);
  await chmod(join(folder, 'git'), 0o755);
  return `${folder}${delimiter}${process.env['PATH']}`;
}

/** A bare repository as somebody without our code sees and changes it. */
import { execFileSync } from 'node:child_process';

const ZOE = { GIT_AUTHOR_NAME: 'zoe', GIT_AUTHOR_EMAIL: 'zoe@example.com' };
const COMMITTER = { GIT_COMMITTER_NAME: 'zoe', GIT_COMMITTER_EMAIL: 'zoe@example.com' };

/** Makes one in `folder`, with `main` as its branch. */
export function makeBare(folder: string): void {
  run(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', folder]);
}

/** A commit with these files on all that `main` holds. Gives its githash. */
export function commitByHand(folder: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  const parent = tryRun(['-C', folder, 'rev-parse', '--verify', '--quiet', 'main^{commit}']);
  const at = Math.floor(Date.now() / 1000);
  const parts: (Uint8Array | string)[] = [
    `commit refs/heads/main\ncommitter zoe <zoe@example.com> ${at} +0000\ndata 7\nby hand\n`,
  ];
  if (parent !== undefined) parts.push(`from ${parent}\n`);
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    parts.push(`M 100644 inline ${path}\ndata ${bytes.length}\n`, bytes, '\n');
  }
  run(['-C', folder, 'fast-import', '--quiet', '--force'], Buffer.concat(parts.map((part) => Buffer.from(part))));
  return run(['-C', folder, 'rev-parse', 'main']);
}

/** An annotated tag. */
export function tagByHand(folder: string, name: string, commit: string): void {
  run(['-C', folder, 'tag', '--annotate', '--message', name, name, commit]);
}

/** Githashes of a branch, newest first; none when it is not there. */
export function lineOf(folder: string, branch = 'main'): string[] {
  const found = tryRun(['-C', folder, 'rev-list', '--first-parent', `refs/heads/${branch}`]);
  return found === undefined ? [] : found.split('\n');
}

function run(words: readonly string[], input?: Uint8Array): string {
  const env = { ...process.env, ...ZOE, ...COMMITTER };
  return execFileSync('git', words, {
    encoding: 'utf8',
    env,
    ...(input === undefined ? {} : { input }),
    stdio: ['pipe', 'pipe', 'pipe'],
  }).trim();
}

function tryRun(words: readonly string[]): string | undefined {
  try {
    return run(words);
  } catch {
    return undefined;
  }
}

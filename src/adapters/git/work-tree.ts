/** A work tree as it stands, without asking its remote. */
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { WorkTreeState } from '../../app/ports/source-repos.ts';
import { operationFailure } from '../../core/error.ts';
import { toSourceUrl } from '../../core/source-url.ts';
import type { Git } from './run-git.ts';

/** Absolute path of the top of the work tree around `folder`. @throws operation `git/not-a-repo`. */
export function readRoot(git: Git, folder: string): Promise<string> {
  return git.text(['rev-parse', '--show-toplevel'], { cwd: folder });
}

/**
 * Its head, changes, origin and tags.
 *
 * @param made Absolute paths; untracked files there are no changes.
 * @throws operation `git/not-a-repo`, `git/no-commit`.
 */
export async function readWorkTree(git: Git, folder: string, made: readonly string[]): Promise<WorkTreeState> {
  const [root, prefix] = await Promise.all([
    readRoot(git, folder),
    git.text(['rev-parse', '--show-prefix'], { cwd: folder }),
  ]);
  const head = await readHead(git, root);
  const [dirty, origin, tags] = await Promise.all([
    readDirty(git, root, made),
    readOrigin(git, root),
    git.text(['tag', '--points-at', 'HEAD'], { cwd: root }),
  ]);
  return {
    root,
    within: prefix.replace(/\/$/, ''),
    head,
    dirty,
    url: origin === undefined ? root : toSourceUrl(origin),
    tags: linesOf(tags),
  };
}

/** URL of origin as git would fetch from it; undefined without one. */
export async function readOrigin(git: Git, root: string): Promise<string | undefined> {
  const { ending, stdout } = await git.run(['remote', 'get-url', 'origin'], { cwd: root });
  const url = new TextDecoder().decode(stdout).trim();
  return ending.kind === 'exit' && ending.code === 0 && url !== '' ? url : undefined;
}

async function readHead(git: Git, root: string) {
  const { ending, stdout } = await git.run(['log', '-1', '--format=%H %ct', 'HEAD'], { cwd: root });
  if (ending.kind !== 'exit' || ending.code !== 0) throw noCommit(root);
  const [githash = '', committedAt = ''] = new TextDecoder().decode(stdout).trim().split(' ');
  return { githash, committedAt: Number(committedAt) };
}

/** @source git-status(1), "Porcelain Format Version 1" with -z: a rename carries its old path as a word of its own. */
async function readDirty(git: Git, root: string, made: readonly string[]): Promise<readonly string[]> {
  const everything = ['--untracked-files=all', '--ignore-submodules=none', '--no-renames'];
  const text = await git.text(['status', '--porcelain', '-z', ...everything], { cwd: root });
  const folders = await Promise.all(
    made.map(async (path) => relative(root, await realPath(path)).replaceAll(sep, '/')),
  );
  const isMade = (path: string) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return text.split('\0').flatMap((line) => {
    const path = line.slice(3);
    return line === '' || (line.startsWith('??') && isMade(path)) ? [] : [path];
  });
}

/** As git shows a path, with links resolved; the path as it is when nothing is there. */
function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function noCommit(root: string) {
  return operationFailure({
    code: 'git/no-commit',
    message: `${root} has no commit yet`,
    target: root,
    retry: 'safe',
    next: 'commit, then run the same command again',
  });
}

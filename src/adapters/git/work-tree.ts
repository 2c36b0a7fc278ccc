/** A work tree as it stands, without asking its remote. */
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { WorkTreeState } from '../../app/ports/source-repos.ts';
import { operationFailure } from '../../core/error.ts';
import type { Git } from './run-git.ts';

/** Absolute path of the top of the work tree around `folder`. @throws operation `git/not-a-repo`. */
export function readRoot(git: Git, folder: string): Promise<string> {
  return git.text(['rev-parse', '--show-toplevel'], { cwd: folder });
}

/**
 * Its head, changes and tags.
 *
 * @param made Absolute paths; untracked files there are no changes.
 * @throws operation `git/not-a-repo`, `git/no-commit`.
 */
export async function readWorkTree(
  git: Git,
  folder: string,
  made: readonly string[],
): Promise<Omit<WorkTreeState, 'url'>> {
  const place = await git.text(['rev-parse', '--show-toplevel', '--show-prefix'], { cwd: folder });
  const [root = '', prefix = ''] = place.split('\n');
  const [{ head, tags }, dirty] = await Promise.all([readHead(git, root), readDirty(git, root, made)]);
  return { root, within: prefix.replace(/\/$/, ''), head, dirty, tags };
}

/** URL of origin as git would fetch from it; undefined without one. */
export async function readOrigin(git: Git, root: string): Promise<string | undefined> {
  const { ending, stdout } = await git.run(['remote', 'get-url', 'origin'], { cwd: root });
  const url = new TextDecoder().decode(stdout).trim();
  return ending.kind === 'exit' && ending.code === 0 && url !== '' ? url : undefined;
}

/** @source git-log(1), "Pretty formats": %D is `tag: v1, tag: v2`, and no name of a ref holds a space. */
async function readHead(git: Git, root: string) {
  const words = ['log', '-1', '--decorate=short', '--decorate-refs=refs/tags/*', '--format=%H %ct%n%D', 'HEAD'];
  const { ending, stdout } = await git.run(words, { cwd: root });
  if (ending.kind !== 'exit' || ending.code !== 0) throw noCommit(root);
  const [commit = '', decoration = ''] = new TextDecoder().decode(stdout).split('\n');
  const [githash = '', committedAt = ''] = commit.split(' ');
  const tags = decoration.split(', ').flatMap((name) => /^tag: (.+)$/.exec(name)?.[1] ?? []);
  return { head: { githash, committedAt: Number(committedAt) }, tags: tags.sort() };
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

function noCommit(root: string) {
  return operationFailure({
    code: 'git/no-commit',
    message: `${root} has no commit yet`,
    target: root,
    retry: 'safe',
    next: 'commit, then run the same command again',
  });
}

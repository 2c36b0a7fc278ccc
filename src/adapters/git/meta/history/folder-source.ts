/** A repository on this disk, bare or with a work tree, read where it is. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inputFailure } from '../../../../core/error.ts';
import { inputOrigin } from '../../../../core/issue.ts';
import { notMeta } from '../../../meta/meta-failure.ts';
import { openObjects } from '../../object-reader.ts';
import type { Git } from '../../run-git.ts';
import type { HistorySource } from './history-source.ts';

/** @throws input `meta/not-meta`, `meta/shallow`, `meta/partial`; operation of `git-failure.ts`. */
export async function openFolder(git: Git, folder: string, seen: string | undefined): Promise<HistorySource> {
  if (!(await isFolder(folder))) throw notMeta(folder, 'there is no such folder');
  const at = { cwd: folder };
  const asked = ['--is-shallow-repository', '--absolute-git-dir', '--git-path', 'objects', '--show-prefix'];
  const [isShallow, , objects = '', prefix = ''] = (await git.text(['rev-parse', ...asked], at)).split('\n');
  if (prefix !== '') throw notMeta(folder, 'it is a folder inside of a git repository');
  if (isShallow === 'true') throw shallow(folder);
  if (await isPartial(git, folder)) throw partial(folder);
  return {
    ...{ url: folder, git, folder, seen, view: folder, store: resolve(folder, objects) },
    objects: openObjects(git, folder),
    tip: await readHead(git, folder),
    resolve: (revision) => readCommit(git, folder, revision),
  };
}

/** Any way to name a commit that git has. */
async function readCommit(git: Git, folder: string, revision: string): Promise<string | undefined> {
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const { ending, stdout } = await git.run(words, { cwd: folder });
  if (ending.kind !== 'exit' || ending.code !== 0) return undefined;
  return new TextDecoder().decode(stdout).trim();
}

/** @throws input `meta/not-meta` when there is no commit yet. */
async function readHead(git: Git, folder: string): Promise<string> {
  const at = { cwd: folder };
  const { stdout } = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD'], at);
  const head = new TextDecoder().decode(stdout).trim();
  if (/^[0-9a-f]{40,64}$/.test(head)) return head;
  // A branch without a commit has a name all the same; where one cannot be told, what the branch holds is no commit.
  const { ending } = await git.run(['symbolic-ref', '--quiet', 'HEAD'], at);
  if (ending.kind === 'exit' && ending.code !== 0) return '';
  throw notMeta(folder, 'it has no commits');
}

async function isPartial(git: Git, folder: string): Promise<boolean> {
  const { ending } = await git.run(['config', '--get-regexp', '^remote\\..*\\.promisor$'], { cwd: folder });
  return ending.kind === 'exit' && ending.code === 0;
}

function shallow(folder: string) {
  return inputFailure({
    code: 'meta/shallow',
    message: `${folder} is a shallow clone: the history that is to be checked is not there`,
    hint: 'run git fetch --unshallow in it, or name the repository itself',
    origin: inputOrigin('--meta'),
  });
}

function partial(folder: string) {
  return inputFailure({
    code: 'meta/partial',
    message: `${folder} is a partial clone: the files that are to be checked are not there`,
    hint: 'name the repository that it was cloned from, whose files are then fetched all at once',
    origin: inputOrigin('--meta'),
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

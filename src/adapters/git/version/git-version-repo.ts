/** Raising versions by git's plumbing: nothing is checked out, and no ref moves before origin has it all. */
import { resolve } from 'node:path';
import type { VersionRepo, VersionTag } from '../../../app/ports/version-repo.ts';
import { operationFailure } from '../../../core/error.ts';
import { type Variables, workflowAccess } from '../git-environment.ts';
import { gitFailure } from '../git-failure.ts';
import { type Git, type GitFinished, openGit } from '../run-git.ts';
import { readOrigin, readWorkTree } from '../work-tree.ts';
import { askOrigin } from './ask-origin.ts';
import { checkSigned, isSwitchedOn } from './check-signed.ts';
import { withFile } from './with-file.ts';

/** `folder` is any folder of the work tree; paths are counted from `cwd`. */
export interface VersionSurroundings {
  readonly variables: Variables;
  readonly cwd: string;
  readonly topDir: string;
  readonly folder: string;
}

/** The repository around `folder`. @throws operation `git/not-a-repo`, `git/no-folder`. */
export async function gitVersionRepo(surroundings: VersionSurroundings): Promise<VersionRepo> {
  const { variables, cwd, topDir } = surroundings;
  const git = openGit(variables, workflowAccess(variables));
  const root = await git.text(['rev-parse', '--show-toplevel'], { cwd: resolve(cwd, surroundings.folder) });
  const text = (...words: string[]) => git.text(words, { cwd: root });
  const tryText = async (...words: string[]) => textOf(await git.run(words, { cwd: root }));
  return {
    standing: async () => {
      const { head, dirty } = await readWorkTree(git, root, [resolve(cwd, topDir)]);
      const branch = await tryText('symbolic-ref', '--quiet', '--short', 'HEAD');
      const hasOrigin = (await readOrigin(git, root)) !== undefined;
      return { root, branch, head: head.githash, dirty, origin: hasOrigin ? await askOrigin(git, root) : undefined };
    },
    read: async (githash, path) => {
      const finished = await git.run(['cat-file', 'blob', `${githash}:${path}`], { cwd: root });
      return isDone(finished) ? new TextDecoder().decode(finished.stdout) : undefined;
    },
    leadsTo: async (ancestor, githash) =>
      isDone(await git.run(['merge-base', '--is-ancestor', ancestor, githash], { cwd: root })),
    fetch: async (branches) => void (await text('fetch', '--quiet', '--no-tags', 'origin', ...branches)),
    merge: (ours, theirs) => merge(git, root, ours, theirs),
    commit: (wish) => commit(git, root, wish),
    findTag: (name) => findTag(git, root, name),
    tag: async (name, githash, message) => {
      await text('tag', '--annotate', '-m', message, '--', name, githash);
      const made = (await findTag(git, root, name)) as VersionTag;
      try {
        await checkSigned(git, root, { object: made.object, key: 'tag.gpgSign' });
      } catch (error) {
        await text('tag', '--delete', '--', name);
        throw error;
      }
      return made;
    },
    removeTag: async (name) => void (await text('tag', '--delete', '--', name)),
    push: async (moves) => {
      const refs = Object.entries(moves).map(([ref, object]) => `${object}:${ref}`);
      await text('push', '--quiet', '--atomic', '--recurse-submodules=check', 'origin', ...refs);
    },
    forward: async (githash) => void (await text('merge', '--quiet', '--ff-only', githash)),
    follow: async (branch, githash) => {
      const ref = `refs/heads/${branch}`;
      if ((await tryText('rev-parse', '--verify', '--quiet', ref)) !== undefined)
        await text('update-ref', ref, githash);
    },
  };
}

/** @source git-merge-tree(1), "OUTPUT": the tree, then one conflicted path each, all ended by NUL. */
async function merge(git: Git, root: string, ours: string, theirs: string) {
  const words = ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', ours, theirs];
  const finished = await git.run(words, { cwd: root });
  const { ending } = finished;
  if (ending.kind !== 'exit' || ending.code > 1) throw cannotMerge(words, finished);
  const [tree = '', ...conflicts] = new TextDecoder().decode(finished.stdout).split('\0');
  return { tree, conflicts: [...new Set(conflicts.filter((path) => path !== ''))] };
}

async function commit(git: Git, root: string, wish: Parameters<VersionRepo['commit']>[0]): Promise<string> {
  let tree = await git.text(['rev-parse', `${wish.tree}^{tree}`], { cwd: root });
  for (const [path, content] of Object.entries(wish.files)) {
    const object = await git.text(['hash-object', '-w', '--stdin'], { cwd: root, input: content });
    tree = await withFile(git, root, { tree, path, object });
  }
  const sign = (await isSwitchedOn(git, root, 'commit.gpgSign')) ? ['-S'] : [];
  const parents = wish.parents.flatMap((parent) => ['-p', parent]);
  const githash = await git.text(['commit-tree', ...sign, ...parents, '-m', wish.message, tree], { cwd: root });
  await checkSigned(git, root, { object: githash, key: 'commit.gpgSign' });
  return githash;
}

async function findTag(git: Git, root: string, name: string): Promise<VersionTag | undefined> {
  const object = textOf(await git.run(['rev-parse', '--verify', '--quiet', `refs/tags/${name}`], { cwd: root }));
  if (object === undefined) return undefined;
  const line = await git.text(['rev-list', '--parents', '--max-count=1', object], { cwd: root });
  const [githash = '', ...parents] = line.split(' ');
  return { object, githash, parents };
}

function isDone({ ending }: GitFinished): boolean {
  return ending.kind === 'exit' && ending.code === 0;
}

function textOf(finished: GitFinished): string | undefined {
  return isDone(finished) ? new TextDecoder().decode(finished.stdout).replace(/\n$/, '') : undefined;
}

function cannotMerge(words: readonly string[], finished: GitFinished) {
  const { code, message, cause } = gitFailure(words, finished);
  return operationFailure({ code, message, retry: 'safe', next: 'merging needs git 2.38 or newer', cause });
}

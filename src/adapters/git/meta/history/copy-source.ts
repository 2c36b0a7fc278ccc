/** A remote repository, read through the copy that all commands share. */
import { join } from 'node:path';
import { notMeta } from '../../../meta/meta-failure.ts';
import { openObjects } from '../../object-reader.ts';
import type { Git } from '../../run-git.ts';
import type { Clone } from '../clone.ts';
import { openRemote, type Remote } from '../remote.ts';
import type { HistorySource } from './history-source.ts';

/** @param seen What the copy saw as the tip before. @throws input `meta/not-meta`; operation of `git-failure.ts`. */
export async function openCopy(
  git: Git,
  { url, clone, seen }: { readonly url: string; readonly clone: Clone; readonly seen: string | undefined },
): Promise<HistorySource> {
  const remote = openRemote(git, clone);
  const objects = openObjects(git, clone.view);
  const { branch, commit } = await remote.look();
  if (commit === undefined) throw notMeta(url, 'it has no commits');
  const isHere = async (hash: string) => (await objects.read(hash)) !== undefined;
  const tip = (await isHere(commit)) ? commit : await remote.fetch(`refs/heads/${branch}`);
  return {
    ...{ url, git, objects, tip, seen, view: clone.view, folder: clone.folder },
    store: join(clone.folder, 'objects'),
    resolve: (revision) => (revision === 'HEAD' ? Promise.resolve(tip) : findRevision(remote, isHere, revision)),
    fetchBlobs: (hashes) => remote.fetchBlobs(hashes),
  };
}

/** Full names of refs first, so that what GitHub makes of a pull request can be named: `refs/pull/7/merge`. */
async function findRevision(
  remote: Remote,
  isHere: (hash: string) => Promise<boolean>,
  revision: string,
): Promise<string | undefined> {
  const names = revision.startsWith('refs/') ? [revision] : [`refs/heads/${revision}`, `refs/tags/${revision}`];
  for (const ref of isName(revision) ? names : []) {
    const commit = await remote.lookAt(`${ref}^{}`, ref);
    if (commit === undefined) continue;
    return (await isHere(commit)) ? commit : remote.fetch(ref);
  }
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(revision)) return undefined;
  if (await isHere(revision)) return revision;
  // A server may refuse a commit that no ref leads to.
  return remote.fetch(revision).catch(() => undefined);
}

/** Nothing that git would take for a pattern, an option or a revision of another form. @source git-check-ref-format(1) */
function isName(revision: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_./+-]*$/.test(revision) && !revision.includes('..');
}

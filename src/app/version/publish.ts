/** Bringing new commits and their tag to origin, all at once, and then the work tree after them. */
import { inputFailure, isFailure, operationFailure } from '../../core/error.ts';
import type { RefMoves, VersionTag } from '../ports/version-repo.ts';
import type { OpenVersion } from './open-version.ts';

/** A version that is committed and tagged here, and nowhere else yet. */
export interface Publication {
  readonly version: string;
  readonly tagName: string;
  readonly tag: VersionTag;
  /** Where each branch of origin shall stand, by name. */
  readonly branches: Readonly<Record<string, string>>;
}

/** The tag is what is left of a run that was ended: no other than this command makes one that origin has not. */
export type Leftover = { readonly at: 'origin' | 'here'; readonly tag: VersionTag } | { readonly at: 'nowhere' };

/**
 * What an earlier run left of this version.
 *
 * @param isOurs Whether the commit of the tag is one that this command makes upon what is checked out.
 * @throws input `version/exists` for any other tag of that name, here or at origin.
 */
export async function findLeftover(
  open: OpenVersion,
  name: string,
  isOurs: (tag: VersionTag) => Promise<boolean>,
): Promise<Leftover> {
  const tag = await open.repo.findTag(name);
  const published = open.origin.tags.get(name);
  if (tag === undefined && published === undefined) return { at: 'nowhere' };
  const isSame = published === undefined || published === tag?.object;
  if (tag !== undefined && isSame && (await isOurs(tag)))
    return { at: published === undefined ? 'here' : 'origin', tag };
  const message = `the tag ${name} is there already${published === undefined ? ', though not at origin' : ''}`;
  const remove = published === undefined ? `git tag --delete ${name}, or ` : '';
  throw inputFailure({ code: 'version/exists', message, hint: `${remove}set another version in ${open.file}` });
}

/**
 * Pushes branches and tag in one, all or nothing; a push that was refused leaves nothing behind, here too.
 * @throws operation `version/not-pushed`, `version/unknown` where nobody can say whether origin has it.
 */
export async function publish({ repo }: OpenVersion, { tagName, tag, branches }: Publication): Promise<void> {
  const moves: RefMoves = Object.fromEntries([
    ...Object.entries(branches).map(([name, githash]) => [`refs/heads/${name}`, githash] as const),
    [`refs/tags/${tagName}`, tag.object] as const,
  ]);
  try {
    await repo.push(moves);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const origin = await repo.standing().then((standing) => standing.origin, failed);
    if (origin?.tags.get(tagName) === tag.object) return;
    if (origin !== undefined) await repo.removeTag(tagName);
    const isKnown = origin !== undefined;
    throw operationFailure({
      code: isKnown ? 'version/not-pushed' : 'version/unknown',
      message: `origin did not take ${[...Object.keys(branches), tagName].join(', ')}: ${said}`,
      target: 'origin',
      retry: 'safe',
      left: isKnown ? 'nothing, here and there' : `the tag ${tagName} here; whether origin has it is not known`,
      next: isKnown ? 'mend what it says, then run the same command again' : 'run the same command again: it finishes',
      cause: error,
    });
  }
}

/** The work tree comes after what origin has. @throws operation `version/behind`: origin has it all. */
export async function follow({ repo, branch }: OpenVersion, { tagName, branches }: Publication): Promise<void> {
  try {
    for (const [name, githash] of Object.entries(branches)) if (name !== branch) await repo.follow(name, githash);
    await repo.forward(branches[branch] ?? '');
  } catch (error) {
    if (!isFailure(error)) throw error;
    throw operationFailure({
      code: 'version/behind',
      message: `origin has ${tagName}, but this work tree could not follow: ${error.message}`,
      retry: 'safe',
      left: `${Object.keys(branches).join(', ')} and the tag ${tagName} at origin`,
      next: `git pull --ff-only origin ${branch}`,
      cause: error,
    });
  }
}

/** Origin does not answer either. */
function failed(error: unknown): undefined {
  if (isFailure(error)) return undefined;
  throw error;
}

/** `--define-ref`: the commit that definitions are read at, whatever the release and the tips say. */
import { inputFailure } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import type { SourceRepos, WorkTreeState } from '../ports/source-repos.ts';
import { type CommitAddress, findInCommit } from './commit-place.ts';
import { metaPlace } from './meta-files.ts';
import type { FoundPlace, SeenMeta } from './places.ts';

/** Definitions of a work tree's repository: the ref is looked up there, then at its origin. @throws input as `pinUrl`. */
export async function pinWorkTree(
  repos: SourceRepos,
  { root, url: named, within }: WorkTreeState,
  ref: string,
): Promise<FoundPlace> {
  return findInCommit(repos, { ...(await pinIn(repos, { root, named }, ref)), within });
}

/** The commit that the ref names in a work tree's repository. @throws input as `pinUrl`. */
export async function pinIn(
  repos: SourceRepos,
  { root, named }: { readonly root: string; readonly named: string },
  ref: string,
): Promise<Omit<CommitAddress, 'within'>> {
  const local = await repos.resolve(root, ref);
  if (local !== undefined) return { url: root, named, githash: local };
  if (named === root) throw unknownRef(ref, named);
  return pinUrl(repos, named, ref);
}

/** The commit that the ref names in a repository. @throws input `definition/unknown-ref`; operation as `SourceRepos`. */
export async function pinUrl(repos: SourceRepos, url: string, ref: string): Promise<Omit<CommitAddress, 'within'>> {
  const githash = await repos.resolve(url, ref);
  if (githash === undefined) throw unknownRef(ref, url);
  return { url, named: url, githash };
}

/** The definitions of meta. @throws input `definition/unknown-ref`, `definition/no-folder`. */
export async function pinMeta(seen: SeenMeta, ref: string): Promise<FoundPlace> {
  const snapshot = await seen.meta.at(ref);
  if (snapshot === undefined) throw unknownRef(ref, seen.meta.url);
  const found = await metaPlace({ meta: seen.meta, snapshot });
  if (found !== undefined) return found;
  const message = `${seen.meta.url} has no definitions in define/ at ${ref}`;
  throw inputFailure({ code: 'definition/no-folder', message, origin: inputOrigin('--define-ref') });
}

function unknownRef(ref: string, where: string) {
  return inputFailure({
    code: 'definition/unknown-ref',
    message: `${where}, where the definitions come from, has no branch, tag or commit ${ref}`,
    hint: 'fetch or push it, or write a githash of 7 digits or more',
    origin: inputOrigin('--define-ref'),
  });
}

/** The refusal of a ref where definitions have no commits. */
export function nothingToPin(where: string, why = 'it lies in no git repository') {
  return inputFailure({
    code: 'definition/no-ref',
    message: `${where} has no commits to choose definitions from: ${why}`,
    hint: 'leave --define-ref out',
    origin: inputOrigin('--define-ref'),
  });
}

/** A release: the default branch merged into `release`, tagged there, and development going on behind it. */
import { inputFailure, unwrap } from '../core/error.ts';
import {
  describeVersion,
  developmentAfter,
  parseVersion,
  releaseVersion,
  type Version,
} from '../core/version/version.ts';
import { readVersion } from '../core/version/version-file.ts';
import type { Ports } from './ports/ports.ts';
import type { VersionTag } from './ports/version-repo.ts';
import { checkPushed, type OpenVersion, openVersion } from './version/open-version.ts';
import { findLeftover, follow, type Publication, publish } from './version/publish.ts';
import type { Raised, VersionInputs } from './version-bump.ts';

/** The branch that releases lie on. */
export const RELEASE_BRANCH = 'release';

/**
 * Releases `version`, or the one that is next. Commits and tag come into being beside the work tree; origin gets all
 * of them or none.
 * @throws input as `openVersion`, `checkPushed`, `findLeftover`, `version/older`, `version/conflict`; operation as
 *   `publish`, `follow`.
 */
export async function releaseVersionFile(
  inputs: VersionInputs & { readonly version?: string | undefined },
  ports: Ports,
): Promise<Raised> {
  const wanted =
    inputs.version === undefined ? undefined : unwrap(parseVersion(inputs.version.replace(/^v(?=\d)/, '')));
  const open = await openVersion(await ports.versionRepo(inputs['src-dir'] ?? '.', inputs['top-dir']));
  const release = unwrap(releaseVersion(open.current, wanted));
  const version = describeVersion(release);
  const next = developmentAfter(release, open.current);
  const tagName = open.tagOf(version);
  const left = await findLeftover(open, tagName, (tag) => isOurs(open, tag, version));
  if (left.at !== 'origin') await checkPushed(open);
  const common = {
    ...{ was: describeVersion(open.current), version, tag: tagName, file: open.file },
    ...(next === undefined ? {} : { next: describeVersion(next) }),
    finished: left.at !== 'nowhere',
  };
  if (inputs['dry-run']) return { ...common, branches: { [open.branch]: '', [RELEASE_BRANCH]: '' } };
  const tag = left.at === 'nowhere' ? await make(open, version, tagName) : left.tag;
  const publication = {
    version,
    tagName,
    tag,
    branches: await place(open, tag, left.at === 'origin' ? 'there' : next),
  };
  if (left.at === 'origin') await open.repo.fetch([open.branch]);
  else await publish(open, publication);
  await follow(open, publication);
  return { ...common, githash: tag.githash, branches: publication.branches };
}

/** A commit of the version upon what is checked out, by itself or merged into `release`. */
async function isOurs({ repo, head, file }: OpenVersion, tag: VersionTag, version: string): Promise<boolean> {
  const text = await repo.read(tag.githash, file);
  const read = text === undefined ? undefined : readVersion(file, text);
  if (read?.ok !== true || describeVersion(read.value) !== version) return false;
  return (await repo.leadsTo(head, tag.githash)) && !(await repo.leadsTo(tag.githash, head));
}

/** The commit of the version on the default branch, and the tag on its merge into `release`. */
async function make(open: OpenVersion, version: string, tagName: string): Promise<VersionTag> {
  const { repo, head } = open;
  const message = `set version ${version}`;
  const files = await open.filesWith(version, head);
  const githash = await repo.commit({ tree: head, files, parents: [head], message });
  return repo.tag(tagName, await mergeIntoRelease(open, githash, version), `version ${version}`);
}

/** Files with the version are as on the default branch; any other contradiction is for people. */
async function mergeIntoRelease({ repo, origin, branch, filesWith }: OpenVersion, githash: string, version: string) {
  const tip = origin.branches.get(RELEASE_BRANCH);
  // The first release makes the branch.
  if (tip === undefined) return githash;
  await repo.fetch([RELEASE_BRANCH]);
  const files = await filesWith(version, githash);
  const { tree, conflicts } = await repo.merge(tip, githash);
  const open = conflicts.filter((path) => !Object.hasOwn(files, path));
  if (open.length > 0) {
    const message = `${branch} and ${RELEASE_BRANCH} contradict each other in ${open.join(', ')}`;
    const hint = `git fetch, git merge origin/${RELEASE_BRANCH} into ${branch}, settle it there and push`;
    throw inputFailure({ code: 'version/conflict', message, hint });
  }
  return repo.commit({ tree, files, parents: [tip, githash], message: `set version ${version}` });
}

/** Where the branches of origin go; where they went already, the default branch is as origin has it. */
async function place(
  open: OpenVersion,
  { githash, parents }: VersionTag,
  next: Version | 'there' | undefined,
): Promise<Publication['branches']> {
  const { repo, branch, origin, filesWith } = open;
  // A merge names the commit on the default branch second.
  const merged = parents[1] ?? githash;
  const move = (to: string) => ({ [branch]: to, [RELEASE_BRANCH]: githash });
  if (next === 'there') return move(origin.branches.get(branch) ?? merged);
  if (next === undefined) return move(merged);
  const version = describeVersion(next);
  const files = await filesWith(version, merged);
  return move(await repo.commit({ tree: merged, files, parents: [merged], message: `set version ${version}` }));
}

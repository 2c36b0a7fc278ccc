/** The next version in development: committed, tagged, pushed. */
import { unwrap } from '../core/error.ts';
import { bumpVersion, describeVersion, type Part } from '../core/version/version.ts';
import type { Ports } from './ports/ports.ts';
import type { VersionTag } from './ports/version-repo.ts';
import { checkPushed, type OpenVersion, openVersion } from './version/open-version.ts';
import { findLeftover, follow, type Publication, publish } from './version/publish.ts';

/** Inputs of both version commands. */
export interface VersionInputs {
  readonly 'src-dir'?: string | undefined;
  readonly 'top-dir': string;
  readonly 'dry-run': boolean;
}

/** What was done, or in a dry run would be. */
export interface Raised {
  readonly was: string;
  readonly version: string;
  readonly tag: string;
  /** Where it is written. */
  readonly file: string;
  /** What the tag names; undefined in a dry run. */
  readonly githash?: string;
  /** Where branches of origin stand now, by name; in a dry run the names alone count. */
  readonly branches: Readonly<Record<string, string>>;
  /** The version in development after it, where there is one. */
  readonly next?: string;
  /** An earlier run had begun it. */
  readonly finished: boolean;
}

/**
 * Raises the version on the default branch.
 * @throws input as `openVersion`, `checkPushed`, `findLeftover`, `version/part`; operation as `publish`, `follow`.
 */
export async function bumpVersionFile(
  inputs: VersionInputs & { readonly part?: Part | undefined },
  ports: Ports,
): Promise<Raised> {
  const open = await openVersion(await ports.versionRepo(inputs['src-dir'] ?? '.', inputs['top-dir']));
  const { repo, head, branch } = open;
  const version = describeVersion(unwrap(bumpVersion(open.current, inputs.part)));
  const tagName = open.tagOf(version);
  const isOurs = async ({ parents }: VersionTag) => parents.length === 1 && parents[0] === head;
  const left = await findLeftover(open, tagName, isOurs);
  if (left.at !== 'origin') await checkPushed(open);
  const common = { was: describeVersion(open.current), version, tag: tagName, file: open.file };
  if (inputs['dry-run']) return { ...common, branches: { [branch]: '' }, finished: left.at !== 'nowhere' };
  const tag = left.at === 'nowhere' ? await make(open, version, tagName) : left.tag;
  const publication: Publication = { version, tagName, tag, branches: { [branch]: tag.githash } };
  if (left.at === 'origin') await repo.fetch([branch]);
  else await publish(open, publication);
  await follow(open, publication);
  return { ...common, githash: tag.githash, branches: publication.branches, finished: left.at !== 'nowhere' };
}

async function make({ repo, head, filesWith }: OpenVersion, version: string, tagName: string): Promise<VersionTag> {
  const files = await filesWith(version, head);
  const githash = await repo.commit({ tree: head, files, parents: [head], message: `set version ${version}` });
  return repo.tag(tagName, githash, `version ${version}`);
}

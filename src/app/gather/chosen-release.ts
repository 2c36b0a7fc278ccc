/** From a choice to a release with its source and binaries. */
import { posix } from 'node:path';
import type { Definition } from '../../core/definition/definition.ts';
import type { FileSet } from '../../core/files.ts';
import { toSourceUrl } from '../../core/source-url.ts';
import type { ChosenRelease } from '../release-choice.ts';
import { readRelease, toChosenRelease } from '../releases.ts';
import type { Choice, FoundRelease, Places } from './places.ts';
import { readWithSubmodules } from './submodule-files.ts';

/** A commit that no record describes, as a release without binaries. */
export function toPlainRelease(
  { project }: Definition,
  { githash, committedAt, tag = '' }: Choice,
  url: string,
): Omit<ChosenRelease, 'binaries' | 'source' | 'dirty'> {
  const name = posix.basename(toSourceUrl(url)).replace(/\.git$/, '');
  const repos = [{ name, url: toSourceUrl(url), githash, path: '' }];
  return { project, githash, version: tag.replace(/^v(?=\d)/, ''), tag, committedAt, repos };
}

/** The chosen release, its source read from git objects: of the own work tree where that has the commit. */
export async function openRelease(
  places: Places,
  found: FoundRelease & { choice: Choice },
): Promise<{ readonly release: ChosenRelease; readonly url: string }> {
  const { definition, choice } = found;
  const { githash, channel, record, from } = choice;
  const url = await findSource(places, found);
  const release =
    places.seen === undefined || record === undefined
      ? { ...toPlainRelease(definition, choice, from?.named ?? url), binaries: [] }
      : await toChosenRelease(places.seen.snapshot, record);
  const source = await readWithSubmodules(places.repos, { url, githash, folder: definition.settings.srcDir });
  return { release: { ...release, ...(channel === undefined ? {} : { channel }), dirty: false, source }, url };
}

/** The source of a release alone: the project's folder of that commit. */
export async function openSource(places: Places, found: FoundRelease & { choice: Choice }): Promise<FileSet> {
  const { definition, choice } = found;
  const url = await findSource(places, found);
  return readWithSubmodules(places.repos, { url, githash: choice.githash, folder: definition.settings.srcDir });
}

async function findSource({ repos }: Places, { definition, choice, own }: FoundRelease & { choice: Choice }) {
  if (choice.from !== undefined) return choice.from.url;
  if (own !== undefined && (await repos.find(own.root, choice.githash)) !== undefined) return own.root;
  const url = definition.settings.repo ?? choice.record?.repos[0]?.url;
  if (url === undefined) throw new Error('a release that no repository was searched for is one of meta');
  return url;
}

/** The binaries that meta has for a commit of a work tree: a dry run may show them. */
export async function recordedBinaries(
  { seen }: Places,
  { project, githash }: { readonly project: string; readonly githash: string },
): Promise<ChosenRelease['binaries']> {
  if (seen === undefined) return [];
  const record = await readRelease(seen.snapshot, project, githash);
  return record === undefined ? [] : (await toChosenRelease(seen.snapshot, record)).binaries;
}

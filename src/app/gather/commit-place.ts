/** The define folder of a commit. */
import { findDefineFolder, openDefineFolder } from '../define-folder.ts';
import type { DefinePlace } from '../layer-files.ts';
import type { SourceRepos } from '../ports/source-repos.ts';
import type { FoundPlace } from './places.ts';

/** A commit of a repository: `url` is where it is read, `named` how records name it. */
export interface CommitAddress {
  readonly url: string;
  readonly named: string;
  readonly githash: string;
  /** Folder of the repository to look in before its top; `''` is the top itself. */
  readonly within: string;
}

/** The nearest definitions, as on disk. @throws input `definition/no-folder`; operation as `SourceRepos.files`. */
export async function findInCommit(repos: SourceRepos, address: CommitAddress): Promise<FoundPlace> {
  const place = (await findNear(repos, address)) ?? (await openDefineFolder(await openFolder(repos, address, '')));
  const { named: url, githash } = address;
  return { place, at: { label: place.files.label, url, githash } };
}

async function findNear(repos: SourceRepos, address: CommitAddress): Promise<DefinePlace | undefined> {
  return address.within === '' ? undefined : findDefineFolder(await openFolder(repos, address, address.within));
}

function openFolder(repos: SourceRepos, { url, githash }: CommitAddress, folder: string) {
  return repos.files(url, githash, folder);
}

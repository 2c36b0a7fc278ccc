/** The files of a commit together with those of its submodules, each at the commit that it is pinned to. */
import { comparePaths, type FileEntry, type FileSet, type Only } from '../../core/files.ts';
import type { SourceRepos } from '../ports/source-repos.ts';

/** A folder of a commit; `''` is its root. */
export interface CommitFolder {
  readonly url: string;
  readonly githash: string;
  readonly folder: string;
}

/**
 * As `SourceRepos.files`, and what lies in submodules, however deep, as if it lay in the commit itself. A submodule's
 * repository is asked for only when something in it is. One that `.gitmodules` does not name stays an entry of its own.
 * @throws as `SourceRepos`.
 */
export async function readWithSubmodules(repos: SourceRepos, at: CommitFolder): Promise<FileSet> {
  const files = await repos.files(at.url, at.githash, at.folder);
  const pinned = (await files.list('')).filter(({ kind }) => kind === 'submodule').map(({ path }) => path);
  return pinned.length === 0 ? files : new SubmoduleFiles(files, pinned, (path) => openSubmodule(repos, at, path));
}

async function openSubmodule(repos: SourceRepos, { url, githash, folder }: CommitFolder, path: string) {
  const whole = folder === '' ? path : `${folder}/${path}`;
  const found = (await repos.submodules(url, githash)).find((each) => each.path === whole);
  if (found === undefined || found.url === '') return undefined;
  return readWithSubmodules(repos, { url: found.url, githash: found.githash, folder: '' });
}

class SubmoduleFiles implements FileSet {
  readonly label: string;
  private readonly opened = new Map<string, Promise<FileSet | undefined>>();
  private readonly files: FileSet;
  private readonly pinned: readonly string[];
  private readonly openOne: (path: string) => Promise<FileSet | undefined>;

  constructor(files: FileSet, pinned: readonly string[], openOne: (path: string) => Promise<FileSet | undefined>) {
    this.label = files.label;
    this.files = files;
    this.pinned = pinned;
    this.openOne = openOne;
  }

  async list(folder: string, only?: Only): Promise<readonly FileEntry[]> {
    const around = this.around(folder);
    if (around !== undefined) return this.listInside(around, folder.slice(around.length + 1), only);
    const found = await this.files.list(folder, only);
    // Who asks only for what lies right in a folder needs no other repository.
    if (only !== undefined) return found;
    const entries = await Promise.all(
      found.map(async (entry) => {
        if (entry.kind !== 'submodule') return [entry];
        return (await this.open(entry.path)) === undefined ? [entry] : this.listInside(entry.path, '');
      }),
    );
    return entries.flat().sort((a, b) => comparePaths(a.path, b.path));
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const around = this.around(path);
    if (around === undefined) return this.files.read(path);
    return (await this.open(around))?.read(path.slice(around.length + 1));
  }

  locate(path: string): string {
    return this.files.locate(path);
  }

  private async listInside(submodule: string, folder: string, only?: Only): Promise<readonly FileEntry[]> {
    const entries = (await (await this.open(submodule))?.list(folder, only)) ?? [];
    return entries.map((entry) => ({ ...entry, path: `${submodule}/${entry.path}` }));
  }

  /** The submodule that a path lies in. */
  private around(path: string): string | undefined {
    return this.pinned.find((each) => path === each || path.startsWith(`${each}/`));
  }

  private open(path: string): Promise<FileSet | undefined> {
    const known = this.opened.get(path) ?? this.openOne(path);
    this.opened.set(path, known);
    return known;
  }
}

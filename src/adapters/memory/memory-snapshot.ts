/** The files of a meta repo in memory at one commit. */
import type { MetaSnapshot } from '../../app/ports/meta-repo.ts';
import { comparePaths } from '../../core/files.ts';
import { scanRecords } from '../meta/scan-records.ts';
import { changedPaths, filesAt, type History, lineOf } from './history.ts';

/** The commit as files. */
export function openSnapshot(history: History, commit: string): MetaSnapshot {
  const files = filesAt(history, commit);
  // A caller may keep and change what it reads: history must not notice.
  const read = (path: string) => files.get(path)?.slice();
  const list = (folder: string) => [...files.keys()].filter((path) => isInside(path, folder)).sort(comparePaths);
  const readAll = async (paths: readonly string[]) => paths.map(read);
  return {
    commit,
    read: async (path) => read(path),
    readAll,
    find: scanRecords({ list: async (folder) => list(folder), readAll }),
    list: async (folder) => list(folder),
    files: async (folder) => list(folder).map((path) => ({ path, kind: 'file' as const })),
    children: async (folder) => childrenOf(list(folder), folder),
    history: async (path, limit) =>
      lineOf(history, commit)
        .filter((each) => path === '' || changedPaths(history, each).some((one) => one === path || isInside(one, path)))
        .slice(0, limit)
        .map(({ githash, author, committedAt, message }) => ({ githash, author, committedAt, message })),
    versions: async (path) =>
      lineOf(history, commit)
        .filter((each) => changedPaths(history, each).includes(path))
        .map(({ githash, author, committedAt, message, files }) => {
          return { githash, author, committedAt, message, bytes: files.get(path)?.slice() };
        }),
    touched: async (revision) => {
      const found = findCommit(history, revision);
      return found === undefined
        ? undefined
        : { githash: found.githash, paths: changedPaths(history, found).sort(comparePaths) };
    },
    includes: async (githash) => lineOf(history, commit).some((each) => each.githash === githash),
    readAt: async (githash, path) => filesAt(history, githash).get(path)?.slice(),
  };
}

/** The commit that a githash, or its first 7 digits or more, names. */
export function findCommit(history: History, githash: string) {
  if (!/^[0-9a-f]{7,40}$/.test(githash)) return undefined;
  const found = [...history.commits.values()].filter((each) => each.githash.startsWith(githash));
  return found.length === 1 ? found[0] : undefined;
}

function isInside(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function childrenOf(paths: readonly string[], folder: string): string[] {
  const start = folder === '' ? 0 : folder.length + 1;
  const names = paths.map((path) => {
    const [name = '', ...more] = path.slice(start).split('/');
    return more.length === 0 ? name : `${name}/`;
  });
  return [...new Set(names)].sort(comparePaths);
}

/** Files of the meta repo at one commit, as a set. */
import { posix } from 'node:path';
import type { FileSet } from '../../core/files.ts';
import type { SeenMeta } from './places.ts';

/** All of it; meta keeps no modes, so every file is a plain one. */
export function metaFiles({ meta, snapshot }: SeenMeta): FileSet {
  const label = `${posix.basename(meta.url)}@${snapshot.commit.slice(0, 7)}`;
  return {
    label,
    list: async (folder) => (await snapshot.list(folder)).map((path) => ({ path, kind: 'file' })),
    read: (path) => snapshot.read(path),
    locate: (path) => (path === '' ? label : `${label}/${path}`),
  };
}

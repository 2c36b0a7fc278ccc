/** Files of the meta repo at one commit, as a set. */
import { posix } from 'node:path';
import type { FileSet } from '../../core/files.ts';
import { listLayerFiles } from '../layer-files.ts';
import type { FoundPlace, SeenMeta } from './places.ts';

/** All of it, with the modes that git keeps: templates and `extra/` beside definitions may be programs. */
export function metaFiles({ meta, snapshot }: SeenMeta): FileSet {
  const label = `${posix.basename(meta.url)}@${snapshot.commit.slice(0, 7)}`;
  return {
    label,
    list: (folder) => snapshot.files(folder),
    read: (path) => snapshot.read(path),
    locate: (path) => (path === '' ? label : `${label}/${path}`),
  };
}

/** The definitions in its `define/`; undefined when there are none. */
export async function metaPlace(seen: SeenMeta): Promise<FoundPlace | undefined> {
  const place = { files: metaFiles(seen), folder: 'define' };
  if ((await listLayerFiles(place)).size === 0) return undefined;
  return { place, at: { label: place.files.label, url: seen.meta.url, githash: seen.snapshot.commit } };
}

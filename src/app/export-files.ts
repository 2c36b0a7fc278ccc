/** Sets of files onto this machine's disk, as one folder that is there whole or not at all. */
import { inputFailure } from '../core/error.ts';
import type { FileEntry, FileSet } from '../core/files.ts';
import { nameIssues } from '../core/tree/path.ts';
import type { LocalFiles } from './ports/local-files.ts';
import type { Ports } from './ports/ports.ts';
import { mapBounded, readBytes } from './tree/pieces.ts';

/** Files, and the folder below the export that they go to; `''` is the export itself. */
export interface ExportedSet {
  readonly at: string;
  readonly files: FileSet;
}

/**
 * Writes all sets to `folder`, modes 0644 and 0755; where a submodule lies there is a folder, empty unless another set
 * goes there. A folder of that name which somebody made meanwhile is left as it is.
 *
 * @throws input `tree/name`: names that cannot be written; operation `disk/refused`, `source/changed`. Nothing is left.
 */
export async function exportFiles(
  folder: string,
  sets: readonly ExportedSet[],
  ports: Pick<Ports, 'files' | 'ids'>,
): Promise<void> {
  const listings = await Promise.all(sets.map(({ files }) => files.list('')));
  const issues = sets.flatMap(({ files }, i) => nameIssues(listings[i] ?? [], (path) => files.locate(path)));
  if (issues.length > 0) throw inputFailure(...issues);
  const [files, ids] = await Promise.all([ports.files(), ports.ids()]);
  const fresh = `${folder}.${ids.uuid()}.tmp`;
  try {
    await files.makeFolder(fresh);
    for (const [i, { at, files: set }] of sets.entries()) {
      const root = at === '' ? fresh : `${fresh}/${at}`;
      await mapBounded(listings[i] ?? [], (entry) => writeEntry(root, { set, entry }, files));
    }
    await files.renameFolder(fresh, folder);
  } finally {
    await files.remove(fresh);
  }
}

interface Written {
  readonly set: FileSet;
  readonly entry: FileEntry;
}

async function writeEntry(root: string, { set, entry }: Written, files: LocalFiles): Promise<void> {
  const path = `${root}/${entry.path}`;
  if (entry.kind === 'submodule') return files.makeFolder(path);
  const content = await readBytes(set, entry.path);
  if (entry.kind === 'link') return files.link(path, new TextDecoder().decode(content));
  await files.write({ path, mode: entry.kind === 'executable' ? 0o755 : 0o644, content, passing: true, fresh: true });
}

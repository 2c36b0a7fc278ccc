/** The full list of a tree whose record holds only how it differs from another. */
import { comparePaths } from '../files.ts';
import type { TreeEntry } from '../tree/tree.ts';
import type { TreeRecord } from './record.ts';

/**
 * All entries of a tree, in order of path bytes.
 * @param base The record that `record.base` names, itself with a full list; undefined when it names none.
 */
export function resolveEntries(record: TreeRecord, base: TreeRecord | undefined): readonly TreeEntry[] {
  if (record.base === '') return record.entries;
  if (base === undefined || base.digest !== record.base || base.base !== '')
    throw new Error(`tree ${record.digest} needs the full record of ${record.base}`);
  const entries = new Map(base.entries.map((entry) => [entry.path, entry]));
  for (const path of record.removed) entries.delete(path);
  for (const entry of record.entries) entries.set(entry.path, entry);
  return [...entries.values()].sort((a, b) => comparePaths(a.path, b.path));
}

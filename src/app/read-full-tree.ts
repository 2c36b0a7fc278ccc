/** A recorded tree with all of its entries, also where its record says only how it differs from another. */
import { resolveEntries } from '../core/meta/full-tree.ts';
import { treePath } from '../core/meta/paths.ts';
import type { TreeRecord } from '../core/meta/record.ts';
import type { Tree } from '../core/tree/tree.ts';
import { readRecord } from './meta-records.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';

/** Undefined when it is not recorded, or what it is based on is not. @throws input `meta/not-a-record`. */
export async function readFullTree(snapshot: MetaSnapshot, project: string, digest: string): Promise<Tree | undefined> {
  const record = await readTree(snapshot, project, digest);
  if (record === undefined) return undefined;
  const base = record.base === '' ? undefined : await readTree(snapshot, project, record.base);
  if (record.base !== '' && base === undefined) return undefined;
  return { digest, entries: resolveEntries(record, base) };
}

async function readTree(snapshot: MetaSnapshot, project: string, digest: string): Promise<TreeRecord | undefined> {
  const record = await readRecord(snapshot, treePath(project, digest));
  return record?.kind === 'tree' ? record : undefined;
}

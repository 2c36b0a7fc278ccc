/** Everything that is new in some folders, written as segments; a part at a time, so that memory does not matter. */
import { type FolderPair, readChanges } from '../record-changes.ts';
import type { Source } from '../snapshot.ts';
import type { FoundFile } from '../tree-reader.ts';
import { fetchMany, indexFiles } from './index-files.ts';
import type { SegmentFiles } from './segment.ts';
import { writeSegment } from './write-segment.ts';

/** So many records make a segment. Git needs time by the square of what it is asked to fetch at once (2.39). */
const PART = 20_000;

/** Segments of all records that are new in the folders, as far as none is gone: then `gone` is the first that is. */
export interface Built {
  readonly segments: readonly SegmentFiles[];
  readonly gone: string | undefined;
}

/** @param folder Where the segments are written; nothing refers to them yet. @throws as `indexFiles`, and what the disk says. */
export async function buildSegments(
  source: Source,
  folder: string,
  pairs: readonly FolderPair[],
  part = PART,
): Promise<Built> {
  const segments: SegmentFiles[] = [];
  let fetched: readonly FoundFile[] = [];
  const index = async () => {
    if (fetched.length > 0) segments.push(await writeSegment(folder, await indexFiles(source, fetched, folder)));
  };
  for await (const { files, gone } of inParts(source, pairs, part)) {
    if (gone !== undefined) return { segments, gone };
    // While git fetches these, we look into those that it has fetched before.
    await Promise.all([fetchMany(source, files), index()]);
    fetched = files;
  }
  await index();
  return { segments, gone: undefined };
}

async function* inParts(
  { objects }: Source,
  pairs: readonly FolderPair[],
  part: number,
): AsyncGenerator<{ files: readonly FoundFile[]; gone: string | undefined }> {
  let files: FoundFile[] = [];
  for (const pair of pairs) {
    for await (const { added, gone } of readChanges(objects, pair)) {
      if (gone.length > 0) yield { files, gone: gone[0] };
      files.push(...added);
      if (files.length < part) continue;
      yield { files, gone: undefined };
      files = [];
    }
  }
  yield { files, gone: undefined };
}

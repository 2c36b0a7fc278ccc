/** Writing segments of the index. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { RecordKey } from '../../../../core/meta/record-keys.ts';
import { writeWhole } from '../../../fs/change-files.ts';
import { encodeOffset, type Place, type SegmentFiles } from './segment.ts';

/** A record as the index knows it. */
export interface IndexedRecord extends Place {
  readonly keys: readonly RecordKey[];
}

/** Writes a segment of these records, whose paths differ; nothing refers to it yet. @throws what the system says. */
export async function writeSegment(folder: string, records: readonly IndexedRecord[]): Promise<SegmentFiles> {
  const sorted = records.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const paths = sorted.map(({ path, hash }) => `${path}\t${hash}\n`);
  const keys: string[] = [];
  let offset = 0;
  sorted.forEach((record, i) => {
    const at = encodeOffset(offset);
    for (const key of record.keys) keys.push(`${key}\t${at}\n`);
    offset += paths[i]?.length ?? 0;
  });
  const name = randomUUID();
  const sizes = await Promise.all(
    [
      { path: join(folder, `${name}.paths`), lines: paths },
      { path: join(folder, `${name}.keys`), lines: keys.sort() },
    ].map(async ({ path, lines }) => {
      const content = Buffer.from(lines.join(''), 'latin1');
      await writeWhole(path, { path, content, mode: 0o644 });
      return content.length;
    }),
  );
  return { name, records: sorted.length, paths: sizes[0] ?? 0, keys: sizes[1] ?? 0 };
}

/** Histories of records as git has them, merges included, written by `git fast-import` alone. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { recordPath } from '../../src/core/meta/paths.ts';
import type { MetaRecord } from '../../src/core/meta/record.ts';

/** One commit on the branch: these records, or a merge of a side branch that has them and left the branch so long ago. */
export interface HistoryStep {
  readonly records: readonly MetaRecord[];
  /** 0: no merge. */
  readonly leftBefore: number;
}

/** A commit of the branch, and all records that it holds. */
export interface HistoryPoint {
  readonly commit: string;
  readonly records: readonly MetaRecord[];
}

/** Makes a bare repo in `folder` with this history on `main`; gives its points, oldest first. */
export function writeRecordHistory(folder: string, steps: readonly HistoryStep[]): readonly HistoryPoint[] {
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  const parts: (string | Uint8Array)[] = [
    commit('main', 1, []),
    'M 100644 inline facsimile.yaml\ndata 10\nformat: 1\n\n',
  ];
  const marks = [1];
  for (const [i, { records, leftBefore }] of steps.entries()) {
    const [own, side] = [2 * i + 2, 2 * i + 3];
    const last = marks.at(-1) ?? 1;
    if (leftBefore > 0) {
      const base = marks.at(-1 - leftBefore) ?? 1;
      parts.push(commit(`side${i}`, side, [`from :${base}`]), ...files(records));
    }
    parts.push(
      commit('main', own, [`from :${last}`, ...(leftBefore > 0 ? [`merge :${side}`] : [])]),
      ...files(records),
    );
    marks.push(own);
  }
  const marksFile = join(folder, 'marks');
  const words = ['-C', folder, 'fast-import', '--quiet', '--force', `--export-marks=${marksFile}`];
  execFileSync('git', words, { input: Buffer.concat(parts.map((part) => Buffer.from(part))) });
  const hashes = new Map(
    readFileSync(marksFile, 'utf8')
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  return marks.map((mark, i) => ({
    commit: hashes.get(`:${mark}`) ?? '',
    records: steps.slice(0, i).flatMap(({ records }) => records),
  }));
}

function commit(branch: string, mark: number, parents: readonly string[]): string {
  const head = `commit refs/heads/${branch}\nmark :${mark}\ncommitter Zoe <zoe@example.com> ${1_700_000_000 + mark} +0000`;
  return `${[head, 'data 0', ...parents].join('\n')}\n`;
}

function files(records: readonly MetaRecord[]): (string | Uint8Array)[] {
  return records.flatMap((record) => {
    const bytes = encodeRecord(record);
    return [`M 100644 inline ${recordPath('shop', record)}\ndata ${bytes.length}\n`, bytes, '\n'];
  });
}

/** What lies in meta, as text and as data. */
import { inputFailure, unwrap } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { decodeRecord } from '../core/meta/codec.ts';
import { describeRecord } from '../core/meta/describe.ts';
import type { MetaRecord } from '../core/meta/record.ts';
import { didYouMean } from '../core/nearest.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';

/** A file of meta: a record, or any other file as text. */
export type Shown = { readonly path: string } & (
  | { readonly record: MetaRecord; readonly text?: never }
  | { readonly text: string; readonly record?: never }
);

/**
 * The file at a path, or all files that a commit added or changed.
 * @throws input `meta/unknown` when it is neither, `meta/not-a-record`.
 */
export async function showMeta(snapshot: MetaSnapshot, what: string): Promise<readonly Shown[]> {
  const bytes = await snapshot.read(what);
  if (bytes !== undefined) return [toShown(what, bytes)];
  const touched = await snapshot.touched(what);
  if (touched === undefined) throw await unknown(snapshot, what);
  const { githash, paths } = touched;
  const files = await Promise.all(paths.map((path) => snapshot.readAt(githash, path)));
  return paths.map((path, i) => toShown(path, files[i] ?? new Uint8Array()));
}

/** The bytes of one file. @throws input `meta/not-a-record`. */
export function toShown(path: string, bytes: Uint8Array): Shown {
  if (path.endsWith('.binpb')) return { path, record: unwrap(decodeRecord(bytes, path)) };
  return { path, text: new TextDecoder().decode(bytes) };
}

/** As `facs meta cat` and `git log -p` print it; no trailing line break. */
export function describeShown({ record, text }: Shown): string {
  return record === undefined ? text.replace(/\n$/, '') : describeRecord(record);
}

async function unknown(snapshot: MetaSnapshot, what: string) {
  const hint = didYouMean(what, await snapshot.list(''));
  return inputFailure({
    code: 'meta/unknown',
    message: `meta has no file and no commit ${what}`,
    origin: inputOrigin('WHAT'),
    ...(hint === undefined ? {} : { hint }),
  });
}

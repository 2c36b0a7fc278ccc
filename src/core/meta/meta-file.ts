/** Files of a meta repo as programs get and set them: bytes that are kept, and what they say. */
import type { Issue } from '../issue.ts';
import { fileOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { decodeRecord, encodeRecord } from './codec.ts';
import { recordPath } from './paths.ts';
import type { MetaRecord } from './record.ts';

/**
 * A file of the meta repo. Its bytes are what counts: a record that a later version wrote may hold more than `record`
 * says, and set again in another place, or in another meta repo, it is still the same file.
 */
export interface MetaFile {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What it says, in files that end in `.binpb`; of kind `unknown` when a later version added the kind. */
  readonly record?: MetaRecord;
}

/** The file of these bytes. Issue: `meta/not-a-record`, for a path that ends in `.binpb`. */
export function parseMetaFile(path: string, bytes: Uint8Array): Result<MetaFile> {
  if (!path.endsWith('.binpb')) return valid({ path, bytes });
  const read = decodeRecord(bytes, path);
  return read.ok ? valid({ path, bytes, record: read.value }) : read;
}

/**
 * The file of a record, where its names and ids say that it lies.
 * @param project Of a tree, which does not know it; for all others it is their own.
 * @throws bug: names or ids that are none.
 */
export function toMetaFile(record: MetaRecord, project?: string): MetaFile {
  const owner = project ?? ('project' in record ? record.project : '');
  return { path: recordPath(owner, record), bytes: encodeRecord(record), record };
}

/**
 * The file if it may be added: a record, in the place that is its own. Issues: `meta/not-a-record`, `meta/place`.
 */
export function checkNewRecord(path: string, bytes: Uint8Array): Result<MetaFile> {
  const read = parseMetaFile(path, bytes);
  if (!read.ok) return read;
  const { record } = read.value;
  if (record === undefined) return invalid(misplaced(path, 'only records, in files that end in .binpb, are added'));
  const [project = ''] = path.split('/');
  const place = placeOf(record, project);
  return place === undefined || place === path ? read : invalid(misplaced(path, `this record belongs at ${place}`));
}

/** Undefined for a kind that this version does not know: then nobody can say. */
function placeOf(record: MetaRecord, project: string): string | undefined {
  if (record.kind === 'unknown') return undefined;
  try {
    return toMetaFile(record, record.kind === 'tree' ? project : undefined).path;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `no place: ${error.message}`;
  }
}

function misplaced(path: string, message: string): Issue {
  return { code: 'meta/place', message, origin: fileOrigin(path) };
}

/** A meta repo as a program sees it, at one commit. */

import type { AddedFile, ChangedFile, Meta, MetaSnapshot } from '../app/ports/meta-repo.ts';
import { inputFailure, isFailure, unwrap } from '../core/error.ts';
import { fileOrigin, inputOrigin } from '../core/issue.ts';
import { describeRecord, describeSubject } from '../core/meta/describe.ts';
import { checkNewRecord, type MetaFile, parseMetaFile, toMetaFile } from '../core/meta/meta-file.ts';
import type { MetaRecord } from '../core/meta/record.ts';

/** A change to a file that is no record: done only if it still is what it was. */
export interface Change {
  /** From the top of the repository, with `/`; not ending in `.binpb`. */
  readonly path: string;
  /** What the file shall hold: text is written as UTF-8. */
  readonly to: string | Uint8Array;
  /** What the change was made from, as `get` gave it; undefined for a file that is not there yet. */
  readonly was: MetaFile | undefined;
}

/** What `set` came to. */
export interface SetResult {
  /** The commit that holds all of it. */
  readonly commit: string;
  /** True when all of it was there already: then nothing was written. */
  readonly unchanged: boolean;
}

/**
 * A meta repo at one commit. What is read from it never changes, whoever writes meanwhile: the same commit gives the same
 * answers on any machine, at any time.
 */
export interface MetaAt {
  /** Of the repository, without user and password. */
  readonly url: string;
  /** Full githash. */
  readonly commit: string;
  /** The file at a path; undefined when there is none. @throws `meta/not-a-record`. */
  get(path: string): Promise<MetaFile | undefined>;
  /** Several files at once, in the order asked for: cheaper than one by one. @throws `meta/not-a-record`. */
  getAll(paths: readonly string[]): Promise<readonly (MetaFile | undefined)[]>;
  /** Paths of all files below a folder, in byte order; absent: all of the repository. */
  list(folder?: string): Promise<readonly string[]>;
  /** The same repository at another commit (7 digits or more), branch or tag; absent: as it is now. @throws `meta/revision`. */
  at(revision?: string): Promise<MetaAt>;
  /**
   * Writes all of it in one commit on the branch of records, whoever else writes meanwhile, or none. A record that is
   * there already is no change; other content in its place is refused. This view stays at its commit; `at()` sees it.
   * @param items Records, which find their place themselves; files as another meta repo gave them; changes.
   * @param message What `git log` shows, its first line the subject. Absent: what the records say.
   * @throws `meta/exists`, `meta/changed`, `meta/denied`, `meta/unreachable`, `meta/deadline`, `meta/place`.
   */
  set(items: readonly (MetaRecord | MetaFile | Change)[], message?: string): Promise<SetResult>;
}

/** The view of an open repository. */
export function toMetaAt(meta: Meta, snapshot: MetaSnapshot): MetaAt {
  const getAll = async (paths: readonly string[]) => {
    const found = await snapshot.readAll(paths);
    return paths.map((path, i) => (found[i] === undefined ? undefined : unwrap(parseMetaFile(path, found[i]))));
  };
  return {
    url: meta.url,
    commit: snapshot.commit,
    get: async (path) => (await getAll([path]))[0],
    getAll,
    list: (folder = '') => snapshot.list(folder),
    at: async (revision) => toMetaAt(meta, await openRevision(meta, revision)),
    set: async (items, message) => {
      const { added, changed } = sort(items);
      const { commit, unchanged } = await meta.append({ added, changed, message: message ?? describe(added, changed) });
      return { commit, unchanged };
    },
  };
}

/** @throws input `meta/revision`. */
export async function openRevision(meta: Meta, revision: string | undefined): Promise<MetaSnapshot> {
  if (revision === undefined) return meta.snapshot();
  const found = await meta.at(revision);
  if (found !== undefined) return found;
  throw inputFailure({
    code: 'meta/revision',
    message: `${meta.url} has no commit, branch or tag ${revision}`,
    origin: inputOrigin('at'),
  });
}

function sort(items: readonly (MetaRecord | MetaFile | Change)[]) {
  const added: AddedFile[] = [];
  const changed: ChangedFile[] = [];
  for (const item of items) {
    if ('to' in item) changed.push(toChange(item));
    else added.push('bytes' in item ? unwrap(checkNewRecord(item.path, item.bytes)) : fileOf(item));
  }
  return { added, changed };
}

/** Names come from the caller here: one that is none is an error of the input. */
function fileOf(record: MetaRecord): MetaFile {
  try {
    return toMetaFile(record);
  } catch (error) {
    if (isFailure(error) || !(error instanceof Error)) throw error;
    throw inputFailure({
      code: 'meta/place',
      message: `a ${record.kind} has no place: ${error.message}`,
      origin: inputOrigin('set'),
    });
  }
}

function toChange({ path, to, was }: Change): ChangedFile {
  if (path.endsWith('.binpb') || (was !== undefined && was.path !== path))
    throw inputFailure({
      code: 'meta/place',
      message: path.endsWith('.binpb') ? 'a record is never changed' : `this was ${was?.path} before`,
      origin: fileOrigin(path),
    });
  return { path, bytes: typeof to === 'string' ? new TextEncoder().encode(to) : to, basedOn: was?.bytes };
}

function describe(added: readonly MetaFile[], changed: readonly ChangedFile[]): string {
  const records = added.flatMap(({ record }) => (record === undefined ? [] : [record]));
  const [first] = records;
  const others = records.length + changed.length - 1;
  const subject = first === undefined ? `change ${changed[0]?.path ?? 'nothing'}` : describeSubject(first);
  const more = others > 0 ? `, and ${others} more` : '';
  return [`${subject}${more}`, ...records.map(describeRecord), ...changed.map(({ path }) => path)].join('\n\n');
}

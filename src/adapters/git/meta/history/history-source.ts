/** A repository that a check reads: where its objects lie, and how names become commits. */
import type { ObjectReader } from '../../object-reader.ts';
import type { Git } from '../../run-git.ts';

/** What the two kinds of repositories, a folder and a copy of a remote one, have in common. */
export interface HistorySource {
  readonly url: string;
  readonly git: Git;
  readonly objects: ObjectReader;
  /** Folder in which git reads; there it fetches nothing by itself. */
  readonly view: string;
  /** Folder whose objects git checks. */
  readonly folder: string;
  /** Absolute path of the objects. */
  readonly store: string;
  /** Empty: the branch is there, and what it says is no commit. */
  readonly tip: string;
  readonly seen: string | undefined;
  /** The commit behind a name or githash, fetched if it has to be; undefined when there is none. */
  resolve(revision: string): Promise<string | undefined>;
  /** Blobs that were left out; absent where nothing is. */
  readonly fetchBlobs?: (hashes: readonly string[]) => Promise<void>;
}

/** A meta repo as its checks see it: every commit, every object, not only what is there now. */
import type { HistoryStep, Version } from '../../core/meta/integrity/ledger.ts';
import type { GitProblem } from '../../core/meta/integrity/problems-of-git.ts';
import type { MetaAddress } from './meta-repo.ts';

/** One name in a folder: a file, or a folder of its own. */
export type FolderItem = { readonly name: string } & (Version | { readonly kind: 'folder'; readonly hash: string });

/** A folder of a commit with what lies right in it. */
export interface HistoryFolder {
  /** `''`: the top. */
  readonly path: string;
  readonly items: readonly FolderItem[];
}

/** Commits that `to` has and `from` has not; all of `to` where there is no `from`. */
export interface CommitRange {
  readonly from: string | undefined;
  readonly to: string;
}

/** One open meta repo, read as git keeps it; nothing is written and nothing remembered. */
export interface MetaHistory {
  /** For messages: without user and password. */
  readonly url: string;
  /** The newest commit of the branch of records, whether or not it can be read. */
  readonly tip: string;
  /** What this machine saw as the tip before; undefined: nothing yet. */
  readonly seen: string | undefined;
  /** The commit that a branch, tag, full name of a ref, or githash names; undefined when there is none. */
  resolve(revision: string): Promise<string | undefined>;
  /** True when `ancestor` is `commit` or lies in its history; false also for commits that are not there. */
  includes(commit: string, ancestor: string): Promise<boolean>;
  /** The best common ancestor; undefined when there is none. */
  mergeBase(one: string, other: string): Promise<string | undefined>;
  /** Parents before children. @throws operation when the history cannot be read to its end. */
  steps(range: CommitRange): AsyncIterable<HistoryStep>;
  /** All folders of a commit. @throws operation for one that cannot be read; those that `avoiding` names are empty. */
  folders(commit: string): AsyncIterable<HistoryFolder>;
  /** One folder of a commit; empty when it is not there. @throws as `folders`. */
  folder(commit: string, path: string): Promise<readonly FolderItem[]>;
  /** Blobs by hash, without those that cannot be read; what a copy left out is fetched, all in one go. */
  readAll(hashes: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** What git's own check says of all objects, or of those that only the range has. */
  problems(range: CommitRange): Promise<readonly GitProblem[]>;
  /** The same without objects that are known to be broken, which would end git while it reads others. */
  avoiding(objects: ReadonlySet<string>): MetaHistory;
}

/** Opens meta repos for checks. */
export interface MetaHistories {
  /**
   * @throws input `meta/not-meta`, `meta/url`, `meta/shallow` (a clone without its history), `meta/partial` (without
   *   its files); operation `meta/unreachable`, `meta/denied`.
   */
  open(address: MetaAddress): Promise<MetaHistory>;
}

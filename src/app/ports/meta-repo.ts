/** The meta repo: one branch of files, appended to without a checkout, and refs that serve as locks. */
import type { FileEntry } from '../../core/files.ts';
import type { RecordQuery, StoredRecord } from '../../core/meta/find-records.ts';
import type { Secret } from '../../core/secret.ts';

/** A file that only ever appears: written once, never changed. The same bytes again are a no-op. */
export interface AddedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A change to a mutable file: done only if it still holds `basedOn` (undefined: if it is not there). */
export interface ChangedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly basedOn: Uint8Array | undefined;
}

/** One commit's worth of change. `message` is what `git log` shows; its first line is the subject. */
export interface MetaChange {
  readonly added: readonly AddedFile[];
  readonly changed: readonly ChangedFile[];
  readonly message: string;
}

/** What an append came to: the commit on the branch, or `unchanged` when all of it was there already. */
export interface Appended {
  readonly commit: string;
  readonly unchanged: boolean;
  /** The lock that was to end with it has ended; otherwise it is still to be freed. */
  readonly freed?: boolean;
}

/** A lock of ours as it stands: the name of its ref and the commit that it is at. */
export interface OwnLock {
  readonly name: string;
  readonly commit: string;
}

/** A commit of meta as history shows it. `committedAt` in seconds since 1970. */
export interface MetaCommit {
  readonly githash: string;
  readonly author: string;
  readonly committedAt: number;
  readonly message: string;
}

/** What a file became on the branch, and by which commit of it: of a merged branch that is the merge. */
export interface FileVersion extends MetaCommit {
  /** Undefined where the commit removed it. */
  readonly bytes: Uint8Array | undefined;
  /** Who wrote what a merge brought; absent for a commit that merges nothing. */
  readonly proposedBy?: string;
}

/** The files of meta at one commit. Reading never touches the network once the snapshot is taken. */
export interface MetaSnapshot {
  readonly commit: string;
  read(path: string): Promise<Uint8Array | undefined>;
  /** Several files at once, in the order asked for. */
  readAll(paths: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>;
  /**
   * Records by what they are found by, as `findIn` of all of them would give them, but without reading all of them.
   * @throws input `meta/not-a-record` for a file that should be one.
   */
  find(query: RecordQuery): Promise<readonly StoredRecord[]>;
  /** Full paths of all files below `folder`, in byte order. */
  list(folder: string): Promise<readonly string[]>;
  /** The same with their kinds. */
  files(folder: string): Promise<readonly FileEntry[]>;
  /** Names of what lies directly in `folder` (`''`: the top), in byte order; a folder's name ends in `/`. */
  children(folder: string): Promise<readonly string[]>;
  /** Commits that touched `path` (`''`: all), newest first; at most `limit` of them. */
  history(path: string, limit?: number): Promise<readonly MetaCommit[]>;
  /** Every version of a file, newest first, with its bytes. */
  versions(path: string): Promise<readonly FileVersion[]>;
  /** The commit that `revision` (a githash of at least 7 digits) names, and the files that it added or changed. */
  touched(revision: string): Promise<{ readonly githash: string; readonly paths: readonly string[] } | undefined>;
  /** True when the commit is this one or lies in its history; false also for a commit that nobody knows. */
  includes(githash: string): Promise<boolean>;
  /** The bytes of `path` at an older commit. */
  readAt(githash: string, path: string): Promise<Uint8Array | undefined>;
}

/** A lock as it stands: the commit of its ref, unique to the run that holds it, and what that commit says. */
export interface HeldLock {
  readonly commit: string;
  readonly holder: string;
  /** Milliseconds since 1970 by the holder's clock: to tell people, not to decide who may have it. */
  readonly renewedAt: number;
}

/** One open meta repo. */
export interface Meta {
  /** URL without user and password: for messages and records. */
  readonly url: string;
  /** The tip as the remote has it now. @throws operation `meta/unreachable`, `meta/denied`. */
  snapshot(): Promise<MetaSnapshot>;
  /** The same at a branch, a tag, or a commit (7 digits or more); undefined when the remote has none of that name. */
  at(revision: string): Promise<MetaSnapshot | undefined>;
  /**
   * Lands the change on the tip, whoever else pushes meanwhile: all of it in one commit, or none.
   * @param ending Freed in the same step, where all of that can be done at once or not at all: `freed` says so.
   * @throws operation `meta/exists` (other bytes at an add-only path), `meta/changed` (a mutable file moved on),
   *   `meta/denied` (the remote refuses this writer for good), `meta/deadline` (it kept losing until time was up).
   */
  append(change: MetaChange, ending?: OwnLock): Promise<Appended>;
  /** Pushes the change to a branch of its own, based on the tip, replacing that branch. Gives its commit. */
  propose(branch: string, change: MetaChange): Promise<Appended>;
  /** @param name Full name of the ref, from `lockRef`. */
  readLock(name: string): Promise<HeldLock | undefined>;
  /** Takes or renews a lock by compare-and-swap: `expected` is the commit seen, undefined for none. Undefined: lost. */
  swapLock(name: string, expected: string | undefined, holder: string): Promise<HeldLock | undefined>;
  /** Frees the lock if it still is at `expected`; never somebody else's. */
  freeLock(name: string, expected: string): Promise<void>;
}

/** Where a meta repo is, and what opens it. */
export interface MetaAddress {
  /** A git URL without user and password, the folder of a bare repo, or `github:owner/name` for GitHub's API. */
  readonly url: string;
  /** For HTTP; SSH uses what ssh itself would use. */
  readonly token?: Secret<string>;
}

/**
 * Opens meta repos. The token goes to the server of the URL alone, never into argv, a URL or a file.
 * @throws operation `meta/unreachable`, `meta/denied`; input `meta/not-meta`, `meta/url`.
 */
export interface MetaRepo {
  open(address: MetaAddress): Promise<Meta>;
  /**
   * Makes a repo a meta repo with these first files: a folder that is not there yet (a bare repo is made), a repo
   * without commits, or one that has commits but no meta in it. `unchanged` when it is a meta repo already.
   */
  init(address: MetaAddress, change: MetaChange): Promise<Appended>;
}

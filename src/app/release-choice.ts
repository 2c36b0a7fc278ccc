/** A release as the use-cases hand it on: which code, from where, with which binaries. */
import type { FileSet } from '../core/files.ts';
import type { RepoRecord } from '../core/meta/record.ts';

/** A packed output of the release's build. `sha256` is lowercase hex over the packed bytes. */
export interface ReleaseBinary {
  readonly name: string;
  readonly platform: string;
  readonly sha256: string;
  readonly size: number;
  readonly url: string;
}

/** What a version, a channel or a work tree came down to. */
export interface ChosenRelease {
  readonly project: string;
  readonly githash: string;
  /** Version and tag as recorded; empty for a commit or work tree without. */
  readonly version: string;
  readonly tag: string;
  /** Committer's date, seconds since 1970: the files' mtime on hosts. */
  readonly committedAt: number;
  readonly repos: readonly RepoRecord[];
  readonly binaries: readonly ReleaseBinary[];
  /** The channel that named it; absent when a version or work tree did. */
  readonly channel?: string;
  /** True for a work tree with changes that are not committed. */
  readonly dirty: boolean;
  readonly source: FileSet;
}

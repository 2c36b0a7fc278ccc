/** Tar: packing binaries, unpacking them, and the one stream that a host receives. */

/** One member of an archive; parents of a path need no member of their own. `mtime` in seconds since 1970. */
export interface ArchiveEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'dir';
  /** `0o755`. */
  readonly mode: number;
  readonly mtime: number;
  /** Bytes of a file; 0 otherwise. */
  readonly size: number;
  /** Target of a link. */
  readonly target?: string;
  open(): AsyncIterable<Uint8Array>;
}

/** Reads and writes tar archives. */
export interface Archives {
  /** A plain tar stream that any POSIX tar reads (pax headers only where a name needs them); owner 0:0. */
  stream(entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>): AsyncIterable<Uint8Array>;
  /**
   * tar.gz: the same entries give the same bytes on any machine (mtime 0, sorted, no names of users). The tar in it is
   * the same everywhere; how it is compressed is up to zlib, and that of Node 20 and 24 compresses alike.
   */
  pack(entries: Iterable<ArchiveEntry>): Promise<Uint8Array>;
  /**
   * The members of a tar or tar.gz, with safe relative paths.
   * @throws input `archive/unsafe` (`..`, absolute paths, devices, links that climb out of it, files below a link),
   *   `archive/unreadable`.
   */
  unpack(bytes: Uint8Array): Promise<readonly ArchiveEntry[]>;
}

/** The disk of the machine that the command runs on. */
import type { FileSet } from '../../core/files.ts';

/** A local file to write: `mode` as `0o644`. */
export interface LocalFile {
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  /** Need not survive a power failure right after: spares the wait for the disk. */
  readonly passing?: boolean;
  /**
   * Nothing has that name, and nobody looks before all that belongs to it is there: written where it stays, which spares
   * a rename. May be left in half when the process is killed.
   */
  readonly fresh?: boolean;
}

/** Reads and writes local files. All paths are absolute, or relative to the working folder. */
export interface LocalFiles {
  /** The folder as a set of files; undefined when it is not there. `.git` is left out. */
  folder(path: string): Promise<FileSet | undefined>;
  read(path: string): Promise<Uint8Array | undefined>;
  /** Writes through a temporary file and `rename`, making parent folders: whole or not at all, unless it is `fresh`. */
  write(file: LocalFile): Promise<void>;
  /** The same for a file that must not be there yet. False, and nothing done, when it is. */
  create(file: LocalFile): Promise<boolean>;
  /**
   * Does the work while no other process of this machine does any on the same path: what reads and then writes a file
   * loses nothing. @throws operation `disk/busy`.
   */
  exclusively<T>(path: string, work: () => Promise<T>): Promise<T>;
  /** `link` makes a symbolic link, `folder` an empty folder; parents are made. */
  link(path: string, target: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Makes the folder of `--top-dir`, with a `.gitignore` for all of it but the state; does nothing where it is. */
  makeTopFolder(path: string): Promise<void>;
  /** Gives a folder another name on the same disk. False, and nothing done, when something has that name already. */
  renameFolder(from: string, to: string): Promise<boolean>;
  remove(path: string): Promise<void>;
  isFolder(path: string): Promise<boolean>;
  /** Names of everything that lies right in a folder, `.git` too; undefined when there is no such folder. */
  names(path: string): Promise<readonly string[] | undefined>;
}

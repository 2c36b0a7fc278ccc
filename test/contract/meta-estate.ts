/** What the contract of the port for meta repos needs to know of a place where they are stored. */
import type { MetaAddress, MetaRepo } from '../../src/app/ports/meta-repo.ts';

/** A place with repositories, and hands that change them without our code. */
export interface MetaEstate {
  /** The adapter as a writer of this name has it, with caches of its own. */
  writer(name: string): MetaRepo;
  /** A new repository, which has no commits yet. */
  newAddress(): Promise<MetaAddress>;
  /** A commit on the branch of records by somebody else: these files, and all that was there. Gives its githash. */
  commit(address: MetaAddress, files: Readonly<Record<string, Uint8Array | string>>): Promise<string>;
  /** A tag at a commit. */
  tag(address: MetaAddress, name: string, commit: string): Promise<void>;
  /** Githashes of the branch of records, newest first, as somebody else sees them; and of any other branch. */
  line(address: MetaAddress, branch?: string): Promise<readonly string[]>;
  /** Who stands as author of a commit by the writer of this name. */
  authorOf(name: string): string;
  close(): Promise<void>;
}

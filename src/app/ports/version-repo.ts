/** A work tree whose version is raised, and the origin that it is pushed to. */

/** Where the two stand. */
export interface VersionStanding {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** The branch that is checked out; undefined: none is. */
  readonly branch: string | undefined;
  readonly head: string;
  /** As `WorkTreeState.dirty`. */
  readonly dirty: readonly string[];
  /** Undefined: it has none. */
  readonly origin: VersionOrigin | undefined;
}

/** What origin has right now. */
export interface VersionOrigin {
  /** Undefined: it is empty. */
  readonly defaultBranch: string | undefined;
  /** Githashes by name. */
  readonly branches: ReadonlyMap<string, string>;
  /** The object that each tag names: of an annotated one that of the tag itself. */
  readonly tags: ReadonlyMap<string, string>;
}

/** An annotated tag of the work tree's repository. */
export interface VersionTag {
  readonly object: string;
  /** The commit that it names, and the parents of that. */
  readonly githash: string;
  readonly parents: readonly string[];
}

/** Several refs of origin to move at once, by full name. */
export type RefMoves = Readonly<Record<string, string>>;

/** Makes commits and tags beside the work tree, which is touched by `forward` alone. All throw operation `git/…`. */
export interface VersionRepo {
  standing(): Promise<VersionStanding>;
  /** Text of a file of a commit; undefined when it has none of that name. */
  read(githash: string, path: string): Promise<string | undefined>;
  /** True when the commit is here and `ancestor` leads to it. */
  leadsTo(ancestor: string, githash: string): Promise<boolean>;
  /** Brings branches of origin here, without moving anything. */
  fetch(branches: readonly string[]): Promise<void>;
  /** The tree of a merge, and the paths where the two contradict each other. */
  merge(ours: string, theirs: string): Promise<{ readonly tree: string; readonly conflicts: readonly string[] }>;
  /**
   * A commit with these texts in the tree of `tree` (a commit or a tree); signed where git is configured so
   * (`commit.gpgSign`). Gives its githash; no ref names it yet.
   */
  commit(wish: {
    readonly tree: string;
    readonly files: Readonly<Record<string, string>>;
    readonly parents: readonly string[];
    readonly message: string;
  }): Promise<string>;
  findTag(name: string): Promise<VersionTag | undefined>;
  /** An annotated tag, signed where git is configured so (`tag.gpgSign`). */
  tag(name: string, githash: string, message: string): Promise<VersionTag>;
  removeTag(name: string): Promise<void>;
  /** All of them or none; submodules have to be pushed already. */
  push(moves: RefMoves): Promise<void>;
  /** Moves the branch that is checked out, and its files, forward. */
  forward(githash: string): Promise<void>;
  /** Moves another branch to the commit; does nothing where there is none of that name here. */
  follow(branch: string, githash: string): Promise<void>;
}

/**
 * `facsimile/meta`: reads and writes the memory of what was released, promoted and deployed.
 *
 *     import { openMeta } from 'facsimile/meta';
 *
 *     const meta = await openMeta('https://github.com/acme/meta');
 *     for (const path of await meta.list('shop/releases')) console.log((await meta.get(path)).record);
 *
 * Errors are `Error`s with a `code` as the documentation of each function names it. Those of kind `input` mean that what
 * was given is wrong, and say all of it in `issues`; those of kind `operation` mean that something outside refused, and
 * say in `retry` whether to try again.
 */

/** How to open a meta repo. */
export interface OpenOptions {
  /** For HTTPS, and for `github:`. SSH uses the keys and known hosts that `ssh` itself would use. */
  readonly token?: string;
  /** A commit (7 digits or more), branch or tag to look at. Absent: what is newest. */
  readonly at?: string;
  /** Folder for the local copy, which may be deleted at any time. Absent: `.facsimile` in the working folder. */
  readonly topDir?: string;
  /** Who writes, as commits and events name it. Absent: the actor of the CI run, else the login name. */
  readonly who?: string;
  /** Is told what deserves a look and stops nothing. Absent: nobody is. */
  readonly warn?: (text: string) => void;
}

/**
 * Opens the meta repo at a git URL, in a local folder, or at `github:owner/repo`, which goes through GitHub's API and
 * needs no git.
 * @throws `meta/not-meta`, `meta/url`, `meta/format`, `meta/revision`, `meta/unreachable`, `meta/denied`.
 */
export declare function openMeta(address: string, options?: OpenOptions): Promise<MetaAt>;

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

/** Anything that a file of the meta repo may record. */
export type MetaRecord =
  | ReleaseRecord
  | BinaryRecord
  | TreeRecord
  | DeploymentBegin
  | DeploymentEnd
  | MetaEvent
  | UnknownRecord;

/** Which code: a commit of a project with the commits of all other repositories. Only what the commit determines. */
export interface ReleaseRecord {
  readonly kind: 'release';
  readonly project: string;
  readonly githash: string;
  /** The tag without a leading `v`; empty without a tag. */
  readonly version: string;
  readonly tag: string;
  /** Committer's date, seconds since 1970. */
  readonly committedAt: number;
  /** The tagged one first; never empty. */
  readonly repos: readonly RepoRecord[];
}

/** One repository of a release. `url` has no user, password or `.git`; `path` is where a submodule lies, else ''. */
export interface RepoRecord {
  readonly name: string;
  readonly url: string;
  /** Full, lowercase hex; the same for every githash in a record. */
  readonly githash: string;
  readonly path: string;
}

/** One packed output of a release's build, for one platform. `sha256` is lowercase hex over the packed bytes. */
export interface BinaryRecord {
  readonly kind: 'binary';
  readonly project: string;
  readonly release: string;
  readonly name: string;
  readonly platform: string;
  readonly sha256: string;
  readonly size: number;
  /** Where it was stored first. */
  readonly url: string;
}

/** The files of a tree. With a `base`, `entries` and `removed` say how it differs from that; '' is no base. */
export interface TreeRecord {
  readonly kind: 'tree';
  readonly digest: string;
  readonly entries: readonly TreeEntry[];
  readonly base: string;
  readonly removed: readonly string[];
}

/** One path of a tree. `path` begins with `_DEPLOY_/` or `_ROOT_/`; `mode` is four octal digits. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly content: EntryContent;
}

/** What a path of a tree holds. `sha256` and `hmac` are lowercase hex; `size` in bytes. */
export type EntryContent =
  | {
      readonly kind: 'file';
      readonly sha256: string;
      readonly size: number;
    }
  /** A file that holds a secret: keyed, so that nobody guesses it from a public record. */
  | {
      readonly kind: 'secret';
      readonly hmac: string;
    }
  | {
      readonly kind: 'link';
      readonly target: string;
    }
  /** An empty folder; folders with files in them are not entries. */
  | {
      readonly kind: 'dir';
    };

/** What is going to be done: pushed before the first host changes. Texts that do not apply are empty. */
export interface DeploymentBegin {
  readonly kind: 'deployment-begin';
  readonly id: string;
  readonly project: string;
  readonly instance: string;
  readonly release: string;
  readonly version: string;
  /** Channel that named the release; empty when it was given explicitly. */
  readonly channel: string;
  /** Where the definitions were read; both empty when in no git repo. */
  readonly definitions: {
    readonly url: string;
    readonly githash: string;
  };
  readonly planDigest: string;
  readonly hosts: readonly HostPlan[];
  readonly who: string;
  readonly runUrl: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
  /** Id of the deployment that it goes on with; empty: none. */
  readonly resumes: string;
  /** Only some hosts of the instance were chosen. */
  readonly partial: boolean;
}

/** What a deployment wants of one host; `from` is absent when nothing runs there yet. */
export interface HostPlan {
  readonly host: string;
  readonly targets: readonly string[];
  readonly from?: Copy;
  readonly to: Copy;
}

/** A release as files on a host: full githash, and digest of the tree. */
export interface Copy {
  readonly release: string;
  readonly tree: string;
}

/** How it ended, every host of the plan. */
export interface DeploymentEnd {
  readonly kind: 'deployment-end';
  readonly id: string;
  readonly project: string;
  readonly instance: string;
  readonly hosts: readonly HostResult[];
  /** Milliseconds since 1970. */
  readonly endedAt: number;
  /** Host on which what runs once for all was done; empty: nowhere. */
  readonly onceOn: string;
}

/** The end of a deployment on one host. `now` is absent when nothing runs there, or it could not be asked. */
export interface HostResult {
  readonly host: string;
  readonly outcome: HostOutcome;
  readonly now?: Copy;
  /** Code and words of the error; empty when there was none. */
  readonly code: string;
  readonly message: string;
}

/** How a deployment ended on one host: `reverted` runs again what it ran before, `skipped` was never touched. */
export type HostOutcome = 'activated' | 'unchanged' | 'reverted' | 'failed' | 'skipped';

/** Something else that happened. `event` is its kind; `instance` is empty when it is about the whole project. */
export interface MetaEvent {
  readonly kind: 'event';
  readonly id: string;
  readonly event: string;
  readonly project: string;
  readonly instance: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly who: string;
  readonly runUrl: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What it was made from, and what it made; absent: none, or it does not say. */
  readonly inputs?: readonly EventFile[];
  readonly outputs?: readonly EventFile[];
}

/** A file that an event is about. `path` as `define/meta` says; `sha256` is lowercase hex over its bytes. */
export interface EventFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** A kind that a later version added: kept, never acted on. */
export interface UnknownRecord {
  readonly kind: 'unknown';
}

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
 * A new, empty meta repo in memory, for tests of programs that read or write one: it keeps history and refuses what
 * another would refuse.
 */
export declare function openMemoryMeta(options?: Pick<OpenOptions, 'who'>): Promise<MetaAt>;

/** What a new event says. */
export interface EventParts {
  readonly project: string;
  /** What happened: lowercase words joined by `-`; none of those that facs writes itself. */
  readonly event: string;
  /** Texts by lowercase words joined by `-`. Never a secret. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The instance that it is about. Absent: the project as a whole. */
  readonly instance?: string;
  readonly who?: string;
  readonly inputs?: readonly EventFile[];
  readonly outputs?: readonly EventFile[];
}

/** An event of now, with an id of its own, for `set`. @throws `event/kind`, `event/field`, `event/too-large`, `meta/name`. */
export declare function newEvent({ fields, instance, who, ...parts }: EventParts): MetaEvent;

/** The file of these bytes, for a program that got them elsewhere: from a clone, or by HTTP. @throws `meta/not-a-record`. */
export declare function parseFile(path: string, bytes: Uint8Array): MetaFile;

/** The file of a record. @param project Of a tree, which does not know its own. */
export declare function toFile(record: MetaRecord, project?: string): MetaFile;

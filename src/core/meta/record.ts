/** Records as the code uses them: plain values. `define/meta` says what each field means on disk. */
import type { TreeEntry } from '../tree/tree.ts';

/** Anything that a file of the meta repo may record. */
export type MetaRecord =
  | ReleaseRecord
  | BinaryRecord
  | TreeRecord
  | DeploymentBegin
  | DeploymentEnd
  | MetaEvent
  | UnknownRecord;

/** One repository of a release. `url` has no user, password or `.git`; `path` is where a submodule lies, else ''. */
export interface RepoRecord {
  readonly name: string;
  readonly url: string;
  /** Full, lowercase hex; the same for every githash in a record. */
  readonly githash: string;
  readonly path: string;
}

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

/** A release as files on a host: full githash, and digest of the tree. */
export interface Copy {
  readonly release: string;
  readonly tree: string;
}

/** What a deployment wants of one host; `from` is absent when nothing runs there yet. */
export interface HostPlan {
  readonly host: string;
  readonly targets: readonly string[];
  readonly from?: Copy;
  readonly to: Copy;
}

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
  readonly definitions: { readonly url: string; readonly githash: string };
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

/** How a deployment ended on one host: `reverted` runs again what it ran before, `skipped` was never touched. */
export type HostOutcome = 'activated' | 'unchanged' | 'reverted' | 'failed' | 'skipped';

/** The end of a deployment on one host. `now` is absent when nothing runs there, or it could not be asked. */
export interface HostResult {
  readonly host: string;
  readonly outcome: HostOutcome;
  readonly now?: Copy;
  /** Code and words of the error; empty when there was none. */
  readonly code: string;
  readonly message: string;
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

/** A file that an event is about. `path` as `define/meta` says; `sha256` is lowercase hex over its bytes. */
export interface EventFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

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

/** A kind that a later version added: kept, never acted on. */
export interface UnknownRecord {
  readonly kind: 'unknown';
}

/** What every part of gathering starts from. */
import type { Definition } from '../../core/definition/definition.ts';
import type { ReleaseRecord } from '../../core/meta/record.ts';
import type { Secret } from '../../core/secret.ts';
import type { DefinePlace } from '../layer-files.ts';
import type { Meta, MetaSnapshot } from '../ports/meta-repo.ts';
import type { Ports } from '../ports/ports.ts';
import type { SourceRepos, WorkTreeState } from '../ports/source-repos.ts';

/** The inputs `subject`, `version` and `places`. */
export interface GatherInputs {
  readonly project?: string | undefined;
  readonly instance: string;
  readonly version?: string | undefined;
  readonly define?: string | undefined;
  /** Commit, branch or tag of the repository that the definitions come from. */
  readonly 'define-ref'?: string | undefined;
  readonly meta?: string | undefined;
  readonly 'meta-token'?: Secret<string> | undefined;
  readonly 'src-dir'?: string | undefined;
  readonly 'top-dir': string;
  /**
   * A commit of the project's repository instead of a release: VERSION may be a branch too, and absent it is what the
   * default branch has now. Nothing of it is recorded.
   */
  readonly devel?: boolean | undefined;
  /** With it `--src-dir` and `--meta` may stand together: nothing is recorded. */
  readonly 'dry-run'?: boolean;
}

/** The meta repo at the moment of looking. */
export interface SeenMeta {
  readonly meta: Meta;
  readonly snapshot: MetaSnapshot;
}

/** Everything that is looked into. */
export interface Places {
  readonly inputs: GatherInputs;
  readonly ports: Ports;
  readonly repos: SourceRepos;
  /** Absent without `--meta`. */
  readonly seen?: SeenMeta;
}

/** Where definitions were read: in words, and the commit with its repository as records name it, if they are of one. */
export interface DefinitionsAt {
  readonly label: string;
  readonly url?: string;
  readonly githash?: string;
}

/** A place that holds definitions, and which state of them it is. */
export interface FoundPlace {
  readonly place: DefinePlace;
  readonly at: DefinitionsAt;
}

/** Definitions that were read, from where. */
export interface FoundDefinition extends FoundPlace {
  readonly definition: Definition;
}

/** The release that a version or channel came down to; `record` when meta knows it. */
export interface Choice {
  readonly githash: string;
  readonly committedAt: number;
  readonly record?: ReleaseRecord;
  readonly channel?: string;
  /** The tag that the user wrote, when there is no record to say it. */
  readonly tag?: string;
  /** Where it was looked up, when there is no record to say it. */
  readonly from?: SourceAddress;
}

/** A source repository: where it is read, and how records name it. */
export interface SourceAddress {
  readonly url: string;
  readonly named: string;
}

/** A definition, and the release that had to be chosen to find it. */
export interface FoundRelease extends FoundDefinition {
  readonly choice?: Choice;
  /** The work tree that holds the project, when the command runs in it. */
  readonly own?: WorkTreeState;
}

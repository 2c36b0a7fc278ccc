/** The history of a meta repo, commit by commit: nothing that is written once ever changes or goes. */
import { describeMoment } from '../../calendar.ts';
import type { FileEntry } from '../../files.ts';
import { isRecordPath } from '../paths.ts';
import { errorIn, type Finding, warningIn } from './finding.ts';

/** A file as a commit has it. */
export interface Version {
  readonly kind: FileEntry['kind'];
  /** Of the blob. */
  readonly hash: string;
}

/** What a commit does to one path, against one of its parents. */
export interface PathChange {
  readonly path: string;
  readonly before: Version | undefined;
  readonly after: Version | undefined;
}

/** A commit with its changes against one parent; a merge comes once for each that it differs from. */
export interface HistoryStep {
  readonly githash: string;
  readonly parents: readonly string[];
  /** Seconds since 1970. */
  readonly committedAt: number;
  readonly changes: readonly PathChange[];
}

/** A record that some commit changed or removed. */
export interface Breach {
  readonly path: string;
  /** The first commit that did. */
  readonly commit: string;
  readonly before: Version;
  readonly after: Version | undefined;
}

/** A version of a state file, and the commit that wrote it. */
export interface StateVersion {
  readonly path: string;
  readonly commit: string;
  readonly hash: string;
}

const STATE = /^([^/]+\/)?state\/[^/]+\.yaml$/;

/** How far a clock may be off before it is told. */
const TOLERANCE_S = 86_400;

/** Takes steps, parents before children, and keeps what the checks of the tip need to know. */
export class Ledger {
  private readonly written = new Map<string, { readonly version: Version; readonly commit: string }>();
  private readonly removed = new Map<string, string>();
  private readonly breaches = new Map<string, Breach>();
  private readonly states = new Map<string, StateVersion>();
  private readonly clocks: Finding[] = [];
  private readonly dates = new Map<string, number>();
  private readonly now: number;

  /** @param now Seconds since 1970. */
  constructor(now: number) {
    this.now = now;
  }

  /** Commits so far. */
  get commits(): number {
    return this.dates.size;
  }

  /** The next step. */
  take(step: HistoryStep): void {
    if (!this.dates.has(step.githash)) this.checkClock(step);
    for (const change of step.changes) this.takeChange(step.githash, change);
  }

  /** The commit that brought what the path holds now, or that took it away; empty for one outside of the steps. */
  commitOf(path: string): string {
    return this.written.get(path)?.commit ?? this.removed.get(path) ?? '';
  }

  /** Seconds since 1970; undefined for a commit outside of the steps. */
  dateOf(commit: string): number | undefined {
    return this.dates.get(commit);
  }

  /** Records that were changed or removed, each once, by the first commit that did. */
  broken(): readonly Breach[] {
    return [...this.breaches.values()];
  }

  /** Every version of every state file, each once. */
  stateVersions(): readonly StateVersion[] {
    return [...this.states.values()];
  }

  /** Commits that were made by a clock that is far off. */
  clockFindings(): readonly Finding[] {
    return this.clocks;
  }

  private takeChange(commit: string, { path, before, after }: PathChange): void {
    if (after === undefined) {
      this.written.delete(path);
      this.removed.set(path, commit);
    } else if (!isSame(this.written.get(path)?.version, after)) this.written.set(path, { version: after, commit });
    if (after !== undefined && STATE.test(path)) this.noteState({ path, commit, hash: after.hash });
    if (before === undefined || this.breaches.has(path) || !isRecordPath(path)) return;
    this.breaches.set(path, { path, commit, before, after });
  }

  private noteState(version: StateVersion): void {
    const key = `${version.path} ${version.hash}`;
    if (!this.states.has(key)) this.states.set(key, version);
  }

  /** A clock that is ahead shows in whatever comes next, or by being ahead of ours. */
  private checkClock({ githash, parents, committedAt }: HistoryStep): void {
    this.dates.set(githash, committedAt);
    const tell = (message: string) => {
      const remedy =
        'set the clock of the machine that wrote the later one: records of a wrong time sort in the wrong place';
      this.clocks.push(warningIn({ path: '', commit: githash }, 'history/clock', message, remedy));
    };
    const said = `this commit is of ${describeMoment(committedAt * 1000)}`;
    if (committedAt - this.now > TOLERANCE_S) tell(`${said}, which is yet to come`);
    for (const parent of parents) {
      const before = this.dates.get(parent) ?? 0;
      if (before - committedAt <= TOLERANCE_S) continue;
      tell(`${said}, and ${parent.slice(0, 12)} before it is of ${describeMoment(before * 1000)}: one clock is wrong`);
    }
  }
}

/**
 * `history/changed`, `history/removed`; a warning where the file is back as it was, or was never what it should be.
 * @param now What lies at the path at the tip. @param wasRecord Whether the first version was a record in its place.
 */
export function judgeBreach(
  { path, commit, before, after }: Breach,
  { now, wasRecord }: { readonly now: Version | undefined; readonly wasRecord: boolean },
): Finding {
  const did = after === undefined ? 'removes' : 'changes';
  const code = after === undefined ? 'history/removed' : 'history/changed';
  const subject = { path, commit };
  if (isSame(now, before)) {
    const message = `this commit ${did} what is written once; it is back as it was`;
    return warningIn(subject, code, message, 'find out who did that; nothing else has to be done');
  }
  if (!wasRecord) {
    const message = `this commit ${did} a file among the records that was none`;
    return warningIn(subject, code, message, 'nothing has to be done, if it was done on purpose');
  }
  const message = `this commit ${did} what is written once`;
  const remedy = `find out who did that, and put it back: git checkout ${commit.slice(0, 12)}~1 -- ${path}, then commit`;
  return errorIn(subject, code, message, remedy);
}

function isSame(one: Version | undefined, other: Version): boolean {
  return one?.hash === other.hash && one.kind === other.kind;
}

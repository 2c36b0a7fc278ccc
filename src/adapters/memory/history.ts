/** Repositories in memory, with all that a meta repo asks of git: commits that never change, branches, tags, locks. */
import { createHash } from 'node:crypto';
import type { HeldLock, MetaCommit } from '../../app/ports/meta-repo.ts';

/** All files of a commit by path. What is in it never changes. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** One commit: what history shows of it, and every file as it then was. */
export interface Commit extends MetaCommit {
  readonly parent: string | undefined;
  readonly files: Files;
}

/** One repository. */
export interface History {
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly locks: Map<string, HeldLock>;
}

/** The branch of records. */
export const BRANCH = 'main';

/** Repositories by URL, shared by all writers that were given it. */
export type MemoryStore = Map<string, History>;

/** A repository without commits. */
export function newHistory(): History {
  return { commits: new Map(), branches: new Map(), tags: new Map(), locks: new Map() };
}

/** What a new commit is made of. */
export interface NewCommit {
  readonly parent: string | undefined;
  readonly changed: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly author: string;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** Adds a commit on no branch yet; gives its name, which follows from all that went into it, as with git. */
export function addCommit(history: History, { parent, changed, author, message, atMs }: NewCommit): string {
  const committedAt = Math.floor(atMs / 1000);
  // Bytes are copied: what a caller does with its own afterwards is no business of history.
  const copies = changed.map(({ path, bytes }) => [path, bytes.slice()] as const);
  const files = new Map([...filesAt(history, parent), ...copies]);
  const hash = createHash('sha1').update(JSON.stringify([parent, author, message, committedAt, history.commits.size]));
  for (const [path, bytes] of copies) hash.update(`\0${path}\0`).update(bytes);
  const githash = hash.digest('hex');
  history.commits.set(githash, { githash, parent, author, committedAt, message: message.trim(), files });
  return githash;
}

/** The files of a commit; none for one that is not there. */
export function filesAt(history: History, githash: string | undefined): Files {
  return history.commits.get(githash ?? '')?.files ?? new Map();
}

/** A commit and all before it, newest first. */
export function lineOf(history: History, githash: string | undefined): Commit[] {
  const line: Commit[] = [];
  for (let at = history.commits.get(githash ?? ''); at; at = history.commits.get(at.parent ?? '')) line.push(at);
  return line;
}

/** Paths whose bytes a commit added or changed, in order of path bytes as `Map` kept them. */
export function changedPaths(history: History, { files, parent }: Commit): string[] {
  const before = filesAt(history, parent);
  return [...files].filter(([path, bytes]) => before.get(path) !== bytes).map(([path]) => path);
}

/** Comparing the files of two hosts, secrets and all, without showing them. */
import { comparePaths } from '../files.ts';

/**
 * What a path holds. `content` names it: the digest of a file's bytes, a link's target, nothing for a folder. `shown` is
 * the same with every secret masked: where a file holds none, both are equal.
 */
export interface FileState {
  readonly kind: 'file' | 'link' | 'dir';
  /** Four octal digits. */
  readonly mode: string;
  readonly content: string;
  readonly shown: string;
}

/** The files of a host by path, and those that cannot be known here, each with the reason. */
export interface HostFiles {
  readonly files: ReadonlyMap<string, FileState>;
  readonly unknown: ReadonlyMap<string, string>;
}

/**
 * `added`, `removed`: only the second, the first has it. `changed`: what everybody may see differs. `secrets`: nothing
 * but its secrets differs. `unknown`: it holds secrets that cannot be read here; `why` says what is needed.
 */
export type Change = 'added' | 'removed' | 'changed' | 'secrets' | 'unknown';

/** A path that is not the same in both. */
export interface FileChange {
  readonly path: string;
  readonly change: Change;
  readonly a?: FileState;
  readonly b?: FileState;
  readonly why?: string;
}

/** In order of path bytes; empty for equal copies. */
export function compareFiles(a: HostFiles, b: HostFiles): readonly FileChange[] {
  const paths = new Set([a, b].flatMap(({ files, unknown }) => [...files.keys(), ...unknown.keys()]));
  return [...paths].sort(comparePaths).flatMap((path) => compareFile(path, a, b) ?? []);
}

function compareFile(path: string, a: HostFiles, b: HostFiles): FileChange | undefined {
  const why = [a.unknown.get(path), b.unknown.get(path)].filter((each) => each !== undefined);
  if (why.length > 0) return { path, change: 'unknown', why: [...new Set(why)].join('; ') };
  const [before, after] = [a.files.get(path), b.files.get(path)];
  if (before === undefined) return after === undefined ? undefined : { path, change: 'added', b: after };
  if (after === undefined) return { path, change: 'removed', a: before };
  const seen = before.kind === after.kind && before.mode === after.mode && before.shown === after.shown;
  if (!seen) return { path, change: 'changed', a: before, b: after };
  return before.content === after.content ? undefined : { path, change: 'secrets', a: before, b: after };
}

/** What a check of input gives: the value, or every problem at once. */
import type { Issue } from './issue.ts';

/** A value with its warnings, or all issues that stand in its way. */
export type Result<T> = Valid<T> | Invalid;

/** A value that passed; `warnings` are shown and change nothing. */
export interface Valid<T> {
  readonly ok: true;
  readonly value: T;
  readonly warnings: readonly Issue[];
}

/** Input that cannot be used; `issues` is never empty. */
export interface Invalid {
  readonly ok: false;
  readonly issues: readonly Issue[];
}

/** The value passed. */
export function valid<T>(value: T, warnings: readonly Issue[] = []): Valid<T> {
  return { ok: true, value, warnings };
}

/** The input is refused for these reasons. */
export function invalid(...issues: readonly Issue[]): Invalid {
  return { ok: false, issues };
}

/** All values in order, or all issues of all that did not pass. */
export function collect<T>(results: readonly Result<T>[]): Result<readonly T[]> {
  const issues = results.flatMap((each) => (each.ok ? [] : each.issues));
  if (issues.length > 0) return invalid(...issues);
  const passed = results.filter((each) => each.ok);
  return valid(
    passed.map(({ value }) => value),
    passed.flatMap(({ warnings }) => warnings),
  );
}

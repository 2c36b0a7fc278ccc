/** The one error model: sorted by who must act. Branch on `kind` and `code`, never on text or class. */
import { describeIssues, type Issue } from './issue.ts';
import type { Result } from './result.ts';

/** The author of a definition, flag or workflow must act. Exit code 2; nothing was changed. */
export interface InputFailure extends Error {
  readonly kind: 'input';
  readonly issues: readonly Issue[];
}

/** The command line itself is wrong. Exit code 64. */
export interface UsageFailure extends Error {
  readonly kind: 'usage';
  readonly command: string | undefined;
}

/** The operator must act: a host, a remote, a disk or a lock refused. Exit code 1. */
export type OperationFailure = Error &
  Operation & {
    readonly kind: 'operation';
  };

/** What an operation that failed says about itself. */
export interface Operation {
  /** Stable, `area/what`: `ssh/closed`, `git/push-rejected`, `lock/held`. */
  readonly code: string;
  readonly message: string;
  /** The host, remote or file that refused. */
  readonly target?: string;
  /** `safe`: the same command may simply be run again. */
  readonly retry: 'safe' | 'never';
  /** What had been changed already when it failed; absent means nothing. */
  readonly left?: string;
  /** The command or deed that leads out. */
  readonly next?: string;
  readonly cause?: unknown;
}

/** Every failure that we foresaw. Anything else that is thrown is a bug of ours: exit code 70. */
export type Failure = InputFailure | UsageFailure | OperationFailure;

/** sysexits(3): 64 is EX_USAGE, 70 is EX_SOFTWARE. `drift`: all was done, and hosts differ from what they got. */
export const EXIT = { done: 0, failed: 1, input: 2, drift: 3, usage: 64, bug: 70 } as const;

/** The input is wrong, for all of these reasons. */
export function inputFailure(...issues: readonly Issue[]): InputFailure {
  return Object.assign(new Error(describeIssues(issues)), { kind: 'input' as const, issues });
}

/** The command line cannot be understood; `command` names whose help to show. */
export function usageFailure(message: string, command?: string): UsageFailure {
  return Object.assign(new Error(message), { kind: 'usage' as const, command });
}

/** Something outside refused or broke. */
export function operationFailure(operation: Operation): OperationFailure {
  const { message, cause, ...rest } = operation;
  return Object.assign(new Error(message, { cause }), { kind: 'operation' as const, ...rest });
}

/** True for a failure that we foresaw, whichever copy of this file made it. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && 'kind' in error && ['input', 'usage', 'operation'].includes(String(error.kind));
}

/** True for an operation that failed with this code. */
export function hasCode(error: unknown, code: string): error is OperationFailure {
  return isFailure(error) && error.kind === 'operation' && error.code === code;
}

/** The exit code that this error deserves. */
export function exitCodeOf(error: unknown): number {
  if (!isFailure(error)) return EXIT.bug;
  if (error.kind === 'operation') return exitCodeFor(error);
  return { input: EXIT.input, usage: EXIT.usage }[error.kind];
}

/** The exit code of a command whose work ended like this. */
export function exitCodeFor({ code }: Pick<Operation, 'code'>): number {
  return code === 'verify/drift' ? EXIT.drift : EXIT.failed;
}

/**
 * The value of a result.
 * @throws input: all its issues.
 */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw inputFailure(...result.issues);
  return result.value;
}

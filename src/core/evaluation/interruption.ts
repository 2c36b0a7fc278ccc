/** What a name throws that cannot be read: it passes through the engine as it is. */
import type { Issue } from '../issue.ts';

/** Without an issue the reason was told already: at the value that this one leans on. */
export interface Interruption extends Error {
  readonly interrupts: true;
  readonly issue?: Issue;
}

/** Throw it from a getter of a scope. */
export function interruption(issue?: Issue): Interruption {
  const error = new Error(issue?.message ?? 'a value that this one needs is wrong');
  return Object.assign(error, { interrupts: true as const }, issue === undefined ? {} : { issue });
}

/** True for what `interruption` made. */
export function isInterruption(error: unknown): error is Interruption {
  return error instanceof Error && 'interrupts' in error;
}

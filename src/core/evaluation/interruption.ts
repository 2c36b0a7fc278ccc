/** What a name throws that cannot be read: it passes through the engine as it is. */
import type { Issue } from '../issue.ts';

/**
 * Why: `issue` is news about the value that asked; `told` was said already, of a value that this one leans on; `secret`
 * is no mistake: there is a value, for templates alone.
 */
export type Reason =
  | { readonly kind: 'issue'; readonly issue: Issue }
  | { readonly kind: 'told'; readonly issue: Issue | undefined }
  | { readonly kind: 'secret' };

/** Thrown by getters of a scope. */
export interface Interruption extends Error {
  readonly reason: Reason;
}

/** Throw it from a getter of a scope. */
export function interruption(reason: Reason): Interruption {
  return Object.assign(new Error(`a value cannot be read: ${reason.kind}`), { reason });
}

/** The value that asked is wrong itself. */
export function mistake(issue: Issue): Interruption {
  return interruption({ kind: 'issue', issue });
}

/** True for what `interruption` made. */
export function isInterruption(error: unknown): error is Interruption {
  return error instanceof Error && 'reason' in error;
}

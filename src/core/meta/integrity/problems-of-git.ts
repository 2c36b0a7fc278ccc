/** What git itself says of the objects of a repository, as findings. */
import type { Finding } from './finding.ts';

/** `missing`: it is not there, or broken on disk; `malformed`: it is there and is not what git allows; `ref`: a name that points nowhere. */
export type GitProblemKind = 'missing' | 'malformed' | 'ref';

/** One problem as git tells it. */
export interface GitProblem {
  readonly kind: GitProblemKind;
  readonly isWarning: boolean;
  /** The object; of a ref, its name. */
  readonly object: string;
  /** `blob`, `tree`, `commit`, `tag`, `ref`; `object` when git does not say. */
  readonly type: string;
  /** Where the history has it; empty when nobody knows. */
  readonly path: string;
  readonly commit: string;
  /** In git's words. */
  readonly said: string;
}

const RESTORE =
  'fetch it from any other clone (git push or git bundle from there), or restore the repository from a backup; then run this again';

/** `git/missing`, `git/malformed`, `git/ref`. */
export function toFinding({ kind, isWarning, object, type, path, commit, said }: GitProblem): Finding {
  const words = {
    missing: `the ${type} ${object} cannot be read: ${said}`,
    malformed: `git refuses the ${type} ${object}: ${said}`,
    ref: `${object} points nowhere: ${said}`,
  };
  const remedies = {
    missing: RESTORE,
    malformed: 'whoever made it did not use git: take the commits that hold it off the branch, and write them anew',
    ref: 'set it to its last good commit: git update-ref, or fetch it from another clone',
  };
  return {
    code: `git/${kind}`,
    severity: isWarning ? 'warning' : 'error',
    ...{ path, commit, message: words[kind], remedy: remedies[kind] },
  };
}

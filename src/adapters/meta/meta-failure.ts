/** What may go wrong with a meta repo, in the same words wherever it is stored. */
import { inputFailure, type OperationFailure, operationFailure } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';

/** A repo, or something else, that is no meta repo. */
export function notMeta(url: string, why: string) {
  return inputFailure({
    code: 'meta/not-meta',
    message: `${url} is not a meta repo: ${why}`,
    hint: 'facs meta init makes one of an empty repository',
    origin: inputOrigin('--meta'),
  });
}

/** Somebody's code, or anything else that was there before; nothing was changed. */
export function otherRepo(url: string, names: readonly string[]) {
  return inputFailure({
    code: 'meta/other-repo',
    message: `${url} holds something else: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`,
    hint: 'a meta repo is a repository of its own: make an empty one',
    origin: inputOrigin('URL|DIR'),
  });
}

/** This writer may not push, or this reader not read; nothing was changed. */
export function denied(url: string, said: string): OperationFailure {
  return operationFailure({
    code: 'meta/denied',
    message: `${url} denies access: ${said}`,
    target: url,
    retry: 'never',
    next: 'check the rights of the token or key, and the rules of the branch; record writers belong on its bypass list',
  });
}

/** Nobody answered, or the answer was lost. */
export function unreachable(url: string, said: string): OperationFailure {
  return operationFailure({
    code: 'meta/unreachable',
    message: `${url} cannot be reached: ${said}`,
    target: url,
    retry: 'safe',
    next: 'check the URL and the network, then run the same command again: what landed already is not written twice',
  });
}

/** Other bytes lie at a path whose file is never changed. */
export function recordedOtherwise(path: string): OperationFailure {
  return operationFailure({
    code: 'meta/exists',
    message: `${path} is recorded already, with other content; what was written once is never changed`,
    target: path,
    retry: 'never',
    next: `facs meta cat ${path} shows what is recorded`,
  });
}

/** A mutable file is not what its change was based on. */
export function changedMeanwhile(path: string): OperationFailure {
  return operationFailure({
    code: 'meta/changed',
    message: `${path} was changed by somebody else meanwhile`,
    target: path,
    retry: 'safe',
    next: `facs meta log ${path} shows who changed it; look at it, then run the same command again`,
  });
}

/** The branch lacks a commit that was its tip before. @param forget What to delete when that is right. */
export function rewound(url: string, seen: string, tip: string | undefined, forget: string): OperationFailure {
  return operationFailure({
    code: 'meta/rewound',
    message:
      `the history of ${url} was rewound or rewritten: its tip was ${seen.slice(0, 12)}, ` +
      `and ${tip === undefined ? 'now it has no commits' : `${tip.slice(0, 12)} does not follow it`}`,
    target: url,
    retry: 'never',
    next: `find out who did that, and push ${seen.slice(0, 12)} again; only if it is right so, delete ${forget}`,
  });
}

/** A commit changed or removed what is written once. @param forget What to delete when that is right. */
export function rewritten(url: string, path: string, commit: string, forget: string): OperationFailure {
  return operationFailure({
    code: 'meta/rewritten',
    message: `commit ${commit.slice(0, 12)} of ${url} changes or removes ${path}, which is written once`,
    target: path,
    retry: 'never',
    next: `find out who did that, and push a commit that puts the file back as it was; only if it is right so, delete ${forget}`,
  });
}

/** Others were first, time and again. @param said By the last refusal; empty: nothing. */
export function outOfTime(url: string, attempts: number, deadlineMs: number, said: string): OperationFailure {
  return operationFailure({
    code: 'meta/deadline',
    message: `${url} refused ${attempts} pushes in ${Math.round(deadlineMs / 1000)} s${said === '' ? '' : `: ${said}`}`,
    target: url,
    retry: 'safe',
    next: 'run the same command again; if this happens often, too many writers push to the same branch',
  });
}

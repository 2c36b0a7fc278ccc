/** Failures of git as failures of the meta repo. */
import { inputFailure, isFailure, type OperationFailure, operationFailure } from '../../../core/error.ts';
import { inputOrigin } from '../../../core/issue.ts';
import type { Place } from './address.ts';

/** Runs work on a meta repo; what git says of its server becomes `meta/denied` or `meta/unreachable`. */
export async function metaFailures<T>(place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toMetaFailure(place, error);
  }
}

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

function toMetaFailure({ url, isFolder }: Place, error: unknown): unknown {
  if (!isFailure(error) || error.kind !== 'operation') return error;
  const isNoRepo = error.code === 'git/no-repo' || error.code === 'git/not-a-repo';
  if (isFolder && isNoRepo) return notMeta(url, 'it is no git repository');
  const make = MADE[error.code];
  return make === undefined ? error : Object.assign(make(url, error.message), { cause: error.cause });
}

const MADE: Readonly<Record<string, (url: string, said: string) => OperationFailure>> = {
  'git/denied': denied,
  'git/unreachable': unreachable,
  'git/no-repo': unreachable,
};

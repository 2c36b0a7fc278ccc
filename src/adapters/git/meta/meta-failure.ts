/** Failures of git as failures of the meta repo. */
import { isFailure, type OperationFailure } from '../../../core/error.ts';
import { denied, notMeta, unreachable } from '../../meta/meta-failure.ts';
import type { Place } from './address.ts';

/** Runs work on a meta repo; what git says of its server becomes `meta/denied` or `meta/unreachable`. */
export async function metaFailures<T>(place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toMetaFailure(place, error);
  }
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

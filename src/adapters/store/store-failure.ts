/** How stores fail, each way worded once. */
import { type OperationFailure, operationFailure } from '../../core/error.ts';

/** Other bytes lie where these should go. */
export function alreadyThere(url: string): OperationFailure {
  return operationFailure({
    code: 'store/exists',
    message: `${url} holds other bytes; what was stored once is never replaced`,
    target: url,
    retry: 'never',
    next: 'look at who else writes to this store; nothing was recorded',
  });
}

/** Nothing lies there. */
export function missing(url: string): OperationFailure {
  return operationFailure({
    code: 'store/missing',
    message: `${url} is not there`,
    target: url,
    retry: 'never',
    next: 'put the recorded bytes back into the store, or release again from a new commit',
  });
}

/** It does not end where the record says. @param size Bytes that were recorded. */
export function tooLong(url: string, size: number): OperationFailure {
  return operationFailure({
    code: 'store/size',
    message: `${url} is longer than the ${size} bytes that were recorded`,
    target: url,
    retry: 'never',
    next: 'the store does not hold what was released: look at who writes to it',
  });
}

/** The store does not let us. */
export function denied(url: string, why: string, cause?: unknown): OperationFailure {
  return operationFailure({
    code: 'store/denied',
    message: `${url}: ${why}`,
    target: url,
    retry: 'safe',
    next: 'check the token (--store-token; to read, FACS_STORE and FACS_STORE_TOKEN), or the rights of the folder',
    cause,
  });
}

/** The store understood, and does not do it. */
export function refused(url: string, why: string): OperationFailure {
  return operationFailure({
    code: 'store/refused',
    message: `${url}: ${why}`,
    target: url,
    retry: 'never',
    next: 'check that the store takes PUT at this URL',
  });
}

/** No answer, or not all of it. */
export function unreachable(url: string, why: string, cause?: unknown): OperationFailure {
  return operationFailure({
    code: 'store/unreachable',
    message: `${url}: ${why}`,
    target: url,
    retry: 'safe',
    next: 'check the network and the store, then run the same command again',
    cause,
  });
}

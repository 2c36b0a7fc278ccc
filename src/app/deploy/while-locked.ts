/** Work that only one may do at a time. */
import { isFailure } from '../../core/error.ts';
import type { Meta } from '../ports/meta-repo.ts';
import { type LockPorts, type LockWish, takeLock } from './instance-lock.ts';
import type { InstanceLock } from './kept-lock.ts';

/**
 * Takes the lock, works, frees it, also when the work fails.
 * @param work Gets a signal that is done when the work is to be broken off: by whoever runs it, or because the lock is
 *   lost; and the lock, for a last record to end it.
 * @throws as `takeLock` and the work. A lock that cannot be freed is only said: it ends with its lease.
 */
export async function whileLocked<T>(
  { meta, wish, ports }: { readonly meta: Meta; readonly wish: LockWish; readonly ports: LockPorts },
  work: (stop: AbortSignal, lock: InstanceLock) => Promise<T>,
): Promise<T> {
  const lock = await takeLock(meta, wish, ports);
  try {
    return await work(AbortSignal.any([wish.interruption, lock.lost]), lock);
  } finally {
    await lock.free().catch((error: unknown) => {
      if (!isFailure(error)) throw error;
      ports.talk.warn({ code: 'lock/free', message: `the lock could not be freed: ${error.message}` });
    });
  }
}

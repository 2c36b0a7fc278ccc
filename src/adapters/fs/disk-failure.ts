/** What the disk refuses: no rights, no room, a broken medium. */
import { isFailure, type OperationFailure, operationFailure } from '../../core/error.ts';

/** What `look` finds. @throws operation `disk/refused`, about the path as the user knows it, when the system does not let it. */
export function refusals<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw error instanceof Error && isOfTheDisk(error) ? diskFailure(path, error) : error;
  }
}

/** The same for work that takes time, and for whatever breaks off while it is written; failures that we foresaw stay what they are. */
export async function slowRefusals<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isFailure(error) ? error : diskFailure(path, error as Error);
  }
}

/** True for what the system says when the disk refuses: no rights, no room, read-only. */
export function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function diskFailure(path: string, error: Error): OperationFailure {
  return operationFailure({
    code: 'disk/refused',
    message: `${path}: ${error.message}`,
    target: path,
    retry: 'safe',
    next: 'see to rights and room for it on this machine, then run the same command again',
    cause: error,
  });
}

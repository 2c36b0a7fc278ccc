/**
 * Reading the disk in the way that starts fastest: without promises. A definition is a handful of small files, and each
 * step of a promise of `node:fs` is a trip to a thread and back that costs more than the reading.
 */
/** What `look` finds, or undefined where there is no such file or folder. */
export function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

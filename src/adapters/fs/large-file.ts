/**
 * Files that may be larger than memory: read in parts, as often as somebody asks. After each part others have a word,
 * the collector of garbage above all: it would come too late for so much of it.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { operationFailure } from '../../core/error.ts';
import type { Content } from '../../core/tree/tree.ts';
import { refusals } from './disk-failure.ts';
import { ifThere } from './reading.ts';

const PART_BYTES = 256 * 1024;

/** Whoever gets a part may keep it for a while: so much waits in memory more than once. */
const SENT_BYTES = 64 * 1024;

/** For parts that are done with before anything else is read: it need not become garbage. */
const scratch = Buffer.allocUnsafe(PART_BYTES);

/** Its size and digest; undefined when it is not there. @param shown How the user can open it. @throws operation `disk/refused`. */
export async function measureFile(path: string, shown: string): Promise<Content | undefined> {
  const handle = refusals(shown, () => ifThere(() => openSync(path, 'r')));
  if (handle === undefined) return undefined;
  const hash = createHash('sha256');
  let size = 0;
  try {
    for (;;) {
      const length = refusals(shown, () => readSync(handle, scratch));
      if (length === 0) break;
      hash.update(scratch.subarray(0, length));
      size += length;
      await setImmediate();
    }
  } finally {
    closeSync(handle);
  }
  return { size, sha256: hash.digest('hex'), open: () => readAgain(path, { shown, size }) };
}

/** @throws operation `source/changed`: it is no longer there, or of another size. */
async function* readAgain(
  path: string,
  { shown, size }: { readonly shown: string; readonly size: number },
): AsyncGenerator<Uint8Array> {
  const handle = refusals(shown, () => ifThere(() => openSync(path, 'r')));
  if (handle === undefined) throw changed(shown);
  let left = size;
  try {
    for (;;) {
      const part = Buffer.allocUnsafe(Math.min(left + 1, SENT_BYTES));
      const length = refusals(shown, () => readSync(handle, part));
      left -= length;
      if (length === 0 || left < 0) break;
      yield part.subarray(0, length);
      await setImmediate();
    }
  } finally {
    closeSync(handle);
  }
  if (left !== 0) throw changed(shown);
}

function changed(shown: string) {
  return operationFailure({
    code: 'source/changed',
    message: `${shown} changed while the files were read`,
    target: shown,
    retry: 'safe',
    next: 'run the same command again, when nothing else writes there',
  });
}

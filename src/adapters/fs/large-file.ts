/** Files that may be larger than memory: read in parts, as often as somebody asks. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { operationFailure } from '../../core/error.ts';
import type { Content } from '../../core/tree/tree.ts';
import { refusals } from './disk-failure.ts';
import { ifThere } from './reading.ts';

const PART_BYTES = 256 * 1024;

/** So much is read in one go; then others may have a word. */
const PARTS_AT_A_TIME = 16;

/** Its size and digest; undefined when it is not there. @param shown How the user can open it. @throws operation `disk/refused`. */
export async function measureFile(path: string, shown: string): Promise<Content | undefined> {
  const hash = createHash('sha256');
  let size = 0;
  const buffer = Buffer.allocUnsafe(PART_BYTES);
  const handle = refusals(shown, () => ifThere(() => openSync(path, 'r')));
  if (handle === undefined) return undefined;
  for await (const part of readParts(handle, () => buffer)) {
    hash.update(part);
    size += part.length;
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
  for await (const part of readParts(handle, () => Buffer.allocUnsafe(Math.min(left + 1, PART_BYTES)))) {
    left -= part.length;
    if (left < 0) break;
    yield part;
  }
  if (left !== 0) throw changed(shown);
}

/** All that is left of an open file, then closes it. */
async function* readParts(handle: number, buffer: () => Buffer): AsyncGenerator<Buffer> {
  try {
    for (let count = 1; ; count++) {
      const into = buffer();
      const length = readSync(handle, into);
      if (length === 0) return;
      yield into.subarray(0, length);
      if (count % PARTS_AT_A_TIME === 0) await setImmediate();
    }
  } finally {
    closeSync(handle);
  }
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

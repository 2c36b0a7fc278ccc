/** stdout without Node's streams, which take longer to load than a small command to run. */
import { writeSync } from 'node:fs';

const STDOUT = 1;

/** Writes all of the text, in order. A reader that has gone away (`facs … | head -1`) ends the matter quietly. */
export function writeOut(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      waitForReader();
    }
  }
}

/** The pipe is full, and whoever made it does not let a writer sleep in it. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

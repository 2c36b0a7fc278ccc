/** Whole lines out of chunks of bytes. */
import { StringDecoder } from 'node:string_decoder';

/** Characters of a line that has not ended yet, after which it counts as one. */
const LONGEST_LINE = 64 * 1024;

/** Calls `onLine` for each line without its end, for a very long one in pieces; `end` gives what is left without one. */
export function lineReader(onLine: (line: string) => void): { push(chunk: Buffer): void; end(): void } {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    push: (chunk) => {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line.replace(/\r$/, ''));
      for (; rest.length > LONGEST_LINE; rest = rest.slice(LONGEST_LINE)) onLine(rest.slice(0, LONGEST_LINE));
    },
    end: () => {
      const last = rest + decoder.end();
      rest = '';
      if (last !== '') onLine(last);
    },
  };
}

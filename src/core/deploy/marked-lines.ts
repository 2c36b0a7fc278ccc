/** The lines of a host's answer that are ours, among whatever else it printed. */
import { MARK } from './scripts/prologue.ts';

const START = `${MARK} `;

/** Each without the mark, in order. A host may answer with millions of lines: only those that are ours are cut out. */
export function markedLines(stdout: string): readonly string[] {
  const found: string[] = [];
  let at = stdout.startsWith(START) ? 0 : next(stdout, 0);
  while (at >= 0) {
    const end = stdout.indexOf('\n', at);
    found.push(stdout.slice(at + START.length, end < 0 ? undefined : end));
    at = end < 0 ? -1 : next(stdout, end);
  }
  return found;
}

/** Where the next line that is ours begins, from this line break on; -1: there is none. */
function next(stdout: string, from: number): number {
  const at = stdout.indexOf(`\n${START}`, from);
  return at < 0 ? -1 : at + 1;
}

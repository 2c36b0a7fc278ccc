/** How an execution that did not do its work reads. */
import type { Ending, Finished } from '../ports/hosts.ts';

const LINES_SHOWN = 3;

/** `exit code 2: tar: no space left`: how it ended and the last lines that our own script complained in. */
export function describeEnding({ ending, stderr }: Finished): string {
  const last = stderr.trim().split('\n').slice(-LINES_SHOWN).join(' / ');
  return last === '' ? howItEnded(ending) : `${howItEnded(ending)}: ${last}`;
}

/** `exit code 2`. For what ran hooks: their words may be secret, and messages are recorded. */
export function howItEnded(ending: Ending): string {
  if (ending.kind === 'exit') return `exit code ${ending.code}`;
  return ending.kind === 'signal' ? `killed by ${ending.signal}` : 'the connection broke';
}

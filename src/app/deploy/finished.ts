/** How an execution that did not do its work reads. */
import type { Finished } from '../ports/hosts.ts';

const LINES_SHOWN = 3;

/** `exit code 2: tar: no space left`: how it ended and the last lines it complained in. */
export function describeEnding({ ending, stderr }: Finished): string {
  const how =
    ending.kind === 'exit'
      ? `exit code ${ending.code}`
      : ending.kind === 'signal'
        ? `killed by ${ending.signal}`
        : 'the connection broke';
  const last = stderr.trim().split('\n').slice(-LINES_SHOWN).join(' / ');
  return last === '' ? how : `${how}: ${last}`;
}

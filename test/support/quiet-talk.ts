/** Talk that is kept instead of shown. */
import type { Talk } from '../../src/app/ports/talk.ts';
import { describeIssue } from '../../src/core/issue.ts';

/** What was said and warned, in order. */
export interface KeptTalk extends Talk {
  readonly lines: string[];
}

/** A talk whose lines a test can read. */
export function keptTalk(): KeptTalk {
  const lines: string[] = [];
  return {
    lines,
    say: (line) => void lines.push(line),
    warn: (issue) => void lines.push(`warning: ${describeIssue(issue)}`),
    group: (title, work) => {
      lines.push(title);
      return work();
    },
    mask: () => undefined,
  };
}

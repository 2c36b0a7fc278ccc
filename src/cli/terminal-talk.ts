/** Talk on stderr: plain lines. */
import type { Talk } from '../app/ports/talk.ts';
import { describeIssue } from '../core/issue.ts';

/** A stream of text that shows nothing of what it was told to mask. */
export interface MaskedStream extends Pick<Talk, 'mask'> {
  write(text: string): void;
}

/** Lines as they come; groups become indented lines. */
export function terminalTalk(stream: MaskedStream): Talk {
  let depth = 0;
  const say = (line: string) => void stream.write(`${'  '.repeat(depth)}${line}\n`);
  return {
    say,
    warn: (issue) => say(`warning: ${describeIssue(issue)}`),
    mask: stream.mask,
    group: async (title, work) => {
      say(title);
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
      }
    },
  };
}

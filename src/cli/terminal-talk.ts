/** Talk on stderr: plain lines. */
import type { Talk } from '../app/ports/talk.ts';
import { describeIssue } from '../core/issue.ts';

/** Lines as they come; groups become indented lines. */
export function terminalTalk(stream: { write(text: string): unknown }): Talk {
  let depth = 0;
  const say = (line: string) => void stream.write(`${'  '.repeat(depth)}${line}\n`);
  return {
    say,
    warn: (issue) => say(`warning: ${describeIssue(issue)}`),
    mask: () => undefined,
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

/** Talk on a GitHub runner: folded groups, annotations, masks. */
import { isAbsolute, relative } from 'node:path';
import type { Talk } from '../app/ports/talk.ts';
import { describeProblem, type Issue } from '../core/issue.ts';
import { reveal } from '../core/secret.ts';
import type { StepLog } from './step-log.ts';
import { type Place, toPlainText, toWorkflowCommand } from './workflow-command.ts';

/** Groups do not nest on GitHub: an inner one is shown as a line of the outer one. */
export function githubTalk({ write, mask }: StepLog, workspace: string): Talk {
  let depth = 0;
  return {
    say: (line) => write(toPlainText(line)),
    warn: (issue) => write(annotate('warning', issue, workspace)),
    mask: (value) => mask(reveal(value)),
    group: async (title, work) => {
      write(depth === 0 ? toWorkflowCommand('group', title) : toPlainText(title));
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
        if (depth === 0) write(toWorkflowCommand('endgroup', ''));
      }
    },
  };
}

/** An issue as an annotation, on its line when it has one. */
export function annotate(command: 'error' | 'warning', issue: Issue, workspace: string): string {
  const { origin } = issue;
  const place: Place =
    origin?.kind === 'file'
      ? { file: shorten(origin.file, workspace), line: origin.line, col: origin.column }
      : { ...(origin === undefined ? {} : { title: origin.name }) };
  return toWorkflowCommand(command, describeProblem(issue), place);
}

/** GitHub finds a file only by its path below the workspace. */
function shorten(file: string, workspace: string): string {
  if (!isAbsolute(file)) return file;
  const path = relative(workspace, file);
  return path.startsWith('..') ? file : path;
}

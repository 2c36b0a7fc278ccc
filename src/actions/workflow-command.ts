/** The lines on stdout by which an action speaks to GitHub's runner. The bytes are those of @actions/core. */

/** Where an annotation stands: a path below the workspace, line and column from 1. */
export interface Place {
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
}

/** What the runner understands. */
export type WorkflowCommand = 'add-mask' | 'debug' | 'endgroup' | 'error' | 'group' | 'notice' | 'warning';

/**
 * One command line, without its line break: `::error file=a.yml,line=3::text`.
 * @source https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function toWorkflowCommand(command: WorkflowCommand, message: string, place: Place = {}): string {
  const properties = Object.entries(place).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command}${properties.length === 0 ? '' : ` ${properties.join(',')}`}::${escapeData(message)}`;
}

/**
 * Text that is only to be read. The runner obeys a command in any line of output, also in one that a host or a file
 * name brought in, so such a line stands between `stop-commands` and a word that nobody can guess.
 */
export function toPlainText(text: string): string {
  if (!/^\s*::|##\[/m.test(text)) return text;
  const word = crypto.randomUUID();
  return `::stop-commands::${word}\n${text}\n::${word}::`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

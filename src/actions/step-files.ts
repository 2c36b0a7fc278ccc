/** The files through which a step gives values and a summary to GitHub. */
import { appendFileSync } from 'node:fs';

/** Adds Markdown to the summary of the job. Without a file (an old runner) nothing is shown. */
export function appendSummary(file: string | undefined, markdown: string): void {
  if (file !== undefined && file !== '' && markdown !== '') appendFileSync(file, `${markdown}\n`);
}

/**
 * Gives values to later steps, by output name. The delimiter is random, so that no value can end itself early.
 * @source https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands, "Multiline strings"
 */
export function appendOutputs(file: string | undefined, outputs: Readonly<Record<string, string>>): void {
  const entries = Object.entries(outputs).map(([name, value]) => {
    const end = `end_${crypto.randomUUID()}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  if (file !== undefined && file !== '' && entries.length > 0) appendFileSync(file, entries.join(''));
}

/** The files through which a step gives values and a summary to GitHub. */
import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';

/** Adds Markdown to the summary of the job. Without a file (an old runner) nothing is shown. */
export async function appendSummary(file: string | undefined, markdown: string): Promise<void> {
  if (file !== undefined && file !== '' && markdown !== '') await appendFile(file, `${markdown}\n`);
}

/**
 * Gives values to later steps, by output name. The delimiter is random, so that no value can end itself early.
 * @source https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands, "Multiline strings"
 */
export async function appendOutputs(
  file: string | undefined,
  outputs: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(outputs).map(([name, value]) => {
    const end = `end_${randomUUID()}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  if (file !== undefined && file !== '' && entries.length > 0) await appendFile(file, entries.join(''));
}

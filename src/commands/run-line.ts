/** Runs a command line of ours inside this process: what it prints, says, and how it fails come back as values. */
import { maskedText } from '../app/masked-text.ts';
import type { Environment, Ports } from '../app/ports/ports.ts';
import type { Talk } from '../app/ports/talk.ts';
import { isFailure, type OperationFailure, operationFailure } from '../core/error.ts';
import { describeIssue } from '../core/issue.ts';
import type { Outcome } from './command.ts';
import { readInputs, readInvocation } from './invocation.ts';

/** How a line ended. `failed` is set when an operation failed, whether it threw or reported work done in part. */
export interface Ran extends Outcome {
  /** Lines told to people while it ran. */
  readonly said: readonly string[];
  readonly failed?: OperationFailure;
}

/**
 * Runs the words after `facs` in another folder and environment.
 * @throws input, usage: the line itself is wrong.
 */
export async function runLine(words: readonly string[], ports: Ports, environment: Environment): Promise<Ran> {
  const said: string[] = [];
  const context = { ports: ports.elsewhere(environment, recordingTalk(said)), environment };
  const invocation = await readInvocation(words, () => context.ports);
  const inputs = readInputs(invocation, environment.variables);
  try {
    const { failed, ...outcome } = await invocation.command.run(inputs, context);
    return { ...outcome, said, ...(failed === undefined ? {} : { failed: operationFailure(failed) }) };
  } catch (error) {
    if (!isFailure(error) || error.kind !== 'operation') throw error;
    return { data: null, text: '', said, failed: error };
  }
}

function recordingTalk(said: string[]): Talk {
  const { mask, without } = maskedText();
  const say = (line: string) => void said.push(without(line));
  return {
    say,
    warn: (issue) => say(`warning: ${describeIssue(issue)}`),
    mask,
    group: (title, work) => {
      say(title);
      return work();
    },
  };
}

/** The program as a user runs it, inside the test's process: a process for every line would take most of the time. */

import { describeFailure } from '../../src/cli/describe-failure.ts';
import { toEnvironment } from '../../src/cli/environment.ts';
import { runLine } from '../../src/commands/run-line.ts';
import { exitCodeFor, exitCodeOf } from '../../src/core/error.ts';
import { wire } from '../../src/wire.ts';
import { keptTalk } from './quiet-talk.ts';

/** How a run of it ended. `data` is what `--json` would print. */
export interface FacsRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests say themselves what they expect of it
  readonly data: any;
}

/** Runs `facs` with these words in a folder. */
export async function facs(cwd: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<FacsRun> {
  const environment = toEnvironment({ ...process.env, CI: undefined, GITHUB_ACTOR: undefined, ...env }, cwd, 'ann');
  try {
    const { text, data, said, failed } = await runLine(words, wire(environment, keptTalk()), environment);
    const stderr = [...said, ...(failed === undefined ? [] : [describeFailure(failed, false)])].join('\n');
    return {
      code: failed === undefined ? 0 : exitCodeFor(failed),
      stdout: text === '' ? '' : `${text}\n`,
      stderr,
      data,
    };
  } catch (error) {
    return { code: exitCodeOf(error), stdout: '', stderr: describeFailure(error, false), data: undefined };
  }
}

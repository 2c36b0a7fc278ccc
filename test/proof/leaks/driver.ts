/** Runs many lines of facs in one process, which is watched; prints what each of them said as one JSON. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describeFailure } from '../../../src/cli/describe-failure.ts';
import { toEnvironment } from '../../../src/cli/environment.ts';
import { runLine } from '../../../src/commands/run-line.ts';
import { wire } from '../../../src/wire.ts';
import { keptTalk } from '../../support/quiet-talk.ts';

/** One line, the folder that it runs in, and variables besides those of the process. */
export interface Line {
  readonly cwd: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
}

/** Everything that it said, as text. */
export interface Said {
  readonly code: number | 'thrown';
  readonly all: string;
}

const [ordered = '', answered = ''] = process.argv.slice(2);
const lines = JSON.parse(readFileSync(ordered, 'utf8')) as readonly Line[];
const answers: Said[] = [];
for (const line of lines) answers.push(await say(line));
writeFileSync(answered, JSON.stringify(answers));

async function say({ cwd, words, env }: Line): Promise<Said> {
  const environment = toEnvironment({ ...process.env, ...env }, cwd, 'ann');
  const talk = keptTalk();
  try {
    const outcome = await runLine(words, wire(environment, talk), environment);
    const { text, data, summary, outputs, failed, said } = outcome;
    const failure = failed === undefined ? '' : describeFailure(failed, true);
    const parts = [text, JSON.stringify(data), summary, JSON.stringify(outputs), failure, ...said];
    return { code: failed === undefined ? 0 : 1, all: parts.join('\n') };
  } catch (error) {
    // The way that stacks and causes go is looked at, too.
    return {
      code: 'thrown',
      all: [describeFailure(error, true), describeFailure(error, false), ...talk.lines].join('\n'),
    };
  }
}

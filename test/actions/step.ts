/** A program like those in src/actions, around a command that does what its input `do` says. */
import { runAction } from '../../src/actions/run-action.ts';
import { defineCommand } from '../../src/commands/command.ts';
import { inputFailure, operationFailure } from '../../src/core/error.ts';
import { flag, secretText, text } from '../../src/core/inputs/input.ts';
import { fileOrigin } from '../../src/core/issue.ts';
import { reveal } from '../../src/core/secret.ts';

const DEEDS: Readonly<Record<string, () => void>> = {
  work: () => undefined,
  'refuse input': () => {
    throw inputFailure(
      { code: 'x/a', message: 'no such key', hint: 'did you mean "user"?', origin: fileOrigin('define/p.yaml', 3, 5) },
      { code: 'x/b', message: 'elsewhere', origin: fileOrigin(`${process.cwd()}/define/q.yaml`, 1, 1) },
    );
  },
  'fail outside': () => {
    throw operationFailure({ code: 'ssh/closed', message: 'web1 is gone', retry: 'safe', next: 'look at web1' });
  },
  'break down': () => {
    throw new TypeError('undefined is not a plan');
  },
};

const command = defineCommand({
  name: 'step',
  summary: 'Does what it is told.',
  inputs: {
    do: text({ required: true, help: 'What to do.' }),
    'dry-run': flag({ help: 'Nothing.' }),
    'ssh-key': secretText({ env: 'STEP_KEY', help: 'A key.' }),
  },
  outputs: { length: 'Of the key.' },
  run: async (inputs, { ports, environment }) => {
    await ports.talk.group('outer', async () => {
      ports.talk.say('::set-env name=PATH::/tmp');
      ports.talk.warn({ code: 'x/w', message: 'look', origin: fileOrigin('a.yaml', 2, 1) });
    });
    DEEDS[inputs.do]?.();
    return {
      data: { dry: inputs['dry-run'], actor: environment.actor, run: environment.runUrl ?? null },
      text: 'done',
      outputs: {
        length: String(inputs['ssh-key'] === undefined ? 0 : reveal(inputs['ssh-key']).length),
        token: String(environment.variables['GITHUB_TOKEN']?.length),
      },
      summary: '| host |',
      ...(inputs.do === 'do half'
        ? { failed: { code: 'deploy/partly', message: 'half', retry: 'safe' as const, left: 'web1' } }
        : {}),
    };
  },
});

await runAction(async () => command);

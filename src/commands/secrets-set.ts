/** `facs secrets set`: keeps one value in the state of an instance. */
import { setSecret } from '../app/secrets/set-secret.ts';
import { choice, defineInputs, flag, text } from '../core/inputs/input.ts';
import { places, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  ...subject,
  key: text({
    positional: true,
    required: true,
    placeholder: 'KEY',
    help: 'Where it is kept: values.stripe_key, or ["values"]["a.b"].',
  }),
  as: choice<'text' | 'json'>(['text', 'json'], { default: 'text', help: 'What the value is.' }),
  unset: flag({ help: 'Take the value away instead.' }),
  ...places,
});

/** Data: `{project, instance, state, key, outcome}`, with `created`, `completed` or `unchanged`; never the value. */
export const secretsSetCommand = defineCommand({
  name: 'secrets set',
  summary:
    'Keep a value in the encrypted state of an instance: asked for, or read from stdin, never from the command line.',
  inputs,
  run: async (given, { ports, environment }) => {
    const { project, instance, path, outcome } = await setSecret(given, ports, environment);
    return {
      data: { project, instance, state: path, key: given.key, outcome },
      text:
        outcome === 'unchanged' ? `${path}: unchanged` : `${path}: ${given.key} ${given.unset ? 'taken away' : 'set'}`,
    };
  },
});

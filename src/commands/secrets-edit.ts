/** `facs secrets edit`: the state of an instance in an editor. */
import { editSecrets } from '../app/secrets/edit-secrets.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { places, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

/** Data: `{project, instance, state, changed}`. */
export const secretsEditCommand = defineCommand({
  name: 'secrets edit',
  summary: 'Edit the encrypted state of an instance with $EDITOR.',
  inputs: defineInputs({ ...subject, ...places }),
  run: async (given, { ports, environment }) => {
    const { project, instance, path, changed } = await editSecrets(given, ports, environment);
    return {
      data: { project, instance, state: path, changed },
      text: `${path}: ${changed ? 'written' : 'unchanged'}`,
    };
  },
});

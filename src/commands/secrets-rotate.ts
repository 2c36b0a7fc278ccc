/** `facs secrets rotate`: a new data key. */
import { rotateSecrets } from '../app/secrets/rotate-secrets.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { dryRun, places, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

/** Data: `{project, instance, state, recipients}`. */
export const secretsRotateCommand = defineCommand({
  name: 'secrets rotate',
  summary: 'Encrypt the state of an instance anew, with a new data key for the same recipients.',
  inputs: defineInputs({ ...subject, ...places, ...dryRun }),
  run: async (given, { ports, environment }) => {
    const { project, instance, path, recipients } = await rotateSecrets(given, ports, environment);
    const done = given['dry-run'] ? 'would be encrypted anew' : 'encrypted anew';
    return {
      data: { project, instance, state: path, recipients: [...recipients] },
      text: `${path}: ${done}, for ${recipients.join(', ')}; the passwords in it are the same`,
    };
  },
});

/** `facs secrets import`: the plain state of Facsimile 1.1.1, into the encrypted one. */
import { type Imported, importSecrets } from '../app/secrets-import.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { dryRun, places, subject } from '../core/inputs/shared.ts';
import { describeLack } from '../core/state/state.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  ...subject,
  file: text({
    positional: true,
    required: true,
    placeholder: 'FILE',
    help: 'state.json or state.yaml of Facsimile 1.1.1, in clear.',
  }),
  ...places,
  ...dryRun,
});

/**
 * Data: `{project, instance, state, outcome, passwords, uiids}`: the state file, `created`, `completed` or `unchanged`,
 * and the names of what was taken over; never a value.
 */
export const secretsImportCommand = defineCommand({
  name: 'secrets import',
  summary: 'Take the passwords and numbers of a plain state file of Facsimile 1.1.1 into the encrypted state.',
  inputs,
  run: async (given, { ports, environment }) => {
    const imported = await importSecrets(given, ports, environment);
    const { project, instance, path, outcome, usernames, instanceNames } = imported;
    if (!given['dry-run'])
      ports.talk.warn({
        code: 'state/plain-file',
        message: `${given.file} still holds every password in clear`,
        hint: `destroy it now: shred -u ${given.file}; and whatever copies of it there are, in history and backups too`,
      });
    return {
      data: {
        ...{ project, instance, outcome },
        state: path,
        passwords: [...usernames],
        uiids: [...instanceNames],
      },
      text: describe(imported, given['dry-run']),
    };
  },
});

function describe({ path, outcome, ...names }: Imported, isDry: boolean): string {
  if (outcome === 'unchanged') return `${path}: holds all of it already`;
  return `${path}: ${isDry ? 'would be ' : ''}${outcome}, with ${describeLack(names)}`;
}

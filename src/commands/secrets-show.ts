/** `facs secrets show`: what the state of an instance holds. */
import { showSecrets } from '../app/secrets/show-secrets.ts';
import { toYaml } from '../core/definition/to-yaml.ts';
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { places, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  ...subject,
  key: text({ placeholder: 'KEY', help: 'Only the value there, as it is: passwd.db, or ["passwd"]["db"].' }),
  reveal: flag({ help: 'Show values although nobody sits before a terminal: what is piped may be logged.' }),
  ...places,
});

/** Data: `{project, instance, state, revealed, value}`. Values are `***` but on a terminal and with `--reveal`. */
export const secretsShowCommand = defineCommand({
  name: 'secrets show',
  summary: 'Show what the encrypted state of an instance holds.',
  inputs,
  run: async (given, { ports, environment, screen }) => {
    const revealed = given.reveal || screen?.interactive === true;
    const shown = await showSecrets({ ...given, reveal: revealed }, ports, environment);
    const { project, instance, path, value } = shown;
    if (!revealed) ports.talk.say(`${path}: values are shown on a terminal, and with --reveal`);
    const asText = typeof value === 'string' ? value : toYaml(value);
    return {
      data: { project, instance, state: path, revealed, value },
      text: (shown.text ?? asText).trimEnd(),
    };
  },
});

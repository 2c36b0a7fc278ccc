/** The `action.yml` files, from the declarations of the commands. */
import { stringify } from 'yaml';
import type { ActionFace, Command } from '../commands/command.ts';
import type { Input } from '../core/inputs/input.ts';

/** The action that the repository's own name stands for. */
const ROOT_ACTION = 'deploy';

/** The one input that only actions have: on the command line it is the variable GITHUB_TOKEN. */
const TOKEN = {
  description: 'Token for git and the API of this GitHub server; it must see every repository that the step touches.',
  required: false,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub fills it in.
  default: '${{ github.token }}',
};

/** Commands that are actions too, in the order of their names. */
export function actionCommands(commands: readonly Command[]): (Command & { readonly action: ActionFace })[] {
  return commands
    .filter((command): command is Command & { readonly action: ActionFace } => command.action !== undefined)
    .sort((a, b) => (a.action.name < b.action.name ? -1 : 1));
}

/** Texts by path from the top of the repository: one per action, and the root's. */
export function describeActions(commands: readonly Command[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { action, ...command } of actionCommands(commands)) {
    files.set(`actions/${action.name}/action.yml`, describeAction(command, action, '../../dist'));
    if (action.name === ROOT_ACTION) files.set('action.yml', describeAction(command, action, 'dist'));
  }
  return files;
}

function describeAction(command: Command, face: ActionFace, dist: string): string {
  const inputs = Object.entries(command.inputs).map(([name, input]) => [name, describeInput(input)] as const);
  const outputs = Object.entries({ ...command.outputs, json: 'What the command prints with --json.' });
  const metadata = {
    name: face.title,
    description: command.summary,
    author: 'The authors of Facsimile',
    branding: { icon: face.icon, color: face.color },
    inputs: { ...Object.fromEntries(inputs), token: TOKEN },
    outputs: Object.fromEntries(outputs.map(([name, description]) => [name, { description }])),
    runs: { using: 'node24', main: `${dist}/${face.name}.js` },
  };
  return `# Written by \`npm run generate\` from the declaration of \`facs ${command.name}\`.\n${stringify(metadata, { lineWidth: 120 })}`;
}

function describeInput(input: Input<unknown>) {
  const waived = input.unless === undefined ? '' : ` Required unless ${input.unless} is given.`;
  const variable = input.env === undefined ? '' : ` Also read from the variable ${input.env}.`;
  return {
    description: `${input.help}${waived}${variable}`,
    required: input.required && input.unless === undefined,
    ...(input.default === undefined ? {} : { default: input.default }),
  };
}

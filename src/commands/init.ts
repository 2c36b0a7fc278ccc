/** `facs init`: begins a project. */
import { type Beginnings, type Begun, init } from '../app/init.ts';
import { defineInputs, list } from '../core/inputs/input.ts';
import { dryRun, places, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

/**
 * Prints what was written and what comes next. Data: `{project, instances, found, files: [{path, change, text}], unpinned,
 * next}`; `change` is written or kept (then `text` is null), `found` where definitions lay before, or null.
 */
export const initCommand = defineCommand({
  name: 'init',
  summary: 'Begin a project: its first definitions and a template. What is there already stays as it is.',
  inputs: defineInputs({
    project: { ...subject.project, help: 'The project. Absent: named like its repository or folder.' },
    instance: list({ placeholder: 'INSTANCE', help: 'Its instances; the first gets the hosts. Absent: staging.' }),
    host: list({
      placeholder: 'USER@HOST:PORT',
      help: 'Hosts of the first instance, as for ssh. Their keys are taken from ~/.ssh/known_hosts.',
    }),
    'top-dir': places['top-dir'],
    ...dryRun,
  }),
  run: async (inputs, { ports, environment }) => {
    const begun = await init(inputs, ports, environment);
    const next = nextSteps(begun);
    return {
      data: {
        project: begun.project,
        instances: [...begun.instances],
        found: begun.found ?? null,
        files: begun.files.map(({ path, change, text }) => ({ path, change, text: text ?? null })),
        unpinned: [...begun.unpinned],
        next: [...next],
      },
      text: [...describe(begun, inputs['dry-run']), '', 'Next:', ...next.map((line) => `  ${line}`)].join('\n'),
    };
  },
});

function describe({ files, unpinned, found }: Beginnings, dryRun: boolean): readonly string[] {
  const there = found === undefined ? [] : [`${found} has definitions already: they stay as they are`];
  const shown = files.flatMap((file) => [describeFile(file, dryRun), ...(dryRun ? indent(file) : [])]);
  const keys = unpinned.map((address) => {
    const how = `compare what ssh-keyscan ${address} prints with the machine itself, then write it under host_keys`;
    return `the key of ${address} is not in ~/.ssh/known_hosts: ${how}`;
  });
  return [...there, ...shown, ...keys];
}

function describeFile({ path, change }: Begun, dryRun: boolean): string {
  if (change === 'kept') return `kept      ${path}`;
  return dryRun ? `would be ${change}: ${path}` : `${change.padEnd(8)}  ${path}`;
}

function indent({ text = '' }: Begun): readonly string[] {
  return text.split('\n').flatMap((line) => (line === '' ? [] : [`    ${line}`]));
}

function nextSteps({ instances, found }: Beginnings): readonly string[] {
  if (found !== undefined) return ['facs resolve --all'];
  const [first = ''] = instances;
  return [`facs resolve ${first}`, `facs render ${first} --src-dir . --out ../rendered`];
}

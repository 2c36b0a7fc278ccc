/** `facs event add`: records what a program of somebody else did. */
import { addEvent } from '../app/event-add.ts';
import { defineInputs, list, pairs, text } from '../core/inputs/input.ts';
import { dryRun, metaPlaces, subject } from '../core/inputs/shared.ts';
import type { Json } from '../core/json.ts';
import { describeRecord } from '../core/meta/describe.ts';
import { recordPath } from '../core/meta/paths.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  project: subject.project,
  kind: text({ required: true, placeholder: 'KIND', help: 'What happened, in words joined by -, like docs-built.' }),
  input: list({ placeholder: 'FILE', help: 'Files that it was made from: path, size and SHA-256 are recorded.' }),
  output: list({ placeholder: 'FILE', help: 'Files that it made, likewise.' }),
  field: pairs({ help: 'A text to record, like tool=protoc; may be given several times.' }),
  fields: text({ placeholder: 'FILE', help: 'More of them: a YAML or JSON file that maps names to texts.' }),
  instance: text({ placeholder: 'INSTANCE', help: 'The instance that it is about. Absent: the project as a whole.' }),
  ...metaPlaces,
  ...dryRun,
});

/** Data: `{event, path, commit}`; the event as in meta, `commit` is null in a dry run. */
export const eventAddCommand = defineCommand({
  name: 'event add',
  summary: 'Record what a program did: a kind, texts, and the digests of its files.',
  inputs,
  outputs: {
    path: 'Where the event lies in the meta repo.',
    'meta-commit': 'The commit of the meta repo that recorded it; empty in a dry run.',
  },
  action: { name: 'event', title: 'Facsimile event', icon: 'edit', color: 'purple' },
  run: async (given, { ports, environment }) => {
    const { event, commit } = await addEvent(given, { ports, environment });
    const path = recordPath(event.project, event);
    return {
      data: { event: event as unknown as Json, path, commit: commit ?? null },
      outputs: { path, 'meta-commit': commit ?? '' },
      text: [describeRecord(event), commit === undefined ? 'would be recorded' : `recorded as ${path}`].join('\n'),
    };
  },
});

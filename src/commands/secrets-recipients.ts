/** `facs secrets recipients`: who can open the state of an instance. */
import { listReaders, type Reader, type Readers } from '../app/secrets/recipients.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { places, subject } from '../core/inputs/shared.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

/**
 * Data: `{project, instance, state, changed_at, ruled, other_keys, recipients}`, each recipient with `recipient`, `name`
 * (its anchor in .sops.yaml, or null), `own`, `in_file`, `in_rules`.
 */
export const secretsRecipientsCommand = defineCommand({
  name: 'secrets recipients',
  summary: 'List who can open the encrypted state of an instance, and who could by .sops.yaml.',
  inputs: defineInputs({ ...subject, ...places }),
  run: async (given, { ports, environment }) => {
    const found = await listReaders(given, ports, environment);
    const { project, instance, path, changedAt, ruled, foreign, readers } = found;
    return {
      data: {
        ...{ project, instance, ruled },
        state: path,
        changed_at: changedAt,
        other_keys: [...foreign],
        recipients: readers.map(({ recipient, name, own, inFile, inRules }) => ({
          ...{ recipient, own },
          name: name ?? null,
          in_file: inFile,
          in_rules: inRules,
        })),
      },
      text: describe(found),
    };
  },
});

function describe({ path, readers, foreign, ruled }: Readers): string {
  const rows = readers.map((reader) => [
    reader.recipient,
    reader.name ?? '',
    standing(reader, ruled),
    reader.own ? 'own key' : '',
  ]);
  const others = foreign.length === 0 ? [] : [`and ${foreign.join(', ')} keys`];
  return [path, ...describeTable(rows), ...others].join('\n');
}

function standing({ inFile, inRules }: Reader, ruled: boolean): string {
  if (!inFile) return 'cannot open it yet: run facs secrets updatekeys';
  if (!ruled) return 'can open it; no rule of .sops.yaml says who should';
  return inRules ? 'can open it' : 'can open it, but is not in .sops.yaml: run facs secrets updatekeys';
}

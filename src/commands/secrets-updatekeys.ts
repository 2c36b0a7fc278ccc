/** `facs secrets updatekeys`: makes .sops.yaml true. */
import type { KeyChange } from '../app/secrets/key-change.ts';
import { updateKeys } from '../app/secrets/update-keys.ts';
import type { Operation } from '../core/error.ts';
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { dryRun, places, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  project: subject.project,
  instance: text({
    positional: true,
    required: true,
    unless: 'all',
    placeholder: 'INSTANCE',
    help: 'The instance, for example production.eu.',
  }),
  all: flag({ help: 'Every file that sops encrypted: of the meta repo, or without --meta of the folder here.' }),
  ...places,
  ...dryRun,
});

/**
 * Data: `{files}`, each with `path`, `outcome` (`current`, `changed`, `no-rule`, `locked`, `refused`), `added`, `removed`
 * and `why`. Exit code 1 when a file should have changed and could not.
 */
export const secretsUpdatekeysCommand = defineCommand({
  name: 'secrets updatekeys',
  summary: 'Encrypt state to the recipients that .sops.yaml names now.',
  inputs,
  run: async (given, { ports, environment }) => {
    const changes = await updateKeys(given, ports, environment);
    const failed = failureOf(changes);
    return {
      data: {
        files: changes.map(({ path, outcome, added, removed, why }) => ({
          ...{ path, outcome },
          added: [...added],
          removed: [...removed],
          why: why ?? null,
        })),
      },
      text:
        changes.length === 0
          ? 'nothing here was encrypted by sops'
          : changes.map((change) => describe(change, given['dry-run'])).join('\n'),
      ...(failed === undefined ? {} : { failed }),
    };
  },
});

function describe({ path, outcome, added, removed, why }: KeyChange, isDry: boolean): string {
  if (outcome === 'current') return `${path}: as .sops.yaml says`;
  if (outcome === 'no-rule') return `${path}: no rule of .sops.yaml matches it, left as it is`;
  if (outcome !== 'changed') return `${path}: ${why}`;
  const parts = [...added.map((one) => `+ ${one}`), ...removed.map((one) => `- ${one}`)];
  return [`${path}: ${isDry ? 'would be changed' : 'changed'}`, ...parts.map((part) => `  ${part}`)].join('\n');
}

function failureOf(changes: readonly KeyChange[]): Operation | undefined {
  const left = changes.filter(({ outcome }) => outcome === 'locked' || outcome === 'refused');
  if (left.length === 0) return undefined;
  return {
    code: 'state/keys-left',
    message: `${left.length} of ${changes.length} files could not be brought to what .sops.yaml says`,
    retry: 'safe',
    next: 'run it again with a key that opens them',
  };
}

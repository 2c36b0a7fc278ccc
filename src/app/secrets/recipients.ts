/** Who can open a file of secrets, and who could by the rules. */
import { unwrap } from '../../core/error.ts';
import type { Creation } from '../../core/sops/creation-rules.ts';
import { isSameRecipient, recipientId } from '../../core/sops/recipient.ts';
import type { GatherInputs } from '../gather/places.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import { readCreation, warnOfOne } from '../state-recipients.ts';
import { findSecrets, type SecretsFile } from './secrets-file.ts';

/** One of those who can open a file, or should. */
export interface Reader {
  readonly recipient: string;
  /** What `.sops.yaml` calls it: the name of its YAML anchor. */
  readonly name?: string;
  /** True when one of the keys at hand is its private half. */
  readonly own: boolean;
  readonly inFile: boolean;
  /** False also where no rule matches the file. */
  readonly inRules: boolean;
}

/** All of them, those of the file first. */
export interface Readers extends Pick<SecretsFile, 'project' | 'instance'> {
  readonly path: string;
  readonly readers: readonly Reader[];
  /** Kinds of other keys that open it: `pgp`, `kms`. */
  readonly foreign: readonly string[];
  readonly changedAt: string;
  /** True when a rule matches the file. */
  readonly ruled: boolean;
}

/** Needs no key. A single recipient is warned of. @throws as `findSecrets`, `StateFiles.inspect` and `readCreation`. */
export async function listReaders(inputs: GatherInputs, ports: Ports, environment: Environment): Promise<Readers> {
  const { project, instance, store, bytes } = await findSecrets(inputs, ports, environment);
  const files = await ports.stateFiles();
  const { recipients, foreign, changedAt } = unwrap(await files.inspect(store.shown, bytes));
  const creation = await readCreation(store);
  if (foreign.length === 0) warnOfOne(store.shown, recipients, ports);
  const readers = readersOf(recipients, creation, await files.ownRecipients());
  return { project, instance, path: store.shown, readers, foreign, changedAt, ruled: creation !== undefined };
}

function readersOf(recipients: readonly string[], creation: Creation | undefined, own: readonly string[]): Reader[] {
  const ruled = creation?.recipients ?? [];
  const missing = ruled.filter((one) => !recipients.some((other) => isSameRecipient(one, other)));
  return [...recipients, ...missing].map((recipient) => {
    const name = creation?.names.get(recipient) ?? creation?.names.get(recipientId(recipient));
    return {
      recipient,
      ...(name === undefined ? {} : { name }),
      own: own.some((one) => isSameRecipient(one, recipient)),
      inFile: !missing.includes(recipient),
      inRules: ruled.some((one) => isSameRecipient(one, recipient)),
    };
  });
}

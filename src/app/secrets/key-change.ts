/** Bringing the recipients of one SOPS file to what the rules say. */
import { hasCode, isFailure } from '../../core/error.ts';
import type { Creation } from '../../core/sops/creation-rules.ts';
import { isSameRecipient } from '../../core/sops/recipient.ts';
import type { Ports } from '../ports/ports.ts';
import type { SealedFile } from '../ports/state-files.ts';
import { requireRecipients, warnOfOne } from '../state-recipients.ts';

/** A SOPS file, and what the nearest `.sops.yaml` says about it. */
export interface Governed {
  /** As the user knows it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sealed: SealedFile;
  readonly creation: Creation | undefined;
}

/**
 * `current`: nothing to do · `changed` (or would be) · `no-rule`: no rule matches it · `locked`: no key here opens it ·
 * `refused`: it has keys that only sops itself can handle, or was tampered with. `why` for the last two.
 */
export interface KeyChange {
  readonly path: string;
  readonly outcome: 'current' | 'changed' | 'no-rule' | 'locked' | 'refused';
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly why?: string;
  /** The file as it is to be; absent where nothing changes, and for a dry run. */
  readonly fresh?: Uint8Array;
}

/**
 * What changes; with `isDry` nothing is opened, so that no key is needed. A single recipient is warned of.
 * @throws input `state/recipients`.
 */
export async function changeKeys(file: Governed, ports: Ports, isDry: boolean): Promise<KeyChange> {
  const { path, bytes, sealed, creation } = file;
  const none = { path, added: [], removed: [] };
  if (creation === undefined) return { ...none, outcome: 'no-rule' };
  await requireRecipients(creation, ports);
  // An SSH key may stand there with another comment: it stays as it is.
  const wanted = creation.recipients.map(
    (recipient) => sealed.recipients.find((one) => isSameRecipient(one, recipient)) ?? recipient,
  );
  const added = wanted.filter((recipient) => !sealed.recipients.includes(recipient));
  const removed = sealed.recipients.filter((recipient) => !wanted.includes(recipient));
  warnOfOne(path, wanted, ports);
  if (added.length === 0 && removed.length === 0) return { ...none, outcome: 'current' };
  if (sealed.foreign.length > 0)
    return {
      ...none,
      outcome: 'refused',
      why: `${sealed.foreign.join(' and ')} keys open it too: use sops updatekeys`,
    };
  if (isDry) return { path, outcome: 'changed', added, removed };
  try {
    const fresh = await (await ports.stateFiles()).rewrap(path, bytes, wanted);
    return { path, outcome: 'changed', added, removed, fresh };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { ...none, outcome: hasCode(error, 'state/no-key') ? 'locked' : 'refused', why: error.message };
  }
}

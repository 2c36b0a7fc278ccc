/** Who a new state file is encrypted to. */
import { posix } from 'node:path';
import { inputFailure, operationFailure, unwrap } from '../core/error.ts';
import { fileOrigin } from '../core/issue.ts';
import { type Creation, chooseCreation } from '../core/sops/creation-rules.ts';
import { isSameRecipient } from '../core/sops/recipient.ts';
import type { EncryptionRule } from '../core/sops/rules.ts';
import type { Ports } from './ports/ports.ts';
import type { StateStore } from './state-store.ts';

/** For whom a new state file is sealed, and by which rule. */
export interface NewSealing {
  readonly recipients: readonly string[];
  readonly rule?: EncryptionRule;
}

/**
 * What `.sops.yaml` says; on this machine alone, without a rule, the recipients of the keys at hand, with a
 * warning. One of the keys at hand has to be among them: what we could not read again tomorrow we do not begin.
 *
 * @throws input `state/no-recipients`, `state/recipients`, `state/rules`; operation `state/no-key`.
 */
export async function chooseNewRecipients(store: StateStore, ports: Ports): Promise<NewSealing> {
  const own = await (await ports.stateFiles()).ownRecipients();
  const ruled = await readCreation(store);
  if (ruled === undefined && store.shared) throw noRecipients(store);
  if (ruled !== undefined) await requireRecipients(ruled, ports);
  const recipients = ruled?.recipients ?? own;
  if (!recipients.some((recipient) => own.some((one) => isSameRecipient(one, recipient))))
    throw noKey(store, recipients);
  if (ruled === undefined) warnOfOneKey(store, ports);
  else warnOfOne(store.shown, recipients, ports);
  return { recipients, ...(ruled === undefined ? {} : { rule: ruled.rule }) };
}

/** What the nearest `.sops.yaml` says about the file; undefined where none does. @throws input `state/rules`, `state/recipients`. */
export async function readCreation(store: Pick<StateStore, 'rules'>): Promise<Creation | undefined> {
  const rules = await store.rules();
  return rules === undefined ? undefined : unwrap(chooseCreation(rules.text, rules.shown, rules.paths));
}

/** Whoever a rule names has a key that can be. @throws input `state/recipients`: all that have none, at their rule. */
export async function requireRecipients({ recipients, origin }: Creation, ports: Ports): Promise<void> {
  const checked = (await ports.stateFiles()).checkRecipients(recipients);
  if (!checked.ok) throw inputFailure(...checked.issues.map((issue) => ({ ...issue, origin })));
}

/** Says that a file which one key alone opens is lost with it. */
export function warnOfOne(path: string, recipients: readonly string[], ports: Ports): void {
  if (recipients.length !== 1) return;
  ports.talk.warn({
    code: 'state/one-recipient',
    message: `${path} is encrypted to a single recipient: without that key it is lost`,
    hint: 'add a recovery key to .sops.yaml, kept offline, then run facs secrets updatekeys',
  });
}

function noRecipients(store: StateStore) {
  return inputFailure({
    code: 'state/no-recipients',
    message: `no rule of the meta repo's .sops.yaml says who can open ${store.shown}`,
    hint: `add a rule: path_regex: ^${posix.dirname(store.shown)}/, age: a comma-separated list of public keys`,
    origin: fileOrigin('.sops.yaml'),
  });
}

function noKey(store: StateStore, recipients: readonly string[]) {
  const whose =
    recipients.length === 0 ? 'there is no age key here' : `no key here belongs to ${recipients.join(', ')}`;
  return operationFailure({
    code: 'state/no-key',
    message: `${store.shown} would be created, but ${whose}`,
    target: store.shown,
    retry: 'never',
    next:
      recipients.length === 0
        ? 'make a key: age-keygen -o ~/.config/sops/age/keys.txt'
        : 'put the key of one of these recipients into SOPS_AGE_KEY, a file that SOPS_AGE_KEY_FILE names, or sops/age/keys.txt',
  });
}

function warnOfOneKey(store: StateStore, ports: Ports): void {
  ports.talk.warn({
    code: 'state/own-key',
    message: `${store.shown} is encrypted to the key of this machine alone: without that key it is lost`,
    hint: 'a single recipient is no backup; name more in .sops.yaml',
  });
}

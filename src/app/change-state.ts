/** Opening a state file, and changing one while others may do the same. */
import { unwrap } from '../core/error.ts';
import type { JsonObject } from '../core/json.ts';
import { parseState, type State, secretsOf } from '../core/state/state.ts';
import type { Ports } from './ports/ports.ts';
import { chooseNewRecipients } from './state-recipients.ts';
import { openStore, type StateStore, type StoreInputs } from './state-store.ts';

/** What a file holds: all of it, and what we know of that. */
export interface OpenedState {
  readonly value: JsonObject;
  readonly state: State;
}

/** The file as it is to be, and in words what is new in it. */
export interface Change {
  readonly value: JsonObject;
  readonly what: string;
}

/** How a state stands after a change. */
export interface ChangedState {
  readonly opened: OpenedState;
  readonly path: string;
  readonly outcome: 'created' | 'completed' | 'unchanged';
}

/** Writers that may come between before we give up. */
const ATTEMPTS = 8;

/** Opens the bytes of a store; from then on its secrets are masked. @throws as `StateFiles.open`; input `state/form`. */
export async function openState(store: StateStore, bytes: Uint8Array, ports: Ports): Promise<OpenedState> {
  const value = await (await ports.stateFiles()).open(store.shown, bytes);
  const state = unwrap(parseState(value, store.shown));
  for (const each of secretsOf(state)) ports.talk.mask(each);
  return { value, state };
}

/**
 * Changes a state, or makes it. `change` is asked again whenever somebody else was faster, with what they left; undefined
 * leaves the file as it is, which has to be there then.
 *
 * @throws operation `state/no-key` (lists the recipients; nothing was changed), `state/busy`; input `state/no-recipients`,
 *   `state/recipients`, `state/rules`; and as `openState` and `Meta.append`.
 */
export async function changeState(
  inputs: StoreInputs,
  ports: Ports,
  change: (before: OpenedState | undefined) => Promise<Change | undefined>,
): Promise<ChangedState> {
  const store = openStore(inputs, ports);
  let outcome: ChangedState['outcome'] = 'unchanged';
  for (let attempt = 1; ; attempt++) {
    const bytes = await store.read();
    const before = bytes === undefined ? undefined : await openState(store, bytes, ports);
    const wanted = await change(before);
    if (wanted === undefined && before !== undefined) return { opened: before, path: store.shown, outcome };
    if (wanted === undefined) throw new Error(`${store.shown} is neither there nor to be made`);
    const sealed = await seal(store, wanted.value, bytes, ports);
    const message = `State of ${inputs.instance}${before === undefined ? ', with ' : ': '}${wanted.what}`;
    if (await store.replace({ bytes: sealed, basedOn: bytes, message })) {
      outcome = before === undefined ? 'created' : 'completed';
      ports.talk.say(`${store.shown}: ${outcome}`);
    } else if (attempt >= ATTEMPTS) throw store.busy();
  }
}

async function seal(store: StateStore, value: JsonObject, previous: Uint8Array | undefined, ports: Ports) {
  const files = await ports.stateFiles();
  // A file that exists keeps its recipients: changing them is a deed of its own.
  if (previous !== undefined) return files.seal(store.shown, value, { previous });
  return files.seal(store.shown, value, await chooseNewRecipients(store, ports));
}

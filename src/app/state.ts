/** The state of an instance: reading it, and creating what it lacks at first need. */
import { hasCode, unwrap } from '../core/error.ts';
import type { JsonObject } from '../core/json.ts';
import { secret } from '../core/secret.ts';
import type { Needs } from '../core/state/clones.ts';
import {
  DIGEST_KEY_BYTES,
  describeLack,
  extendState,
  type Lack,
  lackOf,
  parseState,
  type State,
  secretsOf,
} from '../core/state/state.ts';
import { allocateUiids } from '../core/state/uiids.ts';
import type { Ports } from './ports/ports.ts';
import { chooseNewRecipients } from './state-recipients.ts';
import type { StateStanding } from './state-standing.ts';
import { openStore, type StateStore, type StoreInputs } from './state-store.ts';

/** Whose state, where it lies, and what it is to hold. */
export interface StateInputs extends StoreInputs {
  /** `needsOf` the modules of the definition. */
  readonly needs: Needs;
}

/** Writers that may come between before we give up: each leaves a state that lacks less. */
const ATTEMPTS = 8;

/**
 * How the state stands; writes nothing.
 * @throws operation `state/tampered`; input `state/form`, `state/not-sops`, `state/unsupported`; and as `Meta.snapshot`.
 */
export async function readState(inputs: StateInputs, ports: Ports): Promise<StateStanding> {
  const store = openStore(inputs, ports);
  const bytes = await store.read();
  if (bytes === undefined) return { kind: 'absent', path: store.shown };
  try {
    return { kind: 'open', path: store.shown, state: (await openState(store, bytes, ports)).state };
  } catch (error) {
    if (hasCode(error, 'state/no-key')) return { kind: 'locked', failure: error };
    throw error;
  }
}

/**
 * The state with everything that the modules need, created where it is lacking; two runs at once end with one state.
 * Where they need nothing it stays as it is. A state that lacks nothing is not written.
 *
 * @throws operation `state/no-key` (lists the recipients; nothing was changed), `state/busy`; input as `readState`, and
 *   `state/no-recipients`, `state/recipients`, `state/rules`, `state/uiids`; and as `Meta.append`.
 */
export async function ensureState(inputs: StateInputs, ports: Ports): Promise<StateStanding> {
  const { needs } = inputs;
  if (needs.usernames.length === 0) {
    const standing = await readState(inputs, ports);
    if (standing.kind !== 'open' || standing.state.digestKey !== undefined) return standing;
  }
  const store = openStore(inputs, ports);
  for (let attempt = 1; ; attempt++) {
    const bytes = await store.read();
    const before = bytes === undefined ? undefined : await openState(store, bytes, ports);
    const lack = lackOf(before?.state, needs);
    if (before !== undefined && lack === undefined) return { kind: 'open', path: store.shown, state: before.state };
    const lacking = lack ?? { ...needs, digestKey: true };
    const value = await extend(before, lacking, ports);
    const sealed = await seal(store, value, bytes, ports);
    const message = `State of ${inputs.instance}${before === undefined ? ', with ' : ': '}${describeLack(lacking)}`;
    if (await store.replace({ bytes: sealed, basedOn: bytes, message })) {
      ports.talk.say(`${store.shown}: ${before === undefined ? 'created' : 'completed'}`);
    } else if (attempt >= ATTEMPTS) throw store.busy();
  }
}

interface Opened {
  readonly value: JsonObject;
  readonly state: State;
}

async function openState(store: StateStore, bytes: Uint8Array, ports: Ports): Promise<Opened> {
  const value = await (await ports.stateFiles()).open(store.shown, bytes);
  const state = unwrap(parseState(value, store.shown));
  for (const each of secretsOf(state)) ports.talk.mask(each);
  return { value, state };
}

async function extend(before: Opened | undefined, lack: Lack, ports: Ports): Promise<JsonObject> {
  const ids = await ports.ids();
  return extendState(before?.value ?? {}, {
    passwords: new Map(lack.usernames.map((name) => [name, secret(ids.uuid())])),
    uiids: unwrap(allocateUiids(before?.state.uiids ?? new Map(), lack.instanceNames)),
    digestKey: lack.digestKey ? secret(ids.bytes(DIGEST_KEY_BYTES)) : undefined,
  });
}

async function seal(
  store: StateStore,
  value: JsonObject,
  previous: Uint8Array | undefined,
  ports: Ports,
): Promise<Uint8Array> {
  const files = await ports.stateFiles();
  // A file that exists keeps its recipients: changing them is a deed of its own.
  if (previous !== undefined) return files.seal(store.shown, value, { previous });
  return files.seal(store.shown, value, await chooseNewRecipients(store, ports));
}

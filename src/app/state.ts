/** The state of an instance: reading it, and creating what it lacks at first need. */
import { hasCode, unwrap } from '../core/error.ts';
import type { JsonObject } from '../core/json.ts';
import { secret } from '../core/secret.ts';
import { DIGEST_KEY_BYTES, extendState, type Lack, lackOf, parseState, type State } from '../core/state/state.ts';
import type { Ports } from './ports/ports.ts';
import { chooseNewRecipients } from './state-recipients.ts';
import type { StateStanding } from './state-standing.ts';
import { openStore, type StateStore, type StoreInputs } from './state-store.ts';

/** Whose state, and where it lies. */
export interface StateInputs extends StoreInputs {
  /** Users that need a password: `settings.modules` of the definition. Without any there is nothing to read. */
  readonly usernames: readonly string[];
}

/** Writers that may come between before we give up: each leaves a state that lacks less. */
const ATTEMPTS = 8;

/**
 * How the state stands; writes nothing. No file is opened for a definition without modules.
 * @throws operation `state/tampered`; input `state/form`, `state/not-sops`, `state/unsupported`; and as `Meta.snapshot`.
 */
export async function readState(inputs: StateInputs, ports: Ports): Promise<StateStanding> {
  const store = openStore(inputs, ports);
  const bytes = inputs.usernames.length === 0 ? undefined : await store.read();
  if (bytes === undefined) return { kind: 'absent', path: store.shown };
  try {
    return { kind: 'open', state: (await openState(store, bytes, ports)).state };
  } catch (error) {
    if (hasCode(error, 'state/no-key')) return { kind: 'locked', failure: error };
    throw error;
  }
}

/**
 * The state with everything that these users need, created where it is lacking; two runs at once end with one state.
 * Without users it stays as it is. A state that lacks nothing is not written.
 *
 * @throws operation `state/no-key` (lists the recipients; nothing was changed), `state/busy`; input as `readState`, and
 *   `state/no-recipients`, `state/recipients`, `state/rules`; and as `Meta.append`.
 */
export async function ensureState(inputs: StateInputs, ports: Ports): Promise<StateStanding> {
  const { usernames } = inputs;
  if (usernames.length === 0) return readState(inputs, ports);
  const store = openStore(inputs, ports);
  for (let attempt = 1; ; attempt++) {
    const bytes = await store.read();
    const before = bytes === undefined ? undefined : await openState(store, bytes, ports);
    const lack = lackOf(before?.state, usernames);
    if (before !== undefined && lack === undefined) return { kind: 'open', state: before.state };
    const value = await extend(before?.value ?? {}, lack ?? { usernames: [], digestKey: false }, ports);
    const sealed = await seal(store, value, bytes, ports);
    if (
      await store.replace({
        bytes: sealed,
        basedOn: bytes,
        message: messageOf(inputs.instance, before !== undefined, lack),
      })
    ) {
      ports.talk.say(`${store.shown}: ${before === undefined ? 'created' : 'completed'}`);
    } else if (attempt >= ATTEMPTS) throw store.busy();
  }
}

async function openState(
  store: StateStore,
  bytes: Uint8Array,
  ports: Ports,
): Promise<{ readonly value: JsonObject; readonly state: State }> {
  const value = await (await ports.stateFiles()).open(store.shown, bytes);
  const state = unwrap(parseState(value, store.shown));
  for (const password of Object.values(state.passwords)) ports.talk.mask(password);
  return { value, state };
}

async function extend(value: JsonObject, lack: Lack, ports: Ports): Promise<JsonObject> {
  const ids = await ports.ids();
  const passwords = Object.fromEntries(lack.usernames.map((name) => [name, secret(ids.uuid())]));
  return extendState(value, passwords, lack.digestKey ? secret(ids.bytes(DIGEST_KEY_BYTES)) : undefined);
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
  return files.seal(store.shown, value, { recipients: await chooseNewRecipients(store, ports) });
}

function messageOf(instance: string, existed: boolean, lack: Lack | undefined): string {
  const users = lack?.usernames.join(', ') ?? '';
  const what = users === '' ? 'the key of its digests' : `passwords of ${users}`;
  return existed ? `State of ${instance}: ${what}` : `State of ${instance}, with ${what}`;
}

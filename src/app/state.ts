/** The state of an instance: reading it, and creating what it lacks at first need. */
import { hasCode, unwrap } from '../core/error.ts';
import type { JsonObject } from '../core/json.ts';
import { secret } from '../core/secret.ts';
import type { Needs } from '../core/state/clones.ts';
import { DIGEST_KEY_BYTES, describeLack, extendState, type Lack, lackOf } from '../core/state/state.ts';
import { allocateUiids } from '../core/state/uiids.ts';
import { changeState, type OpenedState, openState } from './change-state.ts';
import type { Ports } from './ports/ports.ts';
import type { StateStanding } from './state-standing.ts';
import { openStore, type StoreInputs } from './state-store.ts';

/** Whose state, where it lies, and what it is to hold. */
export interface StateInputs extends StoreInputs {
  /** `needsOf` the modules of the definition. */
  readonly needs: Needs;
  /** The definition has secrets of its own: the state then holds at least the key of digests, which names their files. */
  readonly hasSecrets?: boolean;
}

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
  if (inputs.needs.usernames.length > 0) return completeState(inputs, ports);
  const standing = await readState(inputs, ports);
  const isNameless =
    standing.kind === 'open' ? standing.state.digestKey === undefined : standing.kind === 'absent' && inputs.hasSecrets;
  if (isNameless !== true) return standing;
  try {
    return await completeState(inputs, ports);
  } catch (error) {
    // It may turn out that nothing needs it.
    if (hasCode(error, 'state/no-key')) return { kind: 'locked', failure: error };
    throw error;
  }
}

async function completeState(inputs: StateInputs, ports: Ports): Promise<StateStanding> {
  const { needs } = inputs;
  const { opened, path } = await changeState(inputs, ports, async (before) => {
    const lack = lackOf(before?.state, needs);
    if (lack === undefined) return undefined;
    return { value: await extend(before, lack, ports), what: describeLack(lack) };
  });
  return { kind: 'open', path, state: opened.state };
}

async function extend(before: OpenedState | undefined, lack: Lack, ports: Ports): Promise<JsonObject> {
  const ids = await ports.ids();
  return extendState(before?.value ?? {}, {
    passwords: new Map(lack.usernames.map((name) => [name, secret(ids.uuid())])),
    uiids: unwrap(allocateUiids(before?.state.uiids ?? new Map(), lack.instanceNames)),
    digestKey: lack.digestKey ? secret(ids.bytes(DIGEST_KEY_BYTES)) : undefined,
  });
}

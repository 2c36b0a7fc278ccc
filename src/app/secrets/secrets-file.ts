/** The state file of an instance, as the commands about secrets meet it. */
import { operationFailure } from '../../core/error.ts';
import type { GatherInputs } from '../gather/places.ts';
import { gatherState } from '../gather-state.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import type { StateInputs } from '../state.ts';
import { openStore, type StateStore } from '../state-store.ts';

/** Whose it is, where it lies, and its bytes as they are now. */
export interface SecretsFile {
  readonly project: string;
  readonly instance: string;
  readonly inputs: StateInputs;
  readonly store: StateStore;
  readonly bytes: Uint8Array;
}

/** Finds it. @throws operation `state/absent`; and as `gatherState`. */
export async function findSecrets(inputs: GatherInputs, ports: Ports, environment: Environment): Promise<SecretsFile> {
  const { definition, state } = await gatherState(inputs, ports, environment);
  const store = openStore(state, ports);
  const bytes = await store.read();
  if (bytes === undefined)
    throw operationFailure({
      code: 'state/absent',
      message: `${store.shown} does not exist yet`,
      target: store.shown,
      retry: 'never',
      next: 'a deploy makes it, and so does facs secrets set',
    });
  const { project, instance } = definition;
  return { project, instance, inputs: state, store, bytes };
}

/** Puts new bytes in the place of those that were found. @throws operation `state/moved` when somebody else was faster. */
export async function replaceSecrets(
  { store, bytes, instance }: SecretsFile,
  fresh: Uint8Array,
  what: string,
): Promise<void> {
  if (await store.replace({ bytes: fresh, basedOn: bytes, message: `State of ${instance}: ${what}` })) return;
  throw operationFailure({
    code: 'state/moved',
    message: `${store.shown} was changed by somebody else meanwhile: nothing was written`,
    target: store.shown,
    retry: 'safe',
    next: 'look at what they changed, then run the same command again',
  });
}

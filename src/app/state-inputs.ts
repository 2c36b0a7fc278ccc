/** Which state belongs to what was gathered. */
import { needsOf } from '../core/state/clones.ts';
import type { Gathered } from './gather.ts';
import type { StateInputs } from './state.ts';

/** In meta where there is one, else under `topDir`. `cwd` is absolute: `.sops.yaml` may lie there or above. */
export function stateInputsFor(
  { definition, define, seen }: Pick<Gathered, 'definition' | 'define' | 'seen'>,
  { topDir, cwd }: { readonly topDir: string; readonly cwd: string },
): StateInputs {
  const { state, modules } = definition.settings;
  const hasSecrets = [definition, ...definition.overridden.values()].some(({ sealed }) => sealed.size > 0);
  const place: StateInputs['place'] =
    seen === undefined ? { kind: 'local', topDir, cwd, define } : { kind: 'meta', meta: seen.meta };
  return { ...state, place, needs: needsOf(modules), hasSecrets };
}

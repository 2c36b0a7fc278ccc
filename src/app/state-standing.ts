/** How the state of an instance stands for a command: open, locked, or not there yet. */
import { type OperationFailure, operationFailure } from '../core/error.ts';
import type { Needs } from '../core/state/clones.ts';
import { describeLack, lackOf, type State } from '../core/state/state.ts';
import type { Talk } from './ports/talk.ts';

/** `locked`: there is a state, but no key for it here; `failure` says so when something turns out to need it. */
export type StateStanding =
  | { readonly kind: 'open'; readonly path: string; readonly state: State }
  | { readonly kind: 'locked'; readonly failure: OperationFailure }
  | { readonly kind: 'absent'; readonly path: string };

/** What a run that writes would add to the state, for one that only looks. */
export function sayWhatLacks(standing: StateStanding, needs: Needs, talk: Talk): void {
  if (standing.kind === 'locked') return;
  const lack = lackOf(standing.kind === 'open' ? standing.state : undefined, needs);
  if (lack === undefined || (standing.kind === 'absent' && needs.usernames.length === 0)) return;
  const done = standing.kind === 'open' ? 'completed' : 'created';
  talk.say(`${standing.path}: would be ${done}, with ${describeLack(lack)}`);
}

/**
 * The failure of a command that needs secrets and does not have them: `state/no-key`, `state/absent` or
 * `state/incomplete`.
 * @param needs What is wanted, by name: `password of db`.
 */
export function stateNeeded(standing: StateStanding, needs: readonly string[]): OperationFailure {
  if (standing.kind === 'locked') return standing.failure;
  const next = 'a deploy makes passwords and uiids; facs secrets set keeps values';
  if (standing.kind === 'absent') {
    const message = `${standing.path} would be created: it does not exist yet, and would hold the ${needs.join(', the ')}`;
    return operationFailure({ code: 'state/absent', message, target: standing.path, retry: 'never', next });
  }
  return operationFailure({
    code: 'state/incomplete',
    message: `the state has no ${needs.join(', no ')} yet`,
    retry: 'never',
    next,
  });
}

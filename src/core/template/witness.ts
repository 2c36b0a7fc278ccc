/** Reading that is noticed: what a template used decides how often, and how secretly, its output is kept. */
import { reveal } from '../secret.ts';
import type { State } from '../state/state.ts';

/** What a template used. */
export type Used = 'target' | 'host' | 'secret';

/** Who is told of a use. */
export interface Witness {
  add(use: Used): unknown;
}

/** Thrown out of a render that asks for something of a state that is not at hand; `wanted` names it: `password of db`. */
export interface StateMissing extends Error {
  readonly wanted: string;
}

/** Who is told, and of which uses. */
export interface Watching {
  readonly witness: Witness;
  readonly uses: readonly Used[];
}

/** A property that tells the witness when it is read, by whatever way a template gets there. */
export function watch(on: object, name: string, { witness, uses }: Watching, read: () => unknown): void {
  Object.defineProperty(on, name, {
    enumerable: true,
    configurable: true,
    get() {
      for (const use of uses) witness.add(use);
      return read();
    },
  });
}

/** The password of a user. @throws StateMissing. */
export function passwordOf(state: State | undefined, username: string): string {
  const password = state?.passwords.get(username);
  if (password === undefined) throw missing(`password of ${username}`);
  return reveal(password);
}

/** What a property throws whose value is not at hand. */
export function missing(wanted: string): StateMissing {
  return Object.assign(new Error(wanted), { wanted });
}

/** True for what a property threw because its value is not at hand. */
export function isStateMissing(error: unknown): error is StateMissing {
  return error instanceof Error && 'wanted' in error;
}

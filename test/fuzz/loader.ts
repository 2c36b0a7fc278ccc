/** What the fuzz knows of anything that reads what others wrote. */

import { describeFailure } from '../../src/cli/describe-failure.ts';
import { inputFailure, isFailure, type OperationFailure, type UsageFailure } from '../../src/core/error.ts';
import type { Issue } from '../../src/core/issue.ts';
import type { Random } from './random.ts';

/** How an input ended. A crash is none of these. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  /** An operation that failed, told in words: a file that was tampered with. */
  | { readonly kind: 'failed'; readonly failure: OperationFailure | UsageFailure };

/** Something that reads a file, or an answer, of others. */
export interface Loader {
  /** Begins the names of its inputs. */
  readonly name: string;
  /** Valid files. */
  readonly samples: readonly (string | Uint8Array)[];
  /** Places for hostile values: the text of a file with the value in it. */
  readonly slots: readonly ((value: string) => string)[];
  /** False: it has no text to point into, so that its refusals name no line. */
  readonly hasPlaces: boolean;
  load(bytes: Uint8Array): Promise<Outcome>;
  /** A file of some value, which has to be read as exactly that value. */
  compose?(random: Random): { readonly text: string; readonly value: unknown };
  /** The plain value of a file, for comparing; without it the outcome's own counts. */
  readBack?(bytes: Uint8Array): Promise<unknown>;
  /** What is wrong with that value, by another way to read the same bytes; undefined when they agree. */
  compare?(bytes: Uint8Array, outcome: Outcome): Promise<string | undefined>;
}

/** The outcome of work that gives a value or throws a failure that was foreseen. @throws whatever else it throws. */
export async function outcomeOf(work: () => unknown): Promise<Outcome> {
  try {
    return { kind: 'value', value: await work() };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return error.kind === 'input' ? { kind: 'refused', issues: error.issues } : { kind: 'failed', failure: error };
  }
}

/** All that a person would read of an outcome. */
export function wordsOf(outcome: Outcome): readonly string[] {
  if (outcome.kind === 'value') return [];
  const failure = outcome.kind === 'failed' ? outcome.failure : inputFailure(...outcome.issues);
  return describeFailure(failure, false).split('\n');
}

/** The text of bytes, undefined when they are no UTF-8; without a byte order mark. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The commits of a range, taken into a ledger. */

import { isFailure } from '../../core/error.ts';
import { Ledger } from '../../core/meta/integrity/ledger.ts';
import type { CommitRange, MetaHistory } from '../ports/meta-history.ts';

/** A ledger, and every path that a commit of the range touched. */
export interface ReadLedger {
  readonly ledger: Ledger;
  readonly touched: ReadonlySet<string>;
}

/**
 * Reads it to its end; of a history that is known to be broken, as far as it goes.
 * @param nowMs Milliseconds since 1970.
 */
export async function readLedger(
  history: MetaHistory,
  range: CommitRange,
  { nowMs, isBroken }: { readonly nowMs: number; readonly isBroken: boolean },
): Promise<ReadLedger> {
  const ledger = new Ledger(Math.floor(nowMs / 1000));
  const touched = new Set<string>();
  try {
    for await (const step of history.steps(range)) {
      ledger.take(step);
      for (const { path } of step.changes) touched.add(path);
    }
  } catch (error) {
    if (!isBroken || !isFailure(error)) throw error;
  }
  return { ledger, touched };
}

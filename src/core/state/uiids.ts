/** The numbers of clones: given out once, from 1, never given to another (F-39). */
import type { Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';

/** A uiid fits into a byte. */
export const HIGHEST_UIID = 255;

/** True for a number that a clone can have. */
export function isUiid(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= HIGHEST_UIID;
}

/**
 * Numbers for clones that have none, in this order: each one above the highest that was ever given out.
 * Issue: `state/uiids` when there are no more.
 */
export function allocateUiids(
  taken: ReadonlyMap<string, number>,
  names: readonly string[],
): Result<ReadonlyMap<string, number>> {
  const highest = Math.max(0, ...taken.values());
  const given = new Map(names.map((name, i) => [name, highest + 1 + i] as const));
  if (highest + names.length <= HIGHEST_UIID) return valid(given);
  const issue: Issue = {
    code: 'state/uiids',
    message: `${names.slice(HIGHEST_UIID - highest).join(', ')} cannot have a uiid: ${HIGHEST_UIID} is the highest, and none is given out twice`,
    path: 'modules',
    hint: 'lower n_instances',
  };
  return invalid(issue);
}

/** A plan that was saved to be looked at, and is to be carried out unchanged. */
import { isObject, type Json, parseShallowJson } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { type Plan, planDigest } from './plan.ts';

/** The plan as `facs plan --json` printed it, or the `plan` of it alone. */
export interface SavedPlan {
  readonly plan: Plan;
  readonly digest: string;
}

/** Levels of lists and mappings; a plan has five. */
const MAX_DEPTH = 20;

/**
 * Issues `plan/unreadable` (not JSON, or not a plan), `plan/edited` (its digest is another one), `plan/unknown-tree` (it
 * was made without a key, so nobody knows what hosts would get).
 * @param path Of the file, for messages.
 */
export function parseSavedPlan(text: string, path: string): Result<SavedPlan> {
  const read = parseShallowJson(text, MAX_DEPTH);
  const printed = isObject(read) ? read : {};
  const plan = isObject(printed['plan']) ? printed['plan'] : printed;
  if (!isPlan(plan)) return refuse(path, 'plan/unreadable', 'this is no plan', 'facs plan --json prints one');
  if (typeof printed['unknown'] === 'string')
    return refuse(path, 'plan/unknown-tree', 'it was made without the key of the state', 'make it where the key is');
  const digest = planDigest(plan);
  const { planDigest: told } = printed;
  if (typeof told === 'string' && told !== digest)
    return refuse(path, 'plan/edited', 'it was changed after it was made', 'make a new one with facs plan --json');
  return valid({ plan, digest });
}

function isPlan(value: unknown): value is Plan {
  if (!isObject(value)) return false;
  const { project, instance, release, channel, definitions, hosts } = value;
  const isNamed = [project, instance, channel].every((each) => typeof each === 'string');
  const isHost = (host: Json) => isObject(host) && typeof host['host'] === 'string';
  if (!isNamed || !Array.isArray(hosts) || !hosts.every(isHost)) return false;
  return isObject(release) && typeof release['githash'] === 'string' && isObject(definitions);
}

function refuse(path: string, code: string, message: string, hint: string) {
  return invalid({ code, message: `${path}: ${message}`, hint, origin: { kind: 'input', name: '--plan' } });
}

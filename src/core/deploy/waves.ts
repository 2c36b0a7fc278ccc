/** Which hosts are activated together, and when a roll-out has failed often enough. */
import { type Amount, countOf } from '../definition/amount.ts';
import type { Host } from '../definition/settings.ts';
import type { Waves } from '../definition/waves.ts';

/**
 * Hosts in waves, in their order; each host once. Without a wish all go together. With `by`, each group is one failure
 * domain: groups come in the order of their first host, and those of hosts that do not say come last.
 */
export function toWaves<H>(
  hosts: readonly H[],
  waves: Waves | undefined,
  hostOf: (each: H) => Pick<Host, 'region' | 'labels'>,
): readonly (readonly H[])[] {
  if (waves === undefined) return hosts.length === 0 ? [] : [hosts];
  const { by } = waves;
  if (by === undefined) return cut(hosts, waves.sizes);
  const groups = new Map<string, H[]>();
  for (const each of hosts) {
    const group = groupOf(hostOf(each), by);
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  const nameless = groups.get('');
  groups.delete('');
  if (nameless !== undefined) groups.set('', nameless);
  return [...groups.values()].flatMap((group) => cut(group, waves.sizes));
}

/**
 * True when more hosts failed than may. Without a budget nothing is ever spent.
 * @param all Hosts that were to change.
 */
export function isSpent(budget: Amount | undefined, failed: number, all: number): boolean {
  return budget !== undefined && failed > allowed(budget, all);
}

/** Half a host too many is one too many: a part of all is rounded down here. */
function allowed(budget: Amount, all: number): number {
  return budget.kind === 'count' ? budget.count : Math.floor((budget.percent / 100) * all);
}

/** A part means a part of these hosts; the last size counts on. */
function cut<H>(hosts: readonly H[], sizes: readonly Amount[]): readonly (readonly H[])[] {
  const waves: (readonly H[])[] = [];
  for (let from = 0; from < hosts.length; ) {
    const size = sizes[Math.min(waves.length, sizes.length - 1)];
    const count = size === undefined ? hosts.length : Math.max(1, countOf(size, hosts.length));
    waves.push(hosts.slice(from, from + count));
    from += count;
  }
  return waves;
}

function groupOf({ region, labels }: Pick<Host, 'region' | 'labels'>, by: string): string {
  return (by === 'region' ? region : labels[by]) ?? '';
}

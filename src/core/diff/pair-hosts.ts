/** Which host of one instance is compared with which of another. */
import { hostsOrLocal } from '../definition/choose-hosts.ts';
import type { Settings } from '../definition/settings.ts';

/** Two hosts of one target; one of them is missing where the other instance has no such target. */
export interface HostPair {
  readonly target: string;
  readonly a?: string;
  readonly b?: string;
}

/**
 * Target by target: hosts of one name together, the others in the order written; where one instance has more hosts, the
 * rest is compared with the first of the other. An instance without hosts is this machine, and stands for each target.
 */
export function pairHosts(a: Settings, b: Settings): readonly HostPair[] {
  const targets = [...new Set([...a.targets, ...b.targets].map(({ name }) => name))];
  if (targets.length === 0) return pairTarget('', hostsIn(a, ''), hostsIn(b, ''));
  return targets.flatMap((target) => pairTarget(target, hostsIn(a, target), hostsIn(b, target)));
}

function hostsIn(settings: Settings, target: string): readonly string[] {
  if (settings.hosts.length === 0) return hostsOrLocal(settings).map((host) => host.name);
  return settings.targets.find(({ name }) => name === target)?.hosts ?? [];
}

function pairTarget(target: string, a: readonly string[], b: readonly string[]): readonly HostPair[] {
  const [firstA, firstB] = [a[0], b[0]];
  if (firstA === undefined) return b.map((host) => ({ target, b: host }));
  if (firstB === undefined) return a.map((host) => ({ target, a: host }));
  const common = a.filter((host) => b.includes(host));
  const [restA, restB] = [a, b].map((hosts) => hosts.filter((host) => !common.includes(host))) as [string[], string[]];
  const length = Math.max(restA.length, restB.length);
  const others = Array.from({ length }, (_, i) => ({ target, a: restA[i] ?? firstA, b: restB[i] ?? firstB }));
  return [...common.map((host) => ({ target, a: host, b: host })), ...others];
}

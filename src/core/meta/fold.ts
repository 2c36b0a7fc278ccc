/** Who runs what now, folded from deployments and events. There is no second copy of it that could go stale. */
import type { Copy, DeploymentBegin, DeploymentEnd, HostOutcome, MetaEvent, MetaRecord } from './record.ts';

/** What the records say of one host. */
export interface HostState {
  readonly host: string;
  /** What it runs; undefined when nothing ever succeeded there, or it could not be asked. */
  readonly copy: Copy | undefined;
  /** Id of the last deployment that had it in its plan. */
  readonly deployment: string;
  /** How that ended there; undefined while it has no end. */
  readonly outcome: HostOutcome | undefined;
}

/** An instance that stays where it is, whatever its channel says. */
export interface Hold {
  readonly event: string;
  readonly release: string;
  readonly reason: string;
  /** RFC 3339; empty: until it is released. */
  readonly until: string;
  readonly who: string;
}

/** One deployment with its end; without one it is running or was interrupted, which only its lock tells. */
export interface DeploymentState {
  readonly begin: DeploymentBegin;
  readonly end: DeploymentEnd | undefined;
}

/** Everything that the records say of one instance. */
export interface InstanceState {
  readonly instance: string;
  /** In order of names. */
  readonly hosts: readonly HostState[];
  readonly hold: Hold | undefined;
  /** Oldest first: all of them that were folded. */
  readonly deployments: readonly DeploymentState[];
}

/**
 * The state of every instance that the records of one project speak of, in order of names.
 * @param records In any order; kinds that say nothing of instances are skipped. For what a host runs, the last begin
 *   that names it, and its end, are enough.
 */
export function foldInstances(records: Iterable<MetaRecord>): ReadonlyMap<string, InstanceState> {
  const all = [...records];
  const begins = byId(all.filter((record) => record.kind === 'deployment-begin'));
  const ends = new Map(
    all.flatMap((record) => (record.kind === 'deployment-end' ? [[record.id, record] as const] : [])),
  );
  const events = byId(all.filter((record) => record.kind === 'event')).filter((event) => event.instance !== '');
  const names = new Set([...begins, ...events].map((record) => record.instance));
  return new Map(
    [...names].sort().map((instance) => {
      const deployments = begins
        .filter((begin) => begin.instance === instance)
        .map((begin) => ({ begin, end: ends.get(begin.id) }));
      const hold = foldHold(events.filter((event) => event.instance === instance));
      return [instance, { instance, hosts: foldHosts(deployments), hold, deployments }];
    }),
  );
}

function byId<R extends { readonly id: string }>(records: readonly R[]): R[] {
  return records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function foldHosts(deployments: readonly DeploymentState[]): HostState[] {
  const hosts = new Map<string, HostState>();
  for (const { begin, end } of deployments) {
    for (const plan of begin.hosts) {
      const result = end?.hosts.find((each) => each.host === plan.host);
      hosts.set(plan.host, {
        host: plan.host,
        copy: result === undefined ? plan.from : (result.now ?? (result.outcome === 'skipped' ? plan.from : undefined)),
        deployment: begin.id,
        outcome: result?.outcome,
      });
    }
  }
  return [...hosts.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
}

function foldHold(events: readonly MetaEvent[]): Hold | undefined {
  const last = events.findLast((event) => event.event === 'hold' || event.event === 'hold-released');
  if (last === undefined || last.event === 'hold-released') return undefined;
  return {
    event: last.id,
    release: last.fields['release'] ?? '',
    reason: last.fields['reason'] ?? '',
    until: last.fields['until'] ?? '',
    who: last.who,
  };
}

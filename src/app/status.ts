/** What runs where: from the records of meta, and from the hosts themselves. */

import { chooseHosts } from '../core/definition/choose-hosts.ts';
import type { Host } from '../core/definition/settings.ts';
import type { HostFacts, KeptOutcome } from '../core/deploy/host-facts.ts';
import { type Operation, unwrap } from '../core/error.ts';
import type { Hold, HostState, InstanceState } from '../core/meta/fold.ts';
import { describeFreeze, freezeAt } from '../core/meta/freeze.ts';
import { decodeLockNote, type LockNote } from '../core/meta/lock-note.ts';
import { lockRef } from '../core/meta/paths.ts';
import type { Copy, HostOutcome } from '../core/meta/record.ts';
import { readChannel } from './channels.ts';
import { gatherDeployed } from './deploy/deployed-definition.ts';
import { settleAll } from './deploy/fleet.ts';
import { holdAt } from './deploy/hold.ts';
import { chooseMachines, type MachineContext, type MachineInputs } from './deploy/machines.ts';
import { probeHost } from './deploy/probe-host.ts';
import type { InstanceName } from './deployments.ts';
import type { GatherInputs } from './gather/places.ts';
import { readInstance } from './instance-state.ts';
import { openMeta } from './open-meta.ts';
import type { Meta } from './ports/meta-repo.ts';
import { readProject } from './projects.ts';

/** Inputs of `facs status`. */
export interface StatusInputs extends GatherInputs, MachineInputs {
  /** Ask the hosts too; without meta they are always asked. */
  readonly live: boolean;
}

/** One instance at a glance. */
export interface Status {
  readonly project: string;
  readonly instance: string;
  /** Empty: it follows none. */
  readonly channel: string;
  /** Githash that the channel maps to; undefined without one, or without meta. */
  readonly wanted: string | undefined;
  /** Why the whole channel is held; undefined when it is not. */
  readonly channelHold: string | undefined;
  readonly hold: Hold | undefined;
  /** Why no channel moves or deploys it now: the freeze in force, in words; undefined when there is none. */
  readonly freeze: string | undefined;
  /** Who works on it, or keeps everybody from doing so; undefined when nobody does. */
  readonly lock: StandingLock | undefined;
  /** The last deployment. `running` while its lock is held, `interrupted` when it ended without a word. */
  readonly last: LastDeployment | undefined;
  readonly hosts: readonly HostStatus[];
}

/** A lock that is in force. `since`: taken or last renewed, in ms since 1970, by the clock of its holder. */
export interface StandingLock extends Pick<LockNote, 'holder' | 'runUrl' | 'reason' | 'byHand'> {
  readonly since: number;
}

/** What the newest begin record says, and whether it came to its end. */
export interface LastDeployment {
  readonly id: string;
  readonly state: 'ended' | 'running' | 'interrupted';
  /** The commit of the definitions that its plan was made from; empty texts when they were of none. */
  readonly definitions: { readonly url: string; readonly githash: string };
}

/** One host: what records say, and what it says itself if it was asked. */
export interface HostStatus {
  readonly host: Host;
  readonly recorded:
    | (Copy & { readonly since: number | undefined; readonly outcome: HostOutcome | undefined })
    | undefined;
  readonly live: LiveHost | undefined;
}

/** The answer of a host, or why there is none. */
export type LiveHost =
  | { readonly kind: 'answered'; readonly copy: Copy | undefined; readonly outcome: KeptOutcome | undefined }
  | { readonly kind: 'silent'; readonly failure: Operation };

/** Reads; changes nothing. @throws input as `gatherDefinition`, `chooseMachines`; operation as meta. */
export async function readStatus(inputs: StatusInputs, context: MachineContext): Promise<Status> {
  const { ports } = context;
  const meta = inputs.meta === undefined ? undefined : await openMeta(ports, inputs);
  const { definition } = await gatherDeployed(inputs, ports, meta);
  const { project, instance, settings } = definition;
  const asks = inputs.live || meta === undefined;
  const machines = asks ? await chooseMachines(definition, inputs, context) : undefined;
  const hosts = machines?.hosts ?? unwrap(chooseHosts(settings, inputs));
  const [live, recorded] = await Promise.all([
    machines === undefined ? undefined : askAll(hosts, machines.reach),
    meta === undefined
      ? undefined
      : readRecorded(meta, { project, instance, channel: settings.channel }, ports.clock.now()),
  ]);
  return {
    ...{ project, instance },
    channel: settings.channel ?? '',
    wanted: recorded?.wanted,
    channelHold: recorded?.channelHold,
    hold: recorded?.hold,
    freeze: recorded?.freeze,
    lock: recorded?.lock,
    last: recorded?.last,
    hosts: hosts.map((host) => ({
      host,
      recorded: toRecorded(recorded?.state, host.name),
      live: live?.get(host.name),
    })),
  };
}

async function readRecorded(
  meta: Meta,
  name: { readonly project: string; readonly instance: string; readonly channel: string | undefined },
  now: number,
) {
  const snapshot = await meta.snapshot();
  const [state, channel, lock, project] = await Promise.all([
    readInstance(snapshot, name),
    name.channel === undefined ? undefined : readChannel(snapshot, name.project, name.channel),
    readLock(meta, name, now),
    readProject(snapshot, name.project),
  ]);
  const freeze = channel === undefined ? undefined : freezeAt(project.freezes, channel.name, now);
  const last = state?.deployments.at(-1);
  const isRunning = lock !== undefined && !lock.byHand;
  const ended = last?.end === undefined ? (isRunning ? 'running' : 'interrupted') : 'ended';
  return {
    state,
    wanted: channel?.release,
    channelHold: channel?.hold,
    hold: holdAt(state, now),
    freeze: freeze === undefined ? undefined : describeFreeze(freeze),
    lock,
    last: last && ({ id: last.begin.id, state: ended, definitions: last.begin.definitions } as const),
  };
}

/** A live lock of a run is renewed well within its lease; as much again is for clocks that differ. */
async function readLock(meta: Meta, { project, instance }: InstanceName, now: number) {
  const lock = await meta.readLock(lockRef(project, instance));
  if (lock === undefined) return undefined;
  const { holder, runUrl, reason, byHand, leaseMs } = decodeLockNote(lock.holder);
  const isLive = byHand || now - lock.renewedAt < 2 * leaseMs;
  return isLive ? { holder, runUrl, reason, byHand, since: lock.renewedAt } : undefined;
}

function toRecorded(state: InstanceState | undefined, host: string): HostStatus['recorded'] {
  const known: HostState | undefined = state?.hosts.find((each) => each.host === host);
  if (known?.copy === undefined) return undefined;
  return { ...known.copy, since: sinceOf(state, host, known.copy), outcome: known.outcome };
}

/** When the host came to run this copy: the end of the deployment that brought it. */
function sinceOf(state: InstanceState | undefined, host: string, copy: Copy): number | undefined {
  const brought = state?.deployments.findLast(({ end }) =>
    end?.hosts.some(
      ({ host: name, outcome, now }) =>
        name === host && outcome === 'activated' && now?.tree === copy.tree && now.release === copy.release,
    ),
  );
  return brought?.end?.endedAt;
}

async function askAll(
  hosts: readonly Host[],
  reach: Parameters<typeof probeHost>[1],
): Promise<ReadonlyMap<string, LiveHost>> {
  const settled = await settleAll(
    hosts.map((host) => ({ host })),
    async ({ host }) => {
      const { facts, connection } = await probeHost(host, reach, Promise.resolve(undefined));
      await connection.close();
      return toLive(facts);
    },
  );
  return new Map(
    settled.map((each) => [each.host.name, 'value' in each ? each.value : { kind: 'silent', failure: each.failure }]),
  );
}

function toLive({ kept, current }: HostFacts): LiveHost {
  const found = kept.find(({ name }) => name === current);
  const copy = found?.about && { release: found.about.release, tree: found.about.tree };
  return { kind: 'answered', copy, outcome: found?.outcome };
}

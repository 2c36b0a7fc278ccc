/** Compares every file on every host with the tree that it got; mends exactly those that differ, if that is wanted. */
import type { Host } from '../core/definition/settings.ts';
import { releaseEntries } from '../core/deploy/manifest.ts';
import { hasCode } from '../core/error.ts';
import type { InstanceState } from '../core/meta/fold.ts';
import type { Secret } from '../core/secret.ts';
import { needsOf } from '../core/state/clones.ts';
import { checkHistory } from './deploy/check-history.ts';
import { type DeployedDefinition, gatherDeployed } from './deploy/deployed-definition.ts';
import { type Settled, settleAll } from './deploy/fleet.ts';
import { chooseMachines, type MachineContext } from './deploy/machines.ts';
import { whileLocked } from './deploy/while-locked.ts';
import type { SeenMeta } from './gather/places.ts';
import { readInstance } from './instance-state.ts';
import { openMeta } from './open-meta.ts';
import type { Connection } from './ports/hosts.ts';
import { readFullTree } from './read-full-tree.ts';
import { readState } from './state.ts';
import { inspectHost, type Judging, type Recorded } from './verify/inspect-host.ts';
import { mendHosts } from './verify/mend-hosts.ts';
import type { HostVerdict, Inspected, Standing, Verified, VerifyInputs } from './verify/verdict.ts';

/**
 * Without meta the host's own memory is what it is compared with. A repair holds the lock of the instance and is
 * recorded as an event.
 *
 * @throws input as `gatherDeployed`, `chooseMachines`; operation `meta/rewound`, `lock/held`, as meta and state.
 */
export async function verify(inputs: VerifyInputs, context: MachineContext): Promise<Verified> {
  const { ports, environment } = context;
  const meta = inputs.meta === undefined ? undefined : await openMeta(ports, inputs);
  const deployed = await gatherDeployed(inputs, ports, meta);
  const { project, instance, settings } = deployed.definition;
  const work = async (stop?: AbortSignal) =>
    look(inputs, context, { deployed, seen: meta && { meta, snapshot: await meta.snapshot() }, stop });
  if (!inputs.repair) return work();
  const interruption = await ports.interruption();
  if (meta === undefined) return work(interruption);
  const wish = {
    ...{ project, instance, interruption },
    ...{ holder: environment.actor, runUrl: environment.runUrl ?? '', reason: inputs.reason ?? 'repair' },
    waitMs: settings.deploy.lockWaitMs,
  };
  return whileLocked({ meta, wish, ports }, work);
}

async function look(inputs: VerifyInputs, context: MachineContext, standing: Standing): Promise<Verified> {
  const { definition } = standing.deployed;
  const { project, instance, settings } = definition;
  const [machines, state, key] = await Promise.all([
    chooseMachines(definition, inputs, context),
    standing.seen && readInstance(standing.seen.snapshot, definition),
    standing.seen && readKey(standing.seen, standing.deployed, context),
  ]);
  const own = { key, shared: settings.deploy.shared, excludes: definition.excludes };
  const judging = await Promise.all(
    machines.hosts.map(async (host) => ({
      host,
      ...own,
      recorded: await readRecorded(host, state, standing, project),
    })),
  );
  const settled = await settleAll(judging, async ({ host, ...judge }) =>
    inspect(host, await machines.reach(host), judge),
  );
  const inspected = settled.flatMap((each) => ('value' in each ? [each.value] : []));
  try {
    await checkHistory(
      inspected.map(({ host, inspection }) => ({ host, facts: inspection.found })),
      standing.seen,
    );
    const mended = inputs.repair ? await mendHosts(inspected, { inputs, context, standing, state }) : new Map();
    return { project, instance, hosts: settled.map((each) => mended.get(each.host.name) ?? toVerdict(each)) };
  } finally {
    await Promise.all(inspected.map(({ connection }) => connection.close()));
  }
}

async function inspect(host: Host, connection: Connection, judging: Judging): Promise<Inspected> {
  try {
    return { host, connection, judging, inspection: await inspectHost(host, connection, judging) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** What records say of the host; undefined where they say nothing. */
async function readRecorded(
  host: Host,
  state: InstanceState | undefined,
  { seen }: Standing,
  project: string,
): Promise<Recorded | undefined> {
  const copy = state?.hosts.find((each) => each.host === host.name)?.copy;
  if (copy === undefined || seen === undefined) return undefined;
  const tree = await readFullTree(seen.snapshot, project, copy.tree);
  return { copy, entries: tree && releaseEntries(tree) };
}

/** The key of digests; without it files with secrets are compared with what hosts remember. */
async function readKey(
  { meta }: SeenMeta,
  { definition }: DeployedDefinition,
  { ports }: MachineContext,
): Promise<Secret<Uint8Array> | undefined> {
  const { state, modules } = definition.settings;
  try {
    const standing = await readState({ ...state, place: { kind: 'meta', meta }, needs: needsOf(modules) }, ports);
    return standing.kind === 'open' ? standing.state.digestKey : undefined;
  } catch (error) {
    if (hasCode(error, 'state/no-key')) return undefined;
    throw error;
  }
}

function toVerdict(settled: Settled<Inspected>): HostVerdict {
  const { host } = settled;
  if ('failure' in settled) return { host, files: 0, unproven: 0, drift: [], mended: [], failure: settled.failure };
  const { copy, files, unproven, drift } = settled.value.inspection;
  return { host, ...(copy && { copy }), files, unproven, drift, mended: [] };
}

/** Mends hosts whose files differ: builds what they got once more, sends what differs, looks again. */
import { commandLines } from '../../core/deploy/activation.ts';
import { restartsFor } from '../../core/deploy/compute-plan.ts';
import { isFailure, type Operation, operationFailure } from '../../core/error.ts';
import type { InstanceState } from '../../core/meta/fold.ts';
import type { BuiltTree } from '../../core/tree/tree.ts';
import { buildTrees } from '../build-trees.ts';
import { eventOf, pushRecords } from '../deploy/deployment-records.ts';
import { hostFailure } from '../deploy/fleet.ts';
import type { MachineContext } from '../deploy/machines.ts';
import { PATIENCE_S, tell } from '../deploy/tell-host.ts';
import { type Gathered, gather } from '../gather.ts';
import { readState } from '../state.ts';
import { stateInputsFor } from '../state-inputs.ts';
import { inspectHost } from './inspect-host.ts';
import { repairHost } from './repair-host.ts';
import type { HostVerdict, Inspected, Standing, VerifyInputs } from './verdict.ts';

/** What mending needs to know. */
export interface Mending {
  readonly inputs: VerifyInputs;
  readonly context: MachineContext;
  readonly standing: Standing;
  readonly state: InstanceState | undefined;
}

/** Verdicts of the hosts that differed, by name. What was mended is recorded. @throws as `gather` and `buildTrees`. */
export async function mendHosts(
  inspected: readonly Inspected[],
  mending: Mending,
): Promise<ReadonlyMap<string, HostVerdict>> {
  const differing = inspected.filter(({ inspection }) => inspection.drift.length > 0);
  const groups = Map.groupBy(differing, (each) => JSON.stringify(originOf(each, mending)));
  const verdicts: HostVerdict[] = [];
  for (const alike of groups.values()) verdicts.push(...(await mendAlike(alike, mending)));
  await record(verdicts, mending);
  return new Map(verdicts.map((verdict) => [verdict.host.name, verdict]));
}

/** Which release, and which definitions: hosts where both are the same are built for together. */
function originOf({ host, inspection }: Inspected, { state }: Mending) {
  const { copy } = inspection;
  const begin = state?.deployments.findLast(({ begin: { hosts } }) =>
    hosts.some(({ host: name, to }) => name === host.name && to.tree === copy?.tree),
  )?.begin;
  const definitions = begin?.definitions.githash ?? '';
  return { version: copy?.release, ...(isApart(definitions, copy?.release) && { 'define-ref': definitions }) };
}

function isApart(definitions: string, release: string | undefined): boolean {
  return definitions !== '' && definitions !== release;
}

async function mendAlike(alike: readonly Inspected[], mending: Mending): Promise<readonly HostVerdict[]> {
  const { inputs, context } = mending;
  const [first] = alike;
  if (first === undefined) return [];
  const asIs = inputs['src-dir'] !== undefined;
  const gathered = await gather({ ...inputs, ...(asIs ? {} : originOf(first, mending)) }, context.ports);
  const built = await build(gathered, alike, mending);
  const { stop } = mending.standing;
  return Promise.all(alike.map((each) => mendOne(each, { gathered, built: built.get(each.host.name), context, stop })));
}

async function build(
  gathered: Gathered,
  alike: readonly Inspected[],
  { inputs, context }: Mending,
): Promise<ReadonlyMap<string, BuiltTree>> {
  const { definition, release, define } = gathered;
  const at = { topDir: inputs['top-dir'], cwd: context.environment.cwd };
  const state = await readState(stateInputsFor(gathered, at), context.ports);
  const hosts = alike.map(({ host }) => host);
  return buildTrees({ definition, release, define, hosts, state, topDir: inputs['top-dir'] }, context.ports);
}

interface Means {
  readonly gathered: Gathered;
  readonly built: BuiltTree | undefined;
  readonly context: MachineContext;
  readonly stop: AbortSignal | undefined;
}

async function mendOne(inspected: Inspected, means: Means): Promise<HostVerdict> {
  const { host, connection, inspection, judging } = inspected;
  const { copy, drift, files, unproven } = inspection;
  const before = { host, ...(copy && { copy }), files, unproven };
  try {
    await mend(inspected, means);
    const after = await inspectHost(host, connection, judging);
    return { ...before, drift: after.drift, mended: drift };
  } catch (error) {
    if (!isFailure(error) || error.kind !== 'operation') throw error;
    return { ...before, drift, mended: [], failure: error };
  }
}

async function mend(
  { host, connection, inspection, judging }: Inspected,
  { gathered, built, context, stop }: Means,
): Promise<void> {
  const { ports } = context;
  if (stop?.aborted) throw interrupted(host, stop.reason);
  if (built === undefined || built.tree.digest !== inspection.copy?.tree) throw otherTree(host, gathered);
  const id = (await ports.ids()).ulid(ports.clock.now());
  const repair = { id, inspection, built, shared: judging.shared, mtime: gathered.release.committedAt };
  await repairHost(host, connection, { repair, archives: await ports.archives() });
  const { restart } = gathered.definition.settings.deploy;
  const touched = inspection.drift.map(({ path }) => path);
  const commands = restartsFor(touched, restart);
  if (commands.length === 0) return;
  const { home, current } = inspection.found;
  const lines = commandLines(current, 'restart', commands);
  const answer = await tell({ id }, { member: { host, facts: { home } } }, { lines, patience: PATIENCE_S, connection });
  if (answer?.finished === true && answer.failed === undefined) return;
  const message = `its files are mended, but ${commands[answer?.failed?.index ?? 0]} failed`;
  throw hostFailure(host, { code: 'deploy/command', message, retry: 'safe', left: 'the files are as they must be' });
}

function interrupted(host: Inspected['host'], why: unknown) {
  const message = `it was not mended: that was interrupted (${why})`;
  return hostFailure(host, { code: 'deploy/interrupted', message, retry: 'safe' });
}

function otherTree(host: Inspected['host'], { release }: Gathered) {
  const short = release.githash.slice(0, 12);
  return hostFailure(host, {
    code: 'verify/other-tree',
    message: `what it got cannot be made again: ${short} renders to another tree by now (state, flags or binaries changed)`,
    retry: 'never',
    next: 'facs deploy brings the new one',
  });
}

async function record(verdicts: readonly HostVerdict[], { standing, context, inputs }: Mending): Promise<void> {
  const mended = verdicts.filter((verdict) => verdict.mended.length > 0);
  if (standing.seen === undefined || mended.length === 0) return;
  const { definition } = standing.deployed;
  const { ports, environment } = context;
  const at = ports.clock.now();
  const fields = {
    hosts: mended.map(({ host }) => host.name).join(' '),
    files: String(mended.reduce((sum, verdict) => sum + verdict.mended.length, 0)),
    ...(inputs.reason === undefined ? {} : { reason: inputs.reason }),
  };
  const event = eventOf(definition, { id: (await ports.ids()).ulid(at), event: 'repair', fields, at }, environment);
  await pushRecords(standing.seen.meta, definition, [event]);
}

/** The failure of the whole; undefined: every host is as it must be. */
export function summarize(hosts: readonly HostVerdict[], name: string): Operation | undefined {
  const failures = hosts.flatMap(({ failure }) => failure ?? []);
  const drifted = hosts.filter(({ drift }) => drift.length > 0);
  const [first] = failures;
  if (first !== undefined) {
    const message = `${failures.length} of ${hosts.length} hosts could not be verified:\n${failures.map((each) => `    ${each.message}`).join('\n')}`;
    const next = [...new Set(failures.flatMap((failure) => failure.next ?? []))].join('; ');
    const retry = failures.every((failure) => failure.retry === 'safe') ? 'safe' : 'never';
    return operationFailure({ code: first.code, message, target: name, retry, ...(next === '' ? {} : { next }) });
  }
  if (drifted.length === 0) return undefined;
  return operationFailure({
    code: 'verify/drift',
    message: `${drifted.length} of ${hosts.length} hosts are not as they were deployed`,
    target: name,
    retry: 'never',
    next: `facs verify ${name} --repair mends exactly these files`,
  });
}

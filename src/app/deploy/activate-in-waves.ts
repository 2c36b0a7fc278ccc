/** Wave after wave, until all hosts are done or too many have failed; then those that changed go back. */
import type { HostReport } from '../../core/deploy/host-report.ts';
import { isSpent, toWaves } from '../../core/deploy/waves.ts';
import { activateHost, type Turn } from './activate-host.ts';
import type { Task } from './activation-report.ts';
import type { Deployment, DeployPorts } from './fleet.ts';
import { takeBack } from './take-back.ts';
import { untouched } from './untouched.ts';

/** What every activation has in common. */
export interface InWaves {
  readonly turn: Omit<Turn, 'onOnce'>;
  readonly ports: DeployPorts;
}

/**
 * Reports by host. Commands for all hosts run on the first one, before any other begins. Without a failure budget a
 * wave with a failure is the last one, and hosts that work stay; with one, all that changed go back when it is spent.
 */
export async function activateInWaves(
  deployment: Deployment,
  tasks: readonly Task[],
  { turn, ports }: InWaves,
): Promise<ReadonlyMap<string, HostReport>> {
  const { settings, interruption } = deployment;
  const waves = toWaves(tasks, settings.waves, ({ member }) => member.host);
  const reports = new Map<string, HostReport>();
  for (const [i, wave] of waves.entries()) {
    if (i > 0) await rest(deployment, `wave ${i + 1} of ${waves.length}`, ports);
    const isLast = hasToStop(deployment, reports, tasks.length) || interruption.aborted;
    const ended = isLast
      ? wave.map((task) => untouched(task, 'skipped'))
      : await activateWave(deployment, wave, { turn, ports });
    for (const report of ended) reports.set(report.host, report);
  }
  if (!isSpent(settings.failureBudget, countFailed(reports), tasks.length) || settings.forwardOnly) return reports;
  const changed = tasks.filter(({ member }) => reports.get(member.host.name)?.outcome === 'activated');
  const failed = [...reports.values()].filter(({ failure }) => failure !== undefined).map(({ host }) => host);
  const back = await Promise.all(changed.map((task) => takeBack(deployment, task, { failed, turn, ports })));
  return new Map([...reports, ...back.map((report) => [report.host, report] as const)]);
}

/** All hosts of a wave at once; where something runs once for all, after that worked on the first. */
async function activateWave(
  deployment: Deployment,
  wave: readonly Task[],
  { turn, ports }: InWaves,
): Promise<readonly HostReport[]> {
  const [first, ...others] = wave;
  if (first === undefined) return [];
  let decide: (worked: boolean) => void = () => undefined;
  const once = first.once.length === 0 ? Promise.resolve(true) : new Promise<boolean>((resolve) => (decide = resolve));
  return Promise.all([
    activateHost(deployment, first, { turn: { ...turn, onOnce: decide }, ports }),
    ...others.map(async (task) => {
      if (!(await once) || deployment.interruption.aborted) return untouched(task, 'skipped');
      return activateHost(deployment, task, { turn: { ...turn, onOnce: () => undefined }, ports });
    }),
  ]);
}

function hasToStop({ settings }: Deployment, reports: ReadonlyMap<string, HostReport>, all: number): boolean {
  const failed = countFailed(reports);
  return settings.failureBudget === undefined ? failed > 0 : isSpent(settings.failureBudget, failed, all);
}

function countFailed(reports: ReadonlyMap<string, HostReport>): number {
  return [...reports.values()].filter(({ failure }) => failure !== undefined).length;
}

/** The rest between two waves; an interruption ends it. */
async function rest({ settings, interruption }: Deployment, next: string, { clock, talk }: DeployPorts): Promise<void> {
  const pauseMs = settings.waves?.pauseMs ?? 0;
  if (pauseMs > 0) talk.say(`waiting ${pauseMs / 1000} s before ${next}`);
  const until = clock.now() + pauseMs;
  while (clock.now() < until && !interruption.aborted) await clock.sleep(Math.min(200, until - clock.now()));
  if (!interruption.aborted) talk.say(next);
}

/** From what the activation's script said to what is reported of the host. */

import type { Host } from '../../core/definition/settings.ts';
import type { ActivationAnswer, Refusal } from '../../core/deploy/activation-answer.ts';
import type { HostReport } from '../../core/deploy/host-report.ts';
import type { HostWork } from '../../core/deploy/host-work.ts';
import type { HostCommands, PlannedHost } from '../../core/deploy/plan.ts';
import type { Operation } from '../../core/error.ts';
import type { Copy } from '../../core/meta/record.ts';
import type { Finished } from '../ports/hosts.ts';
import { howItEnded } from './finished.ts';
import { hostFailure, type Member } from './fleet.ts';

/** One host that is to change. */
export interface Task {
  readonly member: Member;
  readonly work: HostWork;
  readonly planned: PlannedHost;
  /** Commands that it runs for all hosts. */
  readonly once: readonly string[];
}

/** All that was heard of one activation. */
export interface Heard {
  readonly finished: Finished;
  readonly answer: ActivationAnswer;
  /** What the host said when it was asked again after it broke off; undefined when it was whole, or is out of reach. */
  readonly back: ActivationAnswer | undefined;
  /** What is wrong with its health, as a sentence. */
  readonly problem: string | undefined;
  /** Why it was to break off: a signal, or how the lock was lost. */
  readonly interruption: unknown;
}

/** Outcome, what it runs now, and the failure if there is one. */
export function reportActivation(task: Task, heard: Heard): HostReport {
  const { member, work } = task;
  const isProven = heard.answer.finished || heard.back?.refusal?.kind === 'proven';
  const current = isProven ? work.folder : currentAfter(heard);
  const now = copyOf(task, current);
  const isBack = hasSwitched(heard) && current !== undefined && current !== work.folder;
  return {
    host: member.host.name,
    targets: member.host.targets,
    outcome: isProven ? 'activated' : isBack ? 'reverted' : 'failed',
    ...(work.from === undefined ? {} : { from: work.from }),
    ...(now === undefined ? {} : { now }),
    ...(isProven ? {} : { failure: describe(task, heard) }),
  };
}

/** The copy in a release folder; undefined for none, and for one that nobody knows. */
function copyOf({ member, work }: Task, folder: string | undefined): Copy | undefined {
  if (folder === work.folder) return work.to;
  const about = member.facts.kept.find(({ name }) => name === folder)?.about;
  return about && { release: about.release, tree: about.tree };
}

/** Name of what `current` is known to point to; undefined when nobody could say. */
function currentAfter({ answer, back }: Heard): string | undefined {
  if (answer.refusal?.kind === 'fence') return answer.refusal.current;
  if (back === undefined) return answer.current;
  return back.refusal?.kind === 'fence' ? back.refusal.current : back.current;
}

function hasSwitched({ answer, back }: Heard): boolean {
  return answer.refusal === undefined && (answer.back !== undefined || back !== undefined);
}

function describe(task: Task, { finished, answer, problem, interruption }: Heard): Operation {
  const { host } = task.member;
  if (answer.refusal !== undefined) return describeRefusal(task, answer.refusal);
  const { failed } = answer;
  if (failed === undefined || failed.phase === 'closed') {
    const message = `the activation broke off (${howItEnded(finished.ending)})`;
    return hostFailure(host, { code: 'ssh/closed', message, retry: 'safe', next: 'facs status shows what runs there' });
  }
  if (failed.phase === 'interrupted') {
    return hostFailure(host, {
      code: 'deploy/interrupted',
      message: `it was interrupted (${interruption}), ${answer.back === undefined ? 'before the switch' : 'and went back'}`,
      retry: 'safe',
    });
  }
  if (failed.phase === 'health') {
    const message = `it does not work: ${problem ?? 'the health command fails'}`;
    return hostFailure(host, { code: 'deploy/health', message, retry: 'safe' });
  }
  if (answer.obstacles.length > 0) return inTheWay(host, answer.obstacles);
  const command = commandsOf(task)[failed.phase]?.[failed.index];
  if (command === undefined) {
    const message = `the switch failed at ${failed.phase}`;
    return hostFailure(host, { code: 'host/activate', message, retry: 'safe' });
  }
  return hostFailure(host, {
    code: 'deploy/command',
    message: `${failed.phase}: ${command} ended with ${failed.code}`,
    retry: 'safe',
    next: 'mend the command or what it works on, then deploy again',
  });
}

function commandsOf(task: Task): Readonly<Record<string, readonly string[]>> {
  const commands: HostCommands = task.planned.run;
  const directory = task.work.directories.map((path) => `mkdir -p ${path}`);
  return { ...commands, once: task.once, directory };
}

function describeRefusal({ member }: Task, refusal: Refusal): Operation {
  const { host, facts } = member;
  if (refusal.kind === 'locked') return locked(host, refusal.deployment);
  if (refusal.kind === 'fence') {
    return hostFailure(host, {
      code: 'host/fence',
      message: `current was ${facts.current} and is now ${refusal.current}: somebody else deploys here`,
      retry: 'safe',
      next: 'find out who, then run the same command again',
    });
  }
  if (refusal.kind === 'journal') return unsettled(host, facts.home);
  const message = `${facts.home} is no longer there, or may not be written`;
  return hostFailure(host, { code: 'host/denied', message, retry: 'safe' });
}

function inTheWay(host: Host, obstacles: readonly string[]): Operation {
  const shown = obstacles.slice(0, 5).join(', ');
  const more = obstacles.length > 5 ? ` and ${obstacles.length - 5} more` : '';
  return hostFailure(host, {
    code: 'host/in-the-way',
    message: `${shown}${more} in ${host.home}: in the way of files of the release, and of no release of ours`,
    retry: 'safe',
    next: 'move it away there, or leave it out of the release',
  });
}

function unsettled(host: Host, home: string): Operation {
  return hostFailure(host, {
    code: 'host/journal',
    message: 'a switch that was broken off there can be neither finished nor undone',
    retry: 'safe',
    next: `see what stands in the way: ${home}/.facsimile/journal lists its files, old/ in it has those that were there`,
  });
}

function locked(host: Host, deployment: string): Operation {
  return hostFailure(host, {
    code: 'host/locked',
    message: `another activation runs there (deployment ${deployment})`,
    retry: 'safe',
    next: 'wait until it is over, then run the same command again',
  });
}

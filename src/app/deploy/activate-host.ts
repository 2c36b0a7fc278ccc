/** The third execution: the switch, under the host's lock, which takes itself back when it does not work. */

import {
  goodLines,
  longestWait,
  openingLines,
  returnLines,
  type Switch,
  switchLines,
} from '../../core/deploy/activation.ts';
import { type ActivationAnswer, isWhole, parseActivationAnswer } from '../../core/deploy/activation-answer.ts';
import type { HostReport } from '../../core/deploy/host-report.ts';
import { isFailure } from '../../core/error.ts';
import type { Issue } from '../../core/issue.ts';
import type { Connection, Finished } from '../ports/hosts.ts';
import { reportActivation, type Task } from './activation-report.ts';
import { checkHealth } from './check-health.ts';
import { Conversation, toBytes } from './conversation.ts';
import type { Deployment, DeployPorts, Reach } from './fleet.ts';
import { activationCommand, PATIENCE_S, tellAnew } from './tell-host.ts';

/** How this activation takes part in the whole. */
export interface Turn {
  /** Hears whether the commands that this host runs for all worked, before it goes on. */
  readonly onOnce: (worked: boolean) => void;
  /** Tip of meta to remember. */
  readonly metaTip: string | undefined;
  /** The release that is left was good and is not wanted any more: a rollback. */
  readonly leave: boolean;
  /** To look after the host when its activation broke off. */
  readonly reach: Reach;
}

/** Switches the host. Never throws for what happens there: the report says it. */
export async function activateHost(
  deployment: Deployment,
  task: Task,
  { turn, ports }: { readonly turn: Turn; readonly ports: DeployPorts },
): Promise<HostReport> {
  const { member, work, planned } = task;
  const { settings } = deployment;
  const change: Switch = { from: member.facts.current, to: work.folder, rules: work.rules };
  const talk = new Conversation(deployment.id, (line) => ports.talk.say(`${member.host.name}: ${line}`));
  let problem: string | undefined;
  let ranOnce = false;
  async function* stdin(): AsyncGenerator<Uint8Array> {
    let opening = openingLines(change, settings, { once: task.once, directories: work.directories });
    if (task.once.length > 0) {
      yield toBytes(opening);
      opening = [];
      if (!(await talk.isReady('once'))) return;
      ranOnce = true;
      turn.onOnce(true);
    }
    if (deployment.interruption.aborted) return yield toBytes([{ verb: 'stop', phase: 'interrupted' }]);
    yield toBytes([...opening, ...switchLines(planned.run, settings)]);
    if (!(await talk.isReady('health'))) return;
    problem = await judge(deployment, member.connection, ports);
    if (deployment.interruption.aborted) yield toBytes([{ verb: 'stop', phase: 'interrupted' }]);
    else if (problem !== undefined) yield toBytes([{ verb: 'stop', phase: 'health' }]);
    else yield toBytes(goodLines(change, settings, turn));
  }
  const command = activationCommand(deployment, task, { patience: PATIENCE_S });
  const finished = await converse(member.connection, { command, stdin: stdin() }, talk);
  turn.onOnce(false);
  const answer = parseActivationAnswer(finished.stdout);
  const back = isWhole(answer) ? undefined : await comeBack(deployment, task, { change, turn });
  const interruption: unknown = deployment.interruption.reason;
  const report = reportActivation(task, { finished, answer, back, problem, interruption });
  ports.talk.say(`${member.host.name}: ${report.outcome}`);
  if (answer.pruneFailed) ports.talk.warn(pruneWarning(member.host.name));
  return ranOnce ? { ...report, ranOnce } : report;
}

function pruneWarning(host: string): Issue {
  return {
    code: 'host/prune',
    message: `${host}: old releases could not be removed`,
    hint: 'see who owns files in them',
  };
}

async function converse(
  connection: Connection,
  { command, stdin }: { readonly command: string; readonly stdin: AsyncIterable<Uint8Array> },
  talk: Conversation,
): Promise<Finished> {
  try {
    return await connection.execute({ command, stdin, onLine: (line) => talk.hear(line) });
  } catch (error) {
    if (!isFailure(error) || error.kind !== 'operation') throw error;
    return { ending: { kind: 'closed' }, stdout: '', stderr: error.message };
  } finally {
    talk.end();
  }
}

async function judge(deployment: Deployment, connection: Connection, ports: DeployPorts): Promise<string | undefined> {
  const { settings, interruption } = deployment;
  try {
    return await checkHealth(connection, settings.health, { clock: ports.clock, interruption });
  } catch (error) {
    if (isFailure(error)) return error.message;
    throw error;
  }
}

/**
 * The fourth execution, over a new connection: what an activation left that was not heard to the end. Its script goes
 * back by itself when it can, and gets the time for it; this is for when it could not. Undefined: the host cannot be
 * asked.
 */
async function comeBack(
  deployment: Deployment,
  task: Task,
  { change, turn }: { readonly change: Switch; readonly turn: Turn },
): Promise<ActivationAnswer | undefined> {
  const patience = longestWait(deployment.settings.health) + PATIENCE_S;
  const lines = returnLines(change, task.planned.run, deployment.settings);
  return tellAnew(deployment, task, { lines, patience, reach: turn.reach });
}

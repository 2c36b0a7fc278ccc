/** Lines for the script of an activation, told at once and heard to the end: no conversation. */

import type { Host } from '../../core/definition/settings.ts';
import { type ActivationAnswer, parseActivationAnswer } from '../../core/deploy/activation-answer.ts';
import type { HostFacts } from '../../core/deploy/host-facts.ts';
import { activateCommand } from '../../core/deploy/scripts/activate.ts';
import type { ActivationLine } from '../../core/deploy/scripts/activation-line.ts';
import { isFailure } from '../../core/error.ts';
import type { Connection } from '../ports/hosts.ts';
import type { Task } from './activation-report.ts';
import { toBytes } from './conversation.ts';
import type { Deployment, Reach } from './fleet.ts';

/** Seconds that an activation waits for another one on the host. */
export const PATIENCE_S = 5;

/** What to say, and how long to wait for another activation to end, in seconds. */
export interface Telling {
  readonly lines: readonly ActivationLine[];
  readonly patience: number;
}

/** The host, as far as the script must know it. */
export interface Told {
  readonly member: {
    readonly host: Pick<Host, 'home' | 'inPlace'>;
    readonly facts: Pick<HostFacts, 'home' | 'renamer' | 'stat'>;
  };
}

/** For whom: its id, and whether every file is looked into. */
export type Asking = Pick<Deployment, 'id'> & Partial<Pick<Deployment, 'check'>>;

/** The command that takes the lines. */
export function activationCommand(
  { id, check }: Asking,
  { member }: Told,
  { patience }: Pick<Telling, 'patience'>,
): string {
  const { home, renamer = 'none', stat = 'none' } = member.facts;
  const { inPlace, home: live } = member.host;
  const args = { home, deployment: id, renamer, patience };
  if (inPlace === undefined) return activateCommand(args);
  // What seems to be the same is taken for it, unless all is to be checked.
  const place = { live, project: inPlace.cleared, stat: check === 'all' ? 'none' : stat };
  return activateCommand({ ...args, inPlace: place });
}

/** Over this connection. Undefined: nothing was heard. */
export async function tell(
  deployment: Asking,
  task: Told,
  { lines, patience, connection }: Telling & { readonly connection: Connection },
): Promise<ActivationAnswer | undefined> {
  async function* stdin() {
    yield toBytes(lines);
  }
  return unlessOutOfReach(async () => {
    const command = activationCommand(deployment, task, { patience });
    const { stdout } = await connection.execute({ command, stdin: stdin() });
    return stdout === '' ? undefined : parseActivationAnswer(stdout);
  });
}

/** Over a new connection. Undefined: the host cannot be asked. */
export async function tellAnew(
  deployment: Deployment,
  task: Task,
  { reach, ...telling }: Telling & { readonly reach: Reach },
): Promise<ActivationAnswer | undefined> {
  return unlessOutOfReach(async () => {
    const connection = await reach(task.member.host);
    try {
      return await tell(deployment, task, { ...telling, connection });
    } finally {
      await connection.close();
    }
  });
}

async function unlessOutOfReach<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error) && error.kind === 'operation') return undefined;
    throw error;
  }
}

/** What every chapter of the demo plays on. */

import type { OperationFailure } from '../../core/error.ts';
import type { Json } from '../../core/json.ts';
import { commandLine } from '../../core/shell/quote.ts';
import type { Playground, PlaygroundHost } from '../ports/playground.ts';
import type { Teller } from './teller.ts';

/** What one of our own command lines came to. */
export interface Ran {
  readonly text: string;
  readonly data: Json;
  readonly said: readonly string[];
  readonly failed?: OperationFailure;
}

/** The stage: a playground, the product, and someone who tells what happens. */
export interface Stage {
  readonly playground: Playground;
  readonly teller: Teller;
  /** The hosts, by name. */
  readonly hosts: ReadonlyMap<string, PlaygroundHost>;
  /** Runs the words after `facs` in the estate's folder. */
  run(words: readonly string[]): Promise<Ran>;
}

/** How much of a command is shown. */
export interface Showing {
  /** Lines of output at most; 3 by default. */
  readonly lines?: number;
  /** Picks and orders what is worth a line. */
  readonly pick?: (ran: Ran) => readonly string[];
}

/** Shows a command line, runs it, shows some of what it printed. @throws operation: as the command fails. */
export async function act(stage: Stage, words: readonly string[], showing: Showing = {}): Promise<Ran> {
  stage.teller.command(commandLine(['facs', ...words]));
  const ran = await stage.run(words);
  if (ran.failed !== undefined) throw ran.failed;
  show(stage, ran, showing);
  return ran;
}

/** Runs several lines at the same time, and shows them one after the other. @throws operation: the first failure. */
export async function actTogether(stage: Stage, all: readonly (readonly string[])[], showing: Showing = {}) {
  const running = all.map((words) => stage.run(words));
  const rans = await Promise.all(running);
  for (const [i, ran] of rans.entries()) {
    stage.teller.command(commandLine(['facs', ...(all[i] ?? [])]));
    if (ran.failed !== undefined) throw ran.failed;
    show(stage, ran, showing);
  }
}

/** Like `act`, for what must fail: gives the failure, shown as a person would see it. @throws bug: it went well. */
export async function actInVain(stage: Stage, words: readonly string[], showing: Showing = {}): Promise<Ran> {
  stage.teller.command(commandLine(['facs', ...words]));
  const ran = await stage.run(words);
  if (ran.failed === undefined) throw new Error(`the demo expected this to fail: facs ${words.join(' ')}`);
  show(stage, ran, showing);
  return ran;
}

function show({ teller }: Stage, ran: Ran, { lines = 3, pick }: Showing): void {
  teller.output(pick === undefined ? ran.text.split('\n') : pick(ran), lines);
}

/** What every chapter of the demo plays on. */

import type { OperationFailure } from '../../core/error.ts';
import type { Json } from '../../core/json.ts';
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
  /** Runs the words after `facs` in a repository of the playground: `estate`, `shop`, `docs`. */
  run(words: readonly string[], repository: string): Promise<Ran>;
}

/** Where a line runs, and how much of it is shown. */
export interface Showing {
  /** The repository to run in: `estate` unless said otherwise. */
  readonly at?: string;
  /** Lines of output at most; 3 by default. */
  readonly lines?: number;
  /** Chooses what is worth a line; all of stdout by default. */
  readonly pick?: (ran: Ran) => readonly string[];
}

/** Words of a command line, as typed: split at blanks. */
export type Line = string;

/** Shows a command line, runs it, shows some of what it printed. @throws operation: as the command fails. */
export async function act(stage: Stage, line: Line, showing: Showing = {}): Promise<Ran> {
  const [ran] = await actTogether(stage, [line], showing);
  if (ran === undefined) throw new Error('no line was run');
  return ran;
}

/** Runs several lines at the same time, each shown with its own output. @throws operation: the first failure. */
export async function actTogether(stage: Stage, lines: readonly Line[], showing: Showing = {}): Promise<Ran[]> {
  const running = Promise.all(lines.map((line) => run(stage, line, showing)));
  const shown: Ran[] = [];
  for (const [i, line] of lines.entries()) {
    stage.teller.command(`facs ${line}`);
    const ran = (await running)[i];
    if (ran?.failed !== undefined) throw ran.failed;
    if (ran !== undefined) shown.push(ran);
    if (ran !== undefined) show(stage, ran, showing);
  }
  return shown;
}

/** Like `act`, for what must fail. @throws bug: it went well. */
export async function actInVain(stage: Stage, line: Line, showing: Showing = {}): Promise<Ran> {
  stage.teller.command(`facs ${line}`);
  const ran = await run(stage, line, showing);
  if (ran.failed === undefined) throw new Error(`the demo expected this to fail: facs ${line}`);
  show(stage, ran, showing);
  return ran;
}

function run(stage: Stage, line: Line, { at = 'estate' }: Showing): Promise<Ran> {
  return stage.run(line.split(' '), at);
}

function show({ teller }: Stage, ran: Ran, { lines = 3, pick }: Showing): void {
  teller.output(pick === undefined ? ran.text.split('\n') : pick(ran), lines);
}

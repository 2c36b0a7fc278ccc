/** Drives the workers: one per loader, started again behind an input that ended it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { countFixed, inputAt } from './inputs.ts';
import type { Loader } from './loader.ts';
import type { Defect, Message, Order, Tally } from './worker.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** What every input may take: time of one processor, and memory. */
const LIMIT_MS = 1000;
const LIMIT_MB = 200;
/** So long nothing moves in a worker that hangs; a busy machine is not yet one. */
const HANGS_MS = 30_000;
/** A loader that ends its worker this often is not looked at further. */
const MOST_DEATHS = 10;

/** What a loader did with its inputs. */
export interface FuzzReport extends Omit<Tally, 'kind'> {
  readonly loader: string;
  readonly inputs: number;
  readonly defects: readonly Defect[];
}

/** Gives a loader all its fixed inputs and so many random ones. */
export async function fuzz(loader: Loader, seed: string, random: number): Promise<FuzzReport> {
  const to = countFixed(loader) + random;
  const defects: Defect[] = [];
  const tallies: Tally[] = [];
  for (let from = 0, deaths = 0; from < to && deaths < MOST_DEATHS; deaths++) {
    const end = await runWorker({ loader: loader.name, seed, from, to, limitMs: LIMIT_MS }, defects);
    if ('read' in end) tallies.push(end);
    else defects.push({ kind: 'defect', input: inputAt(loader, end.at, seed).name, what: end.what, shown: '' });
    from = 'read' in end ? to : end.at + 1;
  }
  const sum = (count: (tally: Tally) => number) => tallies.reduce((all, tally) => all + count(tally), 0);
  const slowest = tallies.map((tally) => tally.slowest).reduce((a, b) => (a.ms > b.ms ? a : b), { name: '', ms: 0 });
  const [read, refused] = [sum((tally) => tally.read), sum((tally) => tally.refused)];
  return { loader: loader.name, inputs: to, read, refused, slowest, defects };
}

/** One line for people. */
export function describeFuzz({ loader, inputs, read, refused, slowest, defects }: FuzzReport): string {
  const outcome = `${inputs} inputs, ${read} read, ${refused} refused, ${defects.length} defects`;
  return `${loader}: ${outcome}; slowest ${Math.round(slowest.ms)} ms (${slowest.name.replaceAll(/\s+/g, ' ').slice(0, 60)})`;
}

/** One child process with little memory, until it has done its work or an input ended it. */
async function runWorker(
  order: Order,
  defects: Defect[],
): Promise<Tally | { readonly at: number; readonly what: string }> {
  const memory = [`--max-old-space-size=${LIMIT_MB}`, '--max-semi-space-size=16'];
  const child = spawn(process.execPath, [...memory, WORKER, JSON.stringify(order)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let at = order.from;
  let tally: Tally | undefined;
  let what: string | undefined;
  let watch = setTimeout(() => undefined, 0);
  const hear = (message: Message) => {
    clearTimeout(watch);
    watch = setTimeout(() => {
      what = `no end after ${HANGS_MS / 1000} s`;
      child.kill('SIGKILL');
    }, HANGS_MS);
    if (message.kind === 'at') at = message.index;
    else if (message.kind === 'defect') defects.push(message);
    else tally = message;
  };
  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => hear(JSON.parse(line) as Message));
  let stderr = '';
  child.stderr?.on('data', (data: Buffer) => {
    stderr = `${stderr}${data}`.slice(-10_000);
  });
  await once(child, 'close');
  clearTimeout(watch);
  const died = stderr.includes('heap out of memory') ? `more than ${LIMIT_MB} MB` : stderr;
  return tally ?? { at, what: what ?? died };
}

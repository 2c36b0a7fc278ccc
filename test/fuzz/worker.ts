/** Runs the inputs of one loader in a process of its own, where memory is short; says at any time which one it is at. */
import { writeSync } from 'node:fs';
import { type FuzzInput, inputAt } from './inputs.ts';
import { complaintOf, isPolluted } from './judge.ts';
import { type Loader, type Outcome, outcomeOf } from './loader.ts';
import { findLoader } from './loaders.ts';

/** What a worker is told, as its argument. */
export interface Order {
  readonly loader: string;
  readonly seed: string;
  readonly from: number;
  readonly to: number;
  readonly limitMs: number;
}

/** What it says on its fourth stream, a line of JSON each: the input that it is at, one that did not end well, the end. */
export type Message = { readonly kind: 'at'; readonly index: number } | Defect | Tally;

/** What it tells at the end. Times are of the processor, in milliseconds. */
export interface Tally {
  readonly kind: 'tally';
  readonly read: number;
  readonly refused: number;
  readonly slowest: { readonly name: string; readonly ms: number };
}

/** An input that did not end well. */
export interface Defect {
  readonly kind: 'defect';
  readonly input: string;
  readonly what: string;
  /** The input itself, as far as it can be shown. */
  readonly shown: string;
}

/** An input is too slow when it is so every time. */
const TRIES = 3;

const order = JSON.parse(process.argv[2] ?? '') as Order;
const loader = findLoader(order.loader);
const tally = { kind: 'tally' as const, read: 0, refused: 0, slowest: { name: '', ms: 0 } };
const say = (message: Message) => void writeSync(3, `${JSON.stringify(message)}\n`);
// What is loaded on first use is no part of any input.
await loader.load(Buffer.from(loader.samples[0] ?? ''));
for (let index = order.from; index < order.to; index++) {
  say({ kind: 'at', index });
  const input = inputAt(loader, index, order.seed);
  const what = await run(loader, input);
  if (what !== undefined) say({ kind: 'defect', input: input.name, what, shown: show(input) });
}
say(tally);

async function run(tested: Loader, input: FuzzInput): Promise<string | undefined> {
  let outcome: Outcome;
  let ms: number;
  try {
    [outcome, ms] = await time(tested, input);
  } catch (error) {
    return `a crash: ${error instanceof Error ? error.stack : String(error)}`;
  }
  if (ms > tally.slowest.ms) tally.slowest = { name: input.name, ms };
  if (outcome.kind === 'value') tally.read += 1;
  else tally.refused += 1;
  if (isPolluted()) return endWith('a polluted prototype');
  if (ms > order.limitMs) return `${Math.round(ms)} ms`;
  return complaintOf(tested, input.bytes, outcome) ?? (await compare(tested, input, outcome));
}

/**
 * The outcome, and what it took of this processor. Processors that share their caches with other work take longer for
 * the same: what is slow by itself is slow each time, so only an input that was too slow so often is.
 */
async function time(tested: Loader, { bytes }: FuzzInput): Promise<readonly [outcome: Outcome, ms: number]> {
  const times: number[] = [];
  for (;;) {
    const before = process.threadCpuUsage();
    const outcome = await tested.load(bytes);
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1000);
    const least = Math.min(...times);
    if (least <= order.limitMs || times.length === TRIES) return [outcome, least];
  }
}

/** What comes after a polluted prototype says nothing: the next inputs get another thread. */
function endWith(what: string): never {
  throw new Error(what);
}

async function compare(tested: Loader, { bytes, expected }: FuzzInput, outcome: Outcome): Promise<string | undefined> {
  // Others have no limits.
  if (expected === undefined && (bytes.length > 20_000 || tested.compare === undefined)) return undefined;
  const { readBack } = tested;
  const plain = readBack === undefined ? outcome : await outcomeOf(() => readBack(bytes));
  if (expected === undefined) return tested.compare?.(bytes, plain);
  if (plain.kind !== 'value' || outcome.kind !== 'value')
    return `refused, though it is valid: ${JSON.stringify(outcome)}`;
  const [read, meant] = [plain.value, expected.value].map((value) => JSON.stringify(value));
  return read === meant ? undefined : `read as ${read}, meant as ${meant}`;
}

function show({ bytes }: FuzzInput): string {
  const start = bytes.subarray(0, 1000);
  const text = new TextDecoder().decode(start);
  const shown = Buffer.from(text).equals(start)
    ? JSON.stringify(text)
    : `base64 ${Buffer.from(start).toString('base64')}`;
  return bytes.length > start.length ? `${shown} … ${bytes.length} bytes` : shown;
}

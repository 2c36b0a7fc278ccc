/** What the script of an activation said. */
import { markedLines } from './marked-lines.ts';

/** Why a host would not begin: somebody moved `current`, another activation runs, its home is out of reach. */
export type Refusal =
  | { readonly kind: 'fence'; readonly current: string }
  | { readonly kind: 'locked'; readonly deployment: string }
  | { readonly kind: 'proven' }
  | { readonly kind: 'home' }
  /** In place: a switch that was broken off can be neither finished nor undone. */
  | { readonly kind: 'journal' };

/** The answer as far as it came; an execution that broke off has none of the later fields. */
export interface ActivationAnswer {
  readonly finished: boolean;
  readonly refusal?: Refusal;
  /** The phase that failed, which of its commands (from 0), and the exit code. */
  readonly failed?: { readonly phase: string; readonly index: number; readonly code: string };
  /** In place: what stands in the way of files, and is not ours to take away. */
  readonly obstacles: readonly string[];
  /** The release folder that it went back to (`-`: none); `failed` when not even that could be done. */
  readonly back?: string;
  /** Commands that failed on the way back. */
  readonly backCommands: number;
  /** What `current` points to at the end. */
  readonly current?: string;
  readonly pruned: readonly string[];
  /** Old releases could not be removed: a nuisance, no failure. */
  readonly pruneFailed: boolean;
}

const OBSTACLE = 'obstacle ./';

/** Reads the lines that are ours. */
export function parseActivationAnswer(stdout: string): ActivationAnswer {
  const lines = markedLines(stdout);
  const words = lines.map((line) => line.split(' '));
  const first = (word: string) => words.find(([head]) => head === word);
  const refusal = toRefusal(first('refused'));
  const failed = toFailed(words);
  const back = words.find(([head, second]) => head === 'back' && second !== 'command')?.[1];
  const current = words.findLast(([head]) => head === 'current')?.[1];
  return {
    finished: first('finished') !== undefined,
    ...(refusal === undefined ? {} : { refusal }),
    ...(failed === undefined ? {} : { failed }),
    ...(back === undefined ? {} : { back }),
    obstacles: lines.flatMap((line) => (line.startsWith(OBSTACLE) ? [line.slice(OBSTACLE.length)] : [])),
    backCommands: words.filter(([head, second]) => head === 'back' && second === 'command').length,
    ...(current === undefined ? {} : { current }),
    pruned: words.flatMap(([head, name]) => (head === 'pruned' && name !== undefined ? [name] : [])),
    pruneFailed: words.some(([head, second]) => head === 'prune' && second === 'failed'),
  };
}

function toRefusal(words: readonly string[] | undefined): Refusal | undefined {
  const [, kind, rest = ''] = words ?? [];
  if (kind === 'fence') return { kind, current: rest };
  if (kind === 'locked') return { kind, deployment: rest };
  return kind === 'proven' || kind === 'home' || kind === 'journal' ? { kind } : undefined;
}

function toFailed(words: readonly (readonly string[])[]): ActivationAnswer['failed'] {
  const at = words.findIndex(([head]) => head === 'failed');
  const [, phase, code = ''] = words[at] ?? [];
  if (phase === undefined) return undefined;
  const begun = words.slice(0, at).filter(([head, each]) => head === 'running' && each === phase).length;
  return { phase, index: Math.max(0, begun - 1), code };
}

/** The script came to an end of its own: it refused, failed or finished, and said so. */
export function isWhole({ finished, refusal, failed, current }: ActivationAnswer): boolean {
  return finished || refusal !== undefined || (failed !== undefined && current !== undefined);
}

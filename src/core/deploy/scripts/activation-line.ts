/** What an activation is told to do, line by line, and the one line in which it says that it waits. */
import { MARK } from './prologue.ts';

/**
 * One step. A script that meets the end of stdin before `good` or `end` takes everything back: a controller that
 * died, or a connection that broke, leaves the host as it was.
 */
export type ActivationLine =
  /** Refuse to go on unless `current` is this release (`-`: none). */
  | { readonly verb: 'fence'; readonly name: string }
  /** Refuse to go on if this deployment has already brought this release to its good end. */
  | { readonly verb: 'unproven'; readonly name: string }
  /** The release that the following lines are about; commands run in its folder. */
  | { readonly verb: 'release'; readonly name: string }
  /** From here on a failure is told, but nothing goes back: for lines that are the way back. */
  | { readonly verb: 'forward' }
  /** From here on a failure ends everything, but nothing goes back: the release cannot be taken back. */
  | { readonly verb: 'stay' }
  /** Makes a directory of the state where it is not there yet. */
  | { readonly verb: 'directory'; readonly path: string }
  /** Links a path of the release to the shared folder, which is made when nothing is there. */
  | { readonly verb: 'share'; readonly path: string }
  /** In place: something that is not cleared away, however often that is done from here on. */
  | { readonly verb: 'rule'; readonly rule: string }
  | { readonly verb: 'run'; readonly phase: Phase; readonly command: string }
  /** Remember that what this deployment runs once for all has been done. */
  | { readonly verb: 'once-done' }
  /** Run at once; from then on a failure runs what `readd` keeps, wherever it ends. */
  | { readonly verb: 'drain'; readonly command: string }
  /** Kept for a failure after `drain`: run in the folder of what is current then. */
  | { readonly verb: 'readd'; readonly command: string }
  /** Kept for the way back: run in the folder of the release that was current. */
  | { readonly verb: 'back'; readonly command: string }
  /** Runs the command again and again until it succeeds; fails after so many seconds. */
  | { readonly verb: 'check'; readonly seconds: number; readonly command: string }
  | { readonly verb: 'switch' }
  /** Takes `current` away: the way back from a first deploy. */
  | { readonly verb: 'vanish' }
  /**
   * Says on stderr that everything so far is done ({@link readyLine}), then waits so many seconds for the next line. None
   * is the same as the end of stdin.
   */
  | { readonly verb: 'ready'; readonly phase: Phase; readonly seconds: number }
  /** The outcome of a release, when it is not that of this activation: left by a rollback, or good again. */
  | { readonly verb: 'mark'; readonly outcome: 'left' | 'good'; readonly name: string }
  /** Nobody knows how the release did: it counts as bad, unless it was good before. */
  | { readonly verb: 'doubt'; readonly name: string }
  /** The tip of meta that this deployment knows. */
  | { readonly verb: 'meta'; readonly tip: string }
  /** The controller says no. */
  | { readonly verb: 'stop'; readonly phase: Phase }
  /** All is well: remember it, and keep only so many good releases. */
  | { readonly verb: 'good'; readonly keep: number }
  | { readonly verb: 'end' };

/** Seconds that a script waits for a controller that has something to say. */
export const LONGEST_SILENCE_S = 60;

/** A part of an activation in which a command may fail. */
export type Phase = 'once' | 'before' | 'postcmd' | 'after' | 'restart' | 'health' | 'readd' | 'interrupted';

/** The line as the script reads it: words, the last one escaped for printf's %b, so that it may hold anything. */
export function activationLine(line: ActivationLine): string {
  const { verb, ...rest } = line;
  return `${[verb, ...Object.values(rest).map((value) => escapeForPrintf(String(value)))].join(' ')}\n`;
}

/** The line on stderr that answers `ready`. */
export function readyLine(deployment: string, phase: Phase): string {
  return `${MARK} ready ${deployment} ${phase}`;
}

/** True for any {@link readyLine} of this deployment. */
export function isReadyLine(line: string, deployment: string): boolean {
  return line.startsWith(`${MARK} ready ${deployment} `);
}

function escapeForPrintf(text: string): string {
  if (text.includes('\0')) throw new Error('a command cannot hold a NUL character');
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

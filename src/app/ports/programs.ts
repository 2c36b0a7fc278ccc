/** Programs of the project's own, on the machine that the command runs on. */
import type { Ending } from './hosts.ts';

/** One shell command line. */
export interface ProgramRun {
  /** For `sh -c`. */
  readonly command: string;
  /** Absolute, or counted from the working folder. */
  readonly cwd: string;
  /** All variables that it sees. */
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Called with each whole line of its stdout and stderr as it comes. */
  readonly onLine: (line: string) => void;
  /** Ends it, and all that it started, when this fires. */
  readonly stop?: AbortSignal;
}

/** Runs programs. */
export interface Programs {
  /** Never throws for what the program did: see its ending. */
  run(program: ProgramRun): Promise<Ending>;
}

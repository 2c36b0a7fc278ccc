/** Nothing of a private file stays behind when the process is asked to end. */
import type { ChildProcess } from 'node:child_process';

/** Watches over one file. */
export interface Guard {
  /** The editor that has the terminal now: Ctrl-C is for it. */
  editor: ChildProcess | undefined;
  /** From here on signals do again what they always did. */
  release(): void;
}

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** At the first signal `wipe` is called, the editor is ended, and the process ends as it would have. */
export function guardFile(wipe: () => void): Guard {
  const leave = (signal: NodeJS.Signals) => {
    if (signal === 'SIGINT' && guard.editor !== undefined) return;
    guard.editor?.kill(signal);
    wipe();
    guard.release();
    process.kill(process.pid, signal);
  };
  const guard: Guard = {
    editor: undefined,
    release: () => {
      for (const each of ENDINGS) process.off(each, leave);
    },
  };
  for (const signal of ENDINGS) process.on(signal, leave);
  return guard;
}

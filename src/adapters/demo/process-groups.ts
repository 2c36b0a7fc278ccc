/** Shells and what they left running behind them, each in a process group of its own, so that none outlives its host. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** Starts shells, signals them, and ends all that came of them. */
export interface ProcessGroups {
  /** A POSIX shell that runs `command`, leader of a new process group; its three streams are pipes. */
  start(command: string, options: Pick<SpawnOptions, 'cwd' | 'env'>): ChildProcess;
  /** Signals the whole group of a shell; nothing happens when it is empty. */
  signal(shell: ChildProcess, name: NodeJS.Signals): void;
  /** Kills every process of every group that still has one. Safe to call from an exit handler, and twice. */
  killAll(): void;
}

/** An empty set of groups. */
export function openProcessGroups(): ProcessGroups {
  const leaders = new Set<number>();
  return {
    start(command, options) {
      const child = spawn('/bin/sh', ['-c', command], { ...options, detached: true, stdio: 'pipe' });
      const { pid } = child;
      if (pid === undefined) return child;
      leaders.add(pid);
      // A number may be given to a stranger only once its group is empty: such a group is forgotten at once.
      child.once('exit', () => {
        if (!signalGroup(pid, 0)) leaders.delete(pid);
      });
      return child;
    },
    signal(shell, name) {
      if (shell.pid !== undefined && leaders.has(shell.pid)) signalGroup(shell.pid, name);
    },
    killAll() {
      for (const pid of leaders) signalGroup(pid, 'SIGKILL');
      leaders.clear();
    },
  };
}

/** Signals a whole group; false when nobody is left in it. */
function signalGroup(leader: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Programs by /bin/sh, each with all that it starts in a process group of its own. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Ending } from '../../app/ports/hosts.ts';
import type { ProgramRun, Programs } from '../../app/ports/programs.ts';
import { lineReader } from '../line-reader.ts';

/** @param cwd Where relative folders are counted from. */
export function shellPrograms(cwd: string): Programs {
  return { run: (program) => run(program, cwd) };
}

function run({ command, cwd, env, input, onLine, stop }: ProgramRun, from: string): Promise<Ending> {
  // A group of its own: Ctrl-C reaches us alone, and ending the command ends what it started.
  const child = spawn('/bin/sh', ['-c', command], { cwd: resolve(from, cwd), env, stdio: 'pipe', detached: true });
  const end = () => {
    if (child.pid !== undefined) endGroup(child.pid);
  };
  if (stop?.aborted) end();
  stop?.addEventListener('abort', end);
  const readers = [child.stdout, child.stderr].map((stream) => {
    const lines = lineReader(onLine);
    stream.on('data', (chunk: Buffer) => lines.push(chunk));
    return lines;
  });
  // A command that ends before it has read everything is no failure of ours.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => {
      stop?.removeEventListener('abort', end);
      for (const lines of readers) lines.end();
      if (signal !== null) done({ kind: 'signal', signal });
      else done(code === null ? { kind: 'closed' } : { kind: 'exit', code });
    });
  });
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

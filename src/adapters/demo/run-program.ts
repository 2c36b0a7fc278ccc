/** Programs that the demo runs beside the product: git for its own repositories, and their builds. */
import { execFile } from 'node:child_process';
import { operationFailure } from '../../core/error.ts';

/** Where and with what a program runs. */
export interface ProgramPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Stdout of a program, trimmed.
 * @throws operation `demo/program`: it is not installed, or ended with anything but exit code 0.
 */
export function runProgram(program: string, words: readonly string[], place: ProgramPlace): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, words, { ...place, maxBuffer: 16_000_000 }, (cause, stdout, stderr) => {
      if (cause === null) resolve(stdout.trim());
      else reject(programFailure([program, ...words].join(' '), stderr.trim(), cause));
    });
  });
}

function programFailure(command: string, stderr: string, cause: Error & { readonly code?: unknown }) {
  const program = command.split(' ')[0] ?? command;
  const absent = cause.code === 'ENOENT';
  return operationFailure({
    code: 'demo/program',
    message: absent ? `${program} cannot be run here` : `${command} failed: ${stderr || cause.message}`,
    target: program,
    retry: 'safe',
    next: absent ? `install ${program}, then run the same command again` : 'see the message above',
    cause,
  });
}

/** What an execution prints, heard within limits: a program that prints for ever must not fill our memory. */
import type { Execution } from '../../app/ports/hosts.ts';
import { type OperationFailure, operationFailure } from '../../core/error.ts';
import { lineReader } from '../line-reader.ts';

/** Limits in bytes. */
export interface HearingLimits {
  /** Of an answer on stdout: the files of a million are no more. */
  readonly answer: number;
  /** Of stderr, of which the end is kept: whoever wants all of it hears the lines. */
  readonly talk: number;
}

/** What is more than anybody needs. */
export const LIMITS: HearingLimits = { answer: 256 * 1024 * 1024, talk: 64 * 1024 };

/** Takes what comes. */
export interface Hearing {
  /** From stdout; false when it is too much by now, and the rest need not be sent. */
  answer(chunk: Buffer): boolean;
  /** From stderr. */
  talk(chunk: Buffer): void;
  /** All that was heard. @throws operation `host/output`: there was too much of it. */
  end(host: string): { readonly stdout: string; readonly stderr: string };
}

/** @param onLine Called with each whole line of stderr as it comes. */
export function openHearing(onLine: Execution['onLine'], limits: HearingLimits): Hearing {
  const lines = onLine === undefined ? undefined : lineReader(onLine);
  const answer: Buffer[] = [];
  let answered = 0;
  let talk = Buffer.alloc(0);
  return {
    answer: (chunk) => {
      answered += chunk.length;
      if (answered <= limits.answer) answer.push(chunk);
      else answer.length = 0;
      return answered <= limits.answer;
    },
    talk: (chunk) => {
      lines?.push(chunk);
      talk = Buffer.concat([talk, chunk]).subarray(-limits.talk);
    },
    end: (host) => {
      lines?.end();
      if (answered > limits.answer) throw tooMuch(host, limits.answer);
      return { stdout: Buffer.concat(answer).toString('utf8'), stderr: talk.toString('utf8') };
    },
  };
}

function tooMuch(host: string, bytes: number): OperationFailure {
  return operationFailure({
    code: 'host/output',
    message: `${host}: it answered with more than ${bytes} bytes, which nothing of ours does`,
    target: host,
    retry: 'never',
    next: `see what its shell prints at a login: ssh ${host} true`,
  });
}

/** The log of a step. */
import { maskedText } from '../app/masked-text.ts';
import { secret } from '../core/secret.ts';
import { toWorkflowCommand } from './workflow-command.ts';

/** Writes whole lines. */
export type WriteLine = (line: string) => void;

/** Lines in which nothing stands that was masked before, also where no runner reads along. */
export interface StepLog {
  readonly write: WriteLine;
  /** Masks a text, and each of its lines: the log is masked line by line. */
  mask(text: string): void;
}

/** @param raw Takes lines as they are. */
export function stepLog(raw: WriteLine): StepLog {
  const masked = maskedText();
  return {
    write: (line) => raw(masked.without(line)),
    mask: (text) => {
      masked.mask(secret(text));
      const lines = text.split(/\r?\n/).map((line) => line.trim());
      for (const each of new Set([text, ...lines])) if (each !== '') raw(toWorkflowCommand('add-mask', each));
    },
  };
}

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

/** The mask of a shorter line, the brace of a key in JSON, would take half of the log with it. */
const SHORTEST_LINE = 4;

/** @param raw Takes lines as they are. */
export function stepLog(raw: WriteLine): StepLog {
  const masked = maskedText();
  return {
    write: (line) => raw(masked.without(line)),
    mask: (text) => {
      masked.mask(secret(text));
      const lines = text.split(/\r?\n/).map((line) => line.trim());
      const long = lines.filter((line) => line.length >= SHORTEST_LINE);
      for (const each of new Set([text, ...long])) if (each !== '') raw(toWorkflowCommand('add-mask', each));
    },
  };
}

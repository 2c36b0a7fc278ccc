/** What the script of staging said. */
import { MARK } from './scripts/prologue.ts';

/** The step that failed (see `scripts/stage.ts`), and how much room was left then. */
export interface StageAnswer {
  readonly staged: boolean;
  readonly failed?: string;
  readonly spaceKib?: number;
}

/** Reads the lines that are ours. */
export function parseStageAnswer(stdout: string): StageAnswer {
  const lines = stdout.split('\n');
  const rest = (word: string) => {
    const start = `${MARK} ${word} `;
    return lines.find((line) => line.startsWith(start))?.slice(start.length);
  };
  const failed = rest('failed');
  const space = rest('space');
  return {
    staged: lines.includes(`${MARK} staged`),
    ...(failed === undefined ? {} : { failed }),
    ...(space === undefined || !/^\d+$/.test(space) ? {} : { spaceKib: Number(space) }),
  };
}

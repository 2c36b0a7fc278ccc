/** What the script of staging said. */
import { markedLines } from './marked-lines.ts';

/** The step that failed (see `scripts/stage.ts`), and how much room was left then. */
export interface StageAnswer {
  readonly staged: boolean;
  readonly failed?: string;
  readonly spaceKib?: number;
  /** What the host lacks, by the file that wants it: a library, or a version of one. */
  readonly lacking: readonly { readonly library: string; readonly file: string }[];
  /** Files whose libraries are all there; undefined when nobody looked. */
  readonly checked?: number;
}

const LACKS = /^lacks (\S+) (.+)$/;

/** Reads the lines that are ours. */
export function parseStageAnswer(stdout: string): StageAnswer {
  const lines = markedLines(stdout);
  const rest = (word: string) => {
    const start = `${word} `;
    return lines.find((line) => line.startsWith(start))?.slice(start.length);
  };
  const failed = rest('failed');
  const space = rest('space');
  const checked = rest('libraries');
  const lacking = lines.flatMap((line) => {
    const [, library, file] = LACKS.exec(line) ?? [];
    return library === undefined || file === undefined ? [] : [{ library, file }];
  });
  return {
    staged: lines.includes('staged'),
    ...(failed === undefined ? {} : { failed }),
    lacking,
    ...(checked === undefined || !/^\d+$/.test(checked) ? {} : { checked: Number(checked) }),
    ...(space === undefined || !/^\d+$/.test(space) ? {} : { spaceKib: Number(space) }),
  };
}

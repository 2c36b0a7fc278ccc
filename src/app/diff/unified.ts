/** Unified diffs of texts, as `diff -u` and git print them. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** Lines of context around a change. */
const CONTEXT = 3;

/** Lines that may differ: beyond it finding the shortest way costs more than anybody will read. */
const MAX_EDITS = 20_000;

/** A side of a diff: the name in its header, and the text; without text it is not there at all. */
export interface Text {
  readonly name: string;
  readonly text: string | undefined;
}

/** The diff, without a line break at its end; `''` for equal texts, undefined for texts too different to show. */
export function describeDifference(a: Text, b: Text): string | undefined {
  if (a.text === b.text) return '';
  const [before, after] = [a, b].map(({ name, text }) => (text === undefined ? '/dev/null' : name)) as [string, string];
  const patch = createTwoFilesPatch(before, after, a.text ?? '', b.text ?? '', undefined, undefined, {
    context: CONTEXT,
    maxEditLength: MAX_EDITS,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch?.replace(/\n$/, '');
}

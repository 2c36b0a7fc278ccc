/** JSON text in pieces, so that nobody has to hold all of it. */
import type { Json } from './json.ts';

const INDENT = '  ';

/** Levels that are taken apart: the members of a list under a key of the top are pieces of their own. */
const LEVELS = 2;

/** What `JSON.stringify(value, null, 2)` gives, cut into pieces. */
export function* jsonPieces(value: Json, level = 0): Generator<string> {
  const members = level < LEVELS ? membersOf(value) : [];
  const margin = `\n${INDENT.repeat(level)}`;
  if (members.length === 0) {
    yield JSON.stringify(value, null, INDENT).replaceAll('\n', margin);
    return;
  }
  yield Array.isArray(value) ? '[' : '{';
  for (const [i, [key, member]] of members.entries()) {
    yield `${i === 0 ? '' : ','}${margin}${INDENT}${key}`;
    yield* jsonPieces(member, level + 1);
  }
  yield `${margin}${Array.isArray(value) ? ']' : '}'}`;
}

/** Each with the text that stands before it. */
function membersOf(value: Json): readonly (readonly [string, Json])[] {
  if (Array.isArray(value)) return value.map((item) => ['', item] as const);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [[`${JSON.stringify(key)}: `, member] as const],
  );
}

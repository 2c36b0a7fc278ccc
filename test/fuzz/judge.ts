/** Whether an outcome is one that a person can live with. */
import { type Loader, type Outcome, wordsOf } from './loader.ts';

/** What no message says: what an engine says about itself, and what a program prints that did not look. */
const NOT_FOR_PEOPLE =
  /TypeError|RangeError|ReferenceError|Cannot (?:read|convert|destructure)|is not (?:a function|iterable)|\[object |heap|\bat .*\.[jt]s:\d/;
/** Line breaks and tabs shape a message; other controls, and what turns the direction of writing, shape the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;
const LONGEST = 10_000;
/** What a terminal may be filled with, in characters. */
const MOST = 200_000;

/** What is wrong with an outcome; undefined when nothing is. */
export function complaintOf(loader: Loader, bytes: Uint8Array, outcome: Outcome): string | undefined {
  const words = wordsOf(outcome);
  const all = words.join('\n').length;
  if (all > MOST) return `${all} characters`;
  for (const word of words) {
    if (word.length > LONGEST) return `a message of ${word.length} characters: ${word.slice(0, 200)}`;
    if (CONTROLS.test(word)) return `a message with control characters: ${JSON.stringify(word)}`;
    if (NOT_FOR_PEOPLE.test(word)) return `a message that is not for people: ${word}`;
  }
  if (outcome.kind !== 'refused') return undefined;
  if (outcome.issues.length === 0) return 'refused without a reason';
  return loader.hasPlaces ? misplaced(bytes, outcome.issues) : undefined;
}

function misplaced(bytes: Uint8Array, issues: Extract<Outcome, { kind: 'refused' }>['issues']): string | undefined {
  let breaks = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) breaks += 1;
  for (const { code, origin, message } of issues) {
    if (!/^[a-z]+\/[a-z-]+$/.test(code)) return `an issue with the code ${code}`;
    // A layer that is not there has no place in any file.
    if (code === 'definition/no-layer') continue;
    if (origin?.kind !== 'file') return `an issue without a place: ${code} ${message}`;
    const { line, column } = origin;
    if (!(line >= 1 && column >= 1 && line <= breaks + 2))
      return `an issue at ${line}:${column} of ${breaks + 1} lines`;
  }
  return undefined;
}

const PROTOTYPES = [Object, Array, String, Number, Function, Map, Set, Error, Promise, RegExp].map(
  (each) => each.prototype,
);
const BEFORE = PROTOTYPES.map((each) => Reflect.ownKeys(each).length);

/** True when something was added to, or taken from, what all values share. */
export function isPolluted(): boolean {
  return PROTOTYPES.some((each, i) => Reflect.ownKeys(each).length !== BEFORE[i]);
}

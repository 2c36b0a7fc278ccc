/** Events that programs of somebody else record: what they may say, and how much. */
import type { Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { encodeRecord } from './codec.ts';
import { parseName } from './names.ts';
import type { MetaEvent } from './record.ts';

/** Kinds that facs writes itself, and partly acts upon; `event.proto` says what each means. */
export const OWN_KINDS: readonly string[] = [
  ...['hold', 'hold-released', 'locked', 'lock-released', 'repair', 'run-begun', 'run-done', 'run-failed'],
  ...['release-recorded', 'binary-recorded', 'binary-copy'],
];

/** What an event may take in the repository: it says what happened, it is no place for files. */
export const MAX_EVENT_BYTES = 64 * 1024;

const WORDS = /^[a-z0-9]+(-[a-z0-9]+)*$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a text may have lines and tabs, and nothing else that is unseen
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f]|\p{Surrogate}/u;

/**
 * The event if it may be recorded. Issues: `event/kind`, `event/field`, `event/too-large`, `meta/name`.
 * @param event With names as they were given.
 */
export function checkEvent(event: MetaEvent): Result<MetaEvent> {
  const { instance } = event;
  const names = [parseName('project', event.project), ...(instance === '' ? [] : [parseName('instance', instance)])];
  const issues = [
    ...checkKind(event.event),
    ...names.flatMap((name) => (name.ok ? [] : name.issues)),
    ...Object.entries(event.fields).flatMap(([name, value]) => checkField(name, value)),
  ];
  const size = encodeRecord(event).length;
  if (size > MAX_EVENT_BYTES) issues.push(tooLarge(size));
  return issues.length > 0 ? invalid(...issues) : valid(event);
}

function checkKind(kind: string): Issue[] {
  const refuse = (message: string, hint: string): Issue[] => [{ code: 'event/kind', message, hint }];
  if (!WORDS.test(kind) || kind.length > 100)
    return refuse(
      `"${kind}" is no kind of event`,
      'use lowercase letters and digits, words joined by -, like docs-built',
    );
  if (!OWN_KINDS.includes(kind)) return [];
  return refuse(`events of kind ${kind} are written by facs itself`, 'name what your program did in words of its own');
}

function checkField(name: string, value: string): Issue[] {
  const refuse = (message: string, hint?: string): Issue[] => [
    { code: 'event/field', message, ...(hint === undefined ? {} : { hint }) },
  ];
  if (!WORDS.test(name) || name.length > 100) {
    const words = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    return refuse(`"${name}" is no name of a field`, didYouMean(name, [words]) ?? 'use words like tool-version');
  }
  return UNSEEN.test(value) ? refuse(`the field ${name} holds characters that nobody sees`) : [];
}

/** @param size In bytes. */
export function tooLarge(size: number): Issue {
  return {
    code: 'event/too-large',
    message: `this event takes ${describeSize(size)}; at most ${describeSize(MAX_EVENT_BYTES)} may be recorded`,
    hint: 'store what is large, and name the file with --input or --output: its digest is recorded',
  };
}

function describeSize(size: number): string {
  return size < 1_000_000 ? `${Math.ceil(size / 1024)} KiB` : `${(size / 1024 / 1024).toFixed(1)} MiB`;
}

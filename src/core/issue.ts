/** Something wrong in what a person wrote: what, where, and what to write instead. */

import { printableLine, printableLines } from './printable.ts';

const MOST_SHOWN = 100;

/** Where a text was written. Lines and columns count from 1; the file is named as the user would open it. */
export interface FileOrigin {
  readonly kind: 'file';
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A flag, action input or environment variable, by the name that the user typed. */
export interface InputOrigin {
  readonly kind: 'input';
  readonly name: string;
}

/** The place that a value or a problem comes from. */
export type Origin = FileOrigin | InputOrigin;

/**
 * One problem of the input. Several are collected and shown together.
 *
 * `code` reads `area/what` and is stable; `path` names the value inside its file (`deploy.user`);
 * `hint` says what to write instead.
 */
export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly origin?: Origin;
  readonly path?: string;
  readonly hint?: string;
  /** Lines of the file around the place, with a caret below it. */
  readonly excerpt?: string;
}

/** A place inside a file. */
export function fileOrigin(file: string, line = 1, column = 1): FileOrigin {
  return { kind: 'file', file, line, column };
}

/** The flag, input or variable `name` as the place of a problem. */
export function inputOrigin(name: string): InputOrigin {
  return { kind: 'input', name };
}

/** `file:line:column`, or the name of the input. */
export function describeOrigin(origin: Origin): string {
  return origin.kind === 'file' ? `${origin.file}:${origin.line}:${origin.column}` : origin.name;
}

/** One line for a person: where, what, what instead; then the lines around the place where they are known. */
export function describeIssue(issue: Issue): string {
  const where = issue.origin === undefined ? '' : `${printableLine(describeOrigin(issue.origin))}: `;
  const excerpt = issue.excerpt === undefined ? '' : `\n${printableLines(issue.excerpt)}`;
  return `${where}${describeProblem(issue)}${excerpt}`;
}

/** The same without its place: what, what instead. */
export function describeProblem({ message, hint }: Issue): string {
  return `${printableLine(message)}${hint === undefined ? '' : ` (${printableLine(hint)})`}`;
}

/** A line or more for each; how many more there are, when there are too many to read. */
export function describeIssues(issues: readonly Issue[]): string {
  const lines = issues.slice(0, MOST_SHOWN).map(describeIssue);
  return [...lines, ...(issues.length > MOST_SHOWN ? [`… and ${issues.length - MOST_SHOWN} more`] : [])].join('\n');
}

/** Each once: a problem of a shared layer may be found on two ways. */
export function distinctIssues(issues: readonly Issue[]): Issue[] {
  const keyed = new Map(issues.map((issue) => [JSON.stringify([issue.origin, issue.message]), issue]));
  return [...keyed.values()];
}

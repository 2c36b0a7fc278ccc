/** Channel files: which release a channel maps to. The only thing that a promotion changes. */
import { parseDocument } from 'yaml';
import { fileOrigin, type Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { isGithash } from './names.ts';

/** What a channel says. */
export interface Channel {
  /** Full githash; undefined as long as nothing was promoted. */
  readonly release: string | undefined;
  /** Why the whole channel stays where it is; undefined when it does not. */
  readonly hold: string | undefined;
}

const KEYS = ['release', 'hold'];

/**
 * Reads `channels/<channel>.yaml`.
 * @param path Of the file, for messages.
 */
export function parseChannel(text: string, path: string): Result<Channel> {
  // Everything is text here: a githash of digits alone must not turn into a number.
  const document = parseDocument(text, { schema: 'failsafe' });
  const [error] = document.errors;
  if (error !== undefined) {
    const [at] = error.linePos ?? [];
    return invalid({ code: 'channel/yaml', message: error.message, origin: fileOrigin(path, at?.line, at?.col) });
  }
  const value: unknown = document.toJS() ?? {};
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return invalid(issueAt(path, 'a channel file is a mapping'));
  const found = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(found).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0) return invalid(issueAt(path, `unknown key ${unknown.join(', ')}`));
  const release = textOf(found['release']);
  const hold = textOf(found['hold']);
  if (release !== undefined && !isGithash(release))
    return invalid(issueAt(path, `release: "${release}" is not a full githash`));
  return valid({ release, hold });
}

/** The file's text with another release; all else in it, comments too, stays. `text` undefined: a new file. */
export function withRelease(text: string | undefined, githash: string): string {
  const document = parseDocument(text ?? '');
  document.set('release', githash);
  return document.toString();
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function issueAt(path: string, message: string): Issue {
  return { code: 'channel/invalid', message, origin: fileOrigin(path) };
}

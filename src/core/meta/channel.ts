/** Channel files: which release a channel maps to. The only thing that a promotion changes. */
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { fileOrigin, type Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
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
const NOTHING = ['', 'false', 'null', '~'];

/**
 * Reads `channels/<channel>.yaml`.
 * @param path Of the file, for messages.
 */
export function parseChannel(text: string, path: string): Result<Channel> {
  const lines = new LineCounter();
  // Everything is text here: a githash of digits alone must not turn into a number.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const [at] = error.linePos ?? [];
    return invalid({ code: 'channel/yaml', message: error.message, origin: fileOrigin(path, at?.line, at?.col) });
  }
  const { contents } = document;
  if (contents === null) return valid({ release: undefined, hold: undefined });
  const issueAt = (node: unknown, message: string, hint?: string): Issue => {
    const { line, col } = lines.linePos((isNode(node) && node.range?.[0]) || 0);
    const issue = { code: 'channel/invalid', message, origin: fileOrigin(path, line, col) };
    return hint === undefined ? issue : { ...issue, hint };
  };
  if (!isMap(contents)) return invalid(issueAt(contents, 'a channel file is a mapping', `keys: ${KEYS.join(', ')}`));
  const found: Record<string, string> = {};
  const issues = contents.items.flatMap(({ key, value }) => {
    const name = String(key);
    const hint = didYouMean(name, KEYS) ?? `its keys are ${KEYS.join(', ')}`;
    if (!KEYS.includes(name)) return [issueAt(key, `unknown key ${name}`, hint)];
    if (value !== null && !isScalar(value)) return [issueAt(value, `${name}: one text is meant`)];
    found[name] = String(value?.value ?? '');
    const githash = name !== 'release' || NOTHING.includes(found[name]) || isGithash(found[name]);
    return githash ? [] : [issueAt(value, `release: "${found[name]}" is not a full githash`)];
  });
  if (issues.length > 0) return invalid(...issues);
  return valid({ release: textOf(found['release']), hold: textOf(found['hold']) });
}

/** The file's text with another release; all else in it, comments too, stays. `text` undefined: a new file. */
export function withRelease(text: string | undefined, githash: string): string {
  const document = parseDocument(text ?? '');
  document.set('release', githash);
  return document.toString();
}

/** A person who ends a hold by hand may write any of these. */
function textOf(value = ''): string | undefined {
  return NOTHING.includes(value) ? undefined : value;
}

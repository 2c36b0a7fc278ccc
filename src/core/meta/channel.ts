/** Channel files: which release a channel maps to. The only thing that a promotion changes. */
import { parseDocument } from 'yaml';
import type { Member } from '../definition/value-node.ts';
import type { Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { readMapping } from '../yaml/read-mapping.ts';
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
 * Reads `channels/<channel>.yaml`. Issues: `channel/invalid`, and as `readMapping`, under `channel/`.
 * @param path Of the file, for messages.
 */
export function parseChannel(text: string, path: string): Result<Channel> {
  const read = readMapping({ text, file: path, area: 'channel', thing: 'a channel file' });
  if (!read.ok) return read;
  const { members } = read.value;
  const issues = [...members].flatMap(([name, member]) => check(name, member));
  if (issues.length > 0) return invalid(...issues);
  return valid({ release: textOf(members.get('release')), hold: textOf(members.get('hold')) });
}

function check(name: string, member: Member): Issue[] {
  const { key, value } = member;
  if (!KEYS.includes(name)) {
    const hint = didYouMean(name, KEYS) ?? `its keys are ${KEYS.join(', ')}`;
    return [{ code: 'channel/invalid', message: `unknown key ${name}`, hint, origin: key }];
  }
  const refuse = (message: string): Issue[] => [{ code: 'channel/invalid', message, origin: value.origin }];
  if (value.kind !== 'scalar') return refuse(`${name}: one text is meant`);
  const text = textOf(member);
  const isWrong = name === 'release' && text !== undefined && !isGithash(text);
  return isWrong ? refuse(`release: "${text}" is not a full githash`) : [];
}

/** The file's text with another release; all else in it, comments too, stays. `text` undefined: a new file. */
export function withRelease(text: string | undefined, githash: string): string {
  const document = parseDocument(text ?? '');
  document.set('release', githash);
  return document.toString();
}

/** The file's text with a hold, or (`undefined`) without one; all else in it stays. `text` undefined: a new file. */
export function withHold(text: string | undefined, reason: string | undefined): string {
  const document = parseDocument(text ?? '');
  if (reason !== undefined) document.set('hold', reason);
  else if (document.has('hold')) document.delete('hold');
  return document.toString();
}

/** True for a reason that a file would not be read to give: `hold: false` is no hold. */
export function isNoReason(reason: string): boolean {
  return NOTHING.includes(reason.trim());
}

/** A person who ends a hold by hand may write any of these. */
function textOf(member: Member | undefined): string | undefined {
  const text = member?.value.kind === 'scalar' ? String(member.value.value ?? '') : '';
  return NOTHING.includes(text) ? undefined : text;
}

/** `facsimile.lock`: repositories that a release is built from besides its submodules, each pinned to a githash. */
import { type Document, isMap, parseDocument } from 'yaml';
import type { Member } from '../definition/value-node.ts';
import type { FileOrigin, Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { isLocalUrl } from '../source-url.ts';
import { readMapping } from '../yaml/read-mapping.ts';

/** Lies at the top of the repository that is released. */
export const LOCK_FILE = 'facsimile.lock';

/** One repository of the file. Texts as written: nothing is known yet of what they name. */
export interface LockedRepo {
  readonly name: string;
  readonly url: string;
  /** Branch, tag or `HEAD` that `facs release lock` follows; absent: `githash` stays what it is. */
  readonly revision?: string;
  readonly githash?: string;
  readonly origin: FileOrigin;
}

const KEYS = ['url', 'revision', 'githash'];
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/**
 * Reads the file.
 * @param path As the user can open it.
 * @returns In order of names; or the issues `lock/invalid`, and as `readMapping`, under `lock/`.
 */
export function parseLock(text: string, path: string): Result<readonly LockedRepo[]> {
  const read = readMapping({ text, file: path, area: 'lock', thing: path });
  if (!read.ok) return read;
  const { members, origin } = read.value;
  const repos = members.get('repos')?.value ?? { kind: 'mapping', members: new Map(), origin };
  const others = [...members.keys()].filter((key) => key !== 'repos');
  // In this file nothing at all is the empty text.
  const isEmpty = repos.kind === 'scalar' && (repos.value === '' || repos.value === null);
  if (others.length > 0 || (repos.kind !== 'mapping' && !isEmpty))
    return invalid(issue('lock/invalid', `${path} holds one mapping, repos: {NAME: {url, githash}}`, repos.origin));
  const problems: Issue[] = [];
  const found = [...(repos.kind === 'mapping' ? repos.members : [])].map(([name, member]) => {
    problems.push(...checkRepo(name, member));
    return toRepo(name, member);
  });
  return problems.length > 0 ? invalid(...problems) : valid(found.sort((a, b) => (a.name < b.name ? -1 : 1)));
}

/** The file's text with these values of one repository; all else in it, comments too, stays. '': a new file. */
export function withRepo(text: string, { name, url, revision, githash }: Omit<LockedRepo, 'origin'>): string {
  const document = parseDocument(text === '' ? NEW_FILE : text, { schema: 'failsafe' });
  const values = Object.entries({ url, revision, githash }).filter(([, value]) => value !== undefined);
  const repos = document.get('repos');
  // A mapping that is empty has no lines whose form a new entry could take on.
  if (!isMap(repos) || repos.items.length === 0) document.set('repos', { [name]: Object.fromEntries(values) });
  else for (const [key, value] of values) setText(document, ['repos', name, key], value);
  return document.toString({ lineWidth: 0 });
}

const NEW_FILE = `# Repositories that a release is built from besides its submodules.
# \`facs release lock\` writes the githash that each revision names; commit this file.
repos:
`;

/** What says so already stays as it is written, quotes and comments too. */
function setText(document: Document, path: readonly string[], value: string | undefined): void {
  if (document.getIn(path) !== value) document.setIn(path, value);
}

function checkRepo(name: string, { key: origin, value: entry }: Member): Issue[] {
  const wrong = (message: string, hint?: string) => issue('lock/invalid', `${name}: ${message}`, origin, hint);
  if (!NAME.test(name)) return [wrong('is no name for a repository', 'use letters, digits, dots, - and _')];
  if (entry.kind !== 'mapping') return [wrong('must be a mapping with url and githash')];
  const problems = [...entry.members].flatMap(([key, { value }]) => {
    if (!KEYS.includes(key)) return [wrong(`unknown key ${key}`, `its keys are ${KEYS.join(', ')}`)];
    return value.kind === 'scalar' ? [] : [wrong(`${key} must be text`)];
  });
  const url = textOf(entry.members.get('url')) ?? '';
  if (!entry.members.has('url') || (url === '' && problems.length === 0)) problems.push(wrong('has no url'));
  if (url !== '' && isLocalUrl(url) && !/^(file:\/\/)?\//.test(url))
    problems.push(wrong(`${url} is a path that means something else on every machine`, 'write a URL'));
  return problems;
}

function toRepo(name: string, { key: origin, value }: Member): LockedRepo {
  const members = value.kind === 'mapping' ? value.members : new Map<string, Member>();
  const [url = '', revision, githash] = KEYS.map((key) => textOf(members.get(key)));
  return {
    ...{ name, url, origin },
    ...(revision === undefined ? {} : { revision }),
    ...(githash === undefined ? {} : { githash }),
  };
}

function textOf(member: Member | undefined): string | undefined {
  return member?.value.kind === 'scalar' ? String(member.value.value ?? '') : undefined;
}

function issue(code: string, message: string, origin: FileOrigin, hint?: string): Issue {
  return { code, message, origin, ...(hint === undefined ? {} : { hint }) };
}

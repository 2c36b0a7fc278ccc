/** `facsimile.lock`: repositories that a release is built from besides its submodules, each pinned to a githash. */
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { type FileOrigin, fileOrigin, type Issue } from '../issue.ts';
import { isObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { isLocalUrl } from '../source-url.ts';

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
 * @returns In order of names; or the issues `lock/yaml`, `lock/invalid`.
 */
export function parseLock(text: string, path: string): Result<readonly LockedRepo[]> {
  const lines = new LineCounter();
  // Everything is text here: a githash of digits alone must not turn into a number.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const broken = document.errors.map(({ message, linePos }) =>
    issue('lock/yaml', message, fileOrigin(path, linePos?.[0].line, linePos?.[0].col)),
  );
  if (broken.length > 0) return invalid(...broken);
  const value: unknown = document.toJS() ?? {};
  const others = isObject(value) ? Object.keys(value).filter((key) => key !== 'repos') : [''];
  // In this schema nothing at all is the empty text.
  const repos = isObject(value) ? value['repos'] || {} : {};
  if (others.length > 0 || !isObject(repos))
    return invalid(issue('lock/invalid', `${path} holds one mapping, repos: {NAME: {url, githash}}`, fileOrigin(path)));
  const problems: Issue[] = [];
  const found = Object.entries(repos).map(([name, entry]) => {
    const origin = originOf(document, name, { path, lines });
    problems.push(...checkRepo(name, entry, origin));
    return { ...(isObject(entry) ? entry : {}), name, origin } as unknown as LockedRepo;
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

function checkRepo(name: string, entry: unknown, origin: FileOrigin): Issue[] {
  const wrong = (message: string, hint?: string) => issue('lock/invalid', `${name}: ${message}`, origin, hint);
  if (!NAME.test(name)) return [wrong('is no name for a repository', 'use letters, digits, dots, - and _')];
  if (!isObject(entry)) return [wrong('must be a mapping with url and githash')];
  const problems = Object.entries(entry).flatMap(([key, value]) => {
    if (!KEYS.includes(key)) return [wrong(`unknown key ${key}`, `its keys are ${KEYS.join(', ')}`)];
    return typeof value === 'string' ? [] : [wrong(`${key} must be text`)];
  });
  const { url } = entry;
  if (url === undefined || url === '') problems.push(wrong('has no url'));
  if (typeof url === 'string' && isLocalUrl(url) && !/^(file:\/\/)?\//.test(url) && url !== '')
    problems.push(wrong(`${url} is a path that means something else on every machine`, 'write a URL'));
  return problems;
}

function originOf(
  document: Document,
  name: string,
  { path, lines }: { readonly path: string; readonly lines: LineCounter },
): FileOrigin {
  const repos = document.get('repos');
  const pair = isMap(repos) ? repos.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
  const offset = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  if (offset === undefined) return fileOrigin(path);
  const { line, col } = lines.linePos(offset);
  return fileOrigin(path, line, col);
}

function issue(code: string, message: string, origin: FileOrigin, hint?: string): Issue {
  return { code, message, origin, ...(hint === undefined ? {} : { hint }) };
}

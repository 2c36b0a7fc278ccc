/** The file that says which version a project has. */
import { fileOrigin } from '../issue.ts';
import { isObject, type JsonObject, parseShallowJson } from '../json.ts';
import { invalid, type Result } from '../result.ts';
import { parseVersion, type Version } from './version.ts';

/** Where it may lie, counted from the top of the repository: the first that is there counts. */
export const VERSION_FILES = ['config/VERSION', 'facsimile/VERSION', 'VERSION', 'package.json'] as const;

/** Letters of one, and levels of lists and mappings in what npm writes. */
const MAX_TEXT = 1_000_000;
const MAX_DEPTH = 100;

/** npm writes the version there too. */
export const NPM_LOCK = 'package-lock.json';

/**
 * The version that the file says. In one called VERSION lines that begin with `#` are comments.
 * @returns Or the issue `version/file`, `version/form`.
 */
export function readVersion(path: string, text: string): Result<Version> {
  const read = path.endsWith('.json') ? readJson : readPlain;
  const written = text.length > MAX_TEXT ? undefined : read(text);
  if (written === undefined) return invalid(unreadable(path));
  const parsed = parseVersion(written);
  if (parsed.ok) return parsed;
  const at = text.split('\n').findIndex((line) => line.includes(written));
  return invalid(...parsed.issues.map((issue) => ({ ...issue, origin: fileOrigin(path, Math.max(0, at) + 1) })));
}

/** The same file with another version; everything else in it stays. @param text One that `readVersion` takes. */
export function withVersion(path: string, text: string, version: string): string {
  if (path.endsWith('.json')) return writeJson(text, version);
  const lines = text.split('\n');
  const at = lines.findIndex(isVersionLine);
  return lines.with(at, `${version}${lines[at]?.endsWith('\r') ? '\r' : ''}`).join('\n');
}

function readPlain(text: string): string | undefined {
  const lines = text.split('\n').filter(isVersionLine);
  return lines.length === 1 ? lines[0]?.trim() : undefined;
}

function isVersionLine(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('#');
}

function readJson(text: string): string | undefined {
  const version = parseObject(text)?.['version'];
  return typeof version === 'string' ? version : undefined;
}

/** As npm writes its files: the indentation that is there, and a line break at the end if there was one. */
function writeJson(text: string, version: string): string {
  const read = parseObject(text) ?? {};
  const packages = read['packages'];
  const own = isObject(packages) ? packages[''] : undefined;
  const next = {
    ...read,
    version,
    ...(isObject(packages) && isObject(own) ? { packages: { ...packages, '': { ...own, version } } } : {}),
  };
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '';
  return `${JSON.stringify(next, null, indent)}${text.endsWith('\n') ? '\n' : ''}`;
}

function parseObject(text: string): JsonObject | undefined {
  const read = parseShallowJson(text, MAX_DEPTH);
  return isObject(read) ? read : undefined;
}

function unreadable(path: string) {
  const plain = 'it has to hold one line with the version, and lines that begin with #';
  const hint = path.endsWith('.json') ? 'it has to hold an object with "version"' : plain;
  return { code: 'version/file', message: `${path} does not say which version it is`, hint, origin: fileOrigin(path) };
}

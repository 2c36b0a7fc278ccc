/**
 * `exclude.rsync`: what never reaches a host, and what is left alone there where old files are cleared away (F-77).
 *
 * A file is looked at from the root down, folder by folder; at each step the first rule that matches decides.
 * @source rsync(1), "FILTER RULES" and "PATTERN MATCHING RULES", as far as `--exclude-from` goes.
 */
import { fileOrigin, type Issue, type Origin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';

/** One line of the file. */
export interface ExcludeRule {
  /** `+` takes what a later rule would leave out. */
  readonly takes: boolean;
  /** Written with `/` at its end: for folders alone. */
  readonly foldersOnly: boolean;
  /** Of the path with a slash before it (`/etc/x`), whole, in the words that JavaScript and POSIX awk have in common. */
  readonly regex: string;
}

/**
 * The rules of a file, strongest first. Issues: `exclude/pattern`, for what we do not know how to read;
 * `exclude/too-large`.
 */
export function parseExcludeRules(text: string, file: string): Result<readonly ExcludeRule[]> {
  const issues: Issue[] = [];
  let rules: ExcludeRule[] = [];
  const lines = text.length > MAX_TEXT ? [] : text.split(/\r?\n/);
  if (lines.length === 0 || lines.length > MAX_LINES) return invalid(tooLarge(file));
  lines.forEach((line, i) => {
    if (line.trim() === '' || /^[#;]/.test(line)) return;
    // A `!` alone takes back all that was said before.
    if (line === '!') rules = [];
    else {
      const found = parseRule(line);
      if (found !== undefined) rules.push(...found);
      else issues.push(unknown(line, fileOrigin(file, i + 1, 1)));
    }
  });
  return issues.length > 0 ? invalid(...issues) : valid(rules);
}

/** By rule: each looks at every file. */
const compiled = new WeakMap<ExcludeRule, RegExp>();

function regexOf(rule: ExcludeRule): RegExp {
  const known = compiled.get(rule) ?? new RegExp(rule.regex, 's');
  compiled.set(rule, known);
  return known;
}

/** True for a file that the rules leave out, by itself or with a folder around it. @param path Relative to the root. */
export function isExcluded(rules: readonly ExcludeRule[], path: string): boolean {
  if (rules.length === 0) return false;
  const parts = path.split('/');
  return parts.some((_, i) => {
    const at = `/${parts.slice(0, i + 1).join('/')}`;
    const isFile = i === parts.length - 1;
    const rule = rules.find((each) => !(each.foldersOnly && isFile) && regexOf(each).test(at));
    return rule?.takes === false;
  });
}

/** The rule for the script of an activation: `<sign> <d for folders alone, or -> <regex>`. */
export function excludeLine({ takes, foldersOnly, regex }: ExcludeRule): string {
  return `${takes ? '+' : '-'} ${foldersOnly ? 'd' : '-'} ${regex}`;
}

function unknown(line: string, origin: Origin): Issue {
  const hint =
    'write a pattern, "+ " or "- " before it, "# " and a comment, or ! alone; [[:alpha:]] and the like are not known';
  return { code: 'exclude/pattern', message: `"${line}" is no pattern`, hint, origin };
}

/** Every rule looks at every file, and on hosts too. */
const MAX_LINES = 1000;
const MAX_TEXT = 1_000_000;

function tooLarge(file: string): Issue {
  const message = `more than ${MAX_LINES} lines, or ${MAX_TEXT} letters`;
  return { code: 'exclude/too-large', message, hint: 'name folders and patterns', origin: fileOrigin(file) };
}

/** No path is longer. @source limits.h(0P), PATH_MAX on Linux. */
const LONGEST = 4096;

/** One; two for a folder with all that is in it. */
function parseRule(line: string): readonly ExcludeRule[] | undefined {
  if (line.length > LONGEST) return undefined;
  const [, sign = '-', pattern = ''] = /^(?:([+-])[ _])?(.*)$/s.exec(line) ?? [];
  const all = pattern.endsWith('/***');
  const name = all ? pattern.slice(0, -4) : pattern.endsWith('/') ? pattern.slice(0, -1) : pattern;
  const anywhere = name.startsWith('**') || name.startsWith('/') ? '' : '(/.*)?/';
  const body = toRegex(name, name.includes('\\') || /[*?[]/.test(name));
  if (name === '' || body === undefined || !isRegex(body)) return undefined;
  const takes = sign === '+';
  const itself = { takes, foldersOnly: pattern.endsWith('/') || all, regex: `^${anywhere}${body}$` };
  return all ? [itself, { takes, foldersOnly: false, regex: `^${anywhere}${body}/.*$` }] : [itself];
}

/** False for a range from the end to the beginning: `[z-a]`. */
function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 's') !== undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Undefined for a class that never ends, or that has a name. @param wild Whether a backslash takes the next letter as it is. */
function toRegex(pattern: string, wild: boolean): string | undefined {
  let regex = '';
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i] ?? '';
    if (letter === '\\' && wild) regex += literal(pattern[++i] ?? '\\');
    else if (letter === '*') {
      const many = pattern[i + 1] === '*';
      if (many) while (pattern[i + 1] === '*') i++;
      regex += many ? '.*' : '[^/]*';
    } else if (letter === '?') regex += '[^/]';
    else if (letter === '[') {
      const [whole, not = '', inside = ''] = /^\[([!^]?)(\]?[^\]\\]*)\]/.exec(pattern.slice(i)) ?? [];
      if (whole === undefined || inside === '' || inside.includes('[:')) return undefined;
      regex += `[${not === '' ? '' : '^/'}${inside.replace(/^\]/, '\\]').replace(/^\^/, '\\^')}]`;
      i += whole.length - 1;
    } else regex += literal(letter);
  }
  return regex;
}

/** A letter that means itself, in both kinds of expression. */
function literal(letter: string): string {
  if (letter === '^' || letter === '\\') return `\\${letter}`;
  return /[.$*+?()[\]{}|]/.test(letter) ? `[${letter === ']' ? '\\]' : letter}]` : letter;
}

/** From LiquidJS's errors to issues: where it stands, a look at the lines around it, the nearest name that exists. */
import { fileOrigin, type Issue } from '../issue.ts';
import { isObject } from '../json.ts';
import { didYouMean } from '../nearest.ts';
import type { MappingPrinted } from './engine.ts';
import { drawExcerpt } from './excerpt.ts';
import type { TemplateFile, TemplateSet } from './render.ts';

/** So many names say what a mapping is. */
const MANY_NAMES = 8;

/** What is known around a failed render. `missed`: templates that were asked for and not found. */
export interface Surroundings {
  readonly file: TemplateFile;
  readonly set: TemplateSet;
  readonly scope: object;
  readonly filters: readonly string[];
  readonly missed: readonly string[];
  /** It read a secret, so that names may have been made of one. */
  readonly secret: boolean;
}

/** What could have been meant: names of the scope and of filters. `area`: first half of the codes of issues. */
export interface Known {
  readonly area: 'template' | 'definition';
  readonly scope: object;
  readonly filters: readonly string[];
  /** Set when names may have been made of a secret: they are told as far as they stand here. */
  readonly source?: string | undefined;
}

/** The parts of LiquidJS's errors that we read. */
export interface LiquidFailure {
  readonly message: string;
  readonly originalError?: unknown;
  readonly token?: { readonly file?: string; readonly input: string; getPosition(): number[] };
  /** Lines around the place, with a caret below it. */
  readonly context?: string;
  readonly variableName?: string;
  readonly code?: string;
  /** Set by our engine: a mapping with these names in it was printed. */
  readonly names?: MappingPrinted['names'];
}

/** The error that LiquidJS wrapped, however deep. */
export function rootCause(error: unknown): unknown {
  const inner = (error as LiquidFailure).originalError;
  return inner === undefined ? error : rootCause(inner);
}

/** The issue, at line and column of the template or of the partial that it included. Values are never in it. */
export function toIssue(error: unknown, around: Surroundings): Issue {
  const failure = error as LiquidFailure;
  const at = placeOf(failure.token, around);
  const { before = '' } = at;
  const [inText = 1, column = 1] = failure.token?.getPosition() ?? [];
  const line = inText + before.split('\n').length - 1;
  const told = tell(rootCause(error) as LiquidFailure, { ...around, source: around.secret ? at.text : undefined });
  return {
    ...told,
    message: `${told.message}, in a template of ${at.layer}`,
    origin: fileOrigin(at.shown, line, column),
    ...(failure.token === undefined ? {} : { excerpt: drawExcerpt(before + at.text, line, column) }),
  };
}

/** The template or partial that a token stands in. A variable's token knows its text, but not always its file. */
function placeOf(token: LiquidFailure['token'], { file, set }: Surroundings): TemplateFile {
  if (token === undefined || token.input === file.text) return file;
  const named = set.get(token.file ?? '');
  return named ?? [...set.values()].find((one) => one.text === token.input) ?? file;
}

function tell(cause: LiquidFailure, around: Surroundings & Pick<Known, 'source'>): Issue {
  return cause.code === 'ENOENT' ? tellMissing(around) : tellCause(cause, { area: 'template', ...around });
}

/** What LiquidJS complains of, without the place. */
export function tellCause(cause: LiquidFailure, known: Known): Issue {
  const { area, filters } = known;
  if (cause.variableName !== undefined) return tellUndefined(cause.variableName, known);
  if (cause.names !== undefined) return tellMapping(cause.names, area);
  // The one place where LiquidJS tells only by its words.
  const filter = /^undefined filter: (\S+)/.exec(cause.message)?.[1];
  if (filter !== undefined)
    return withHint(`${area}/filter`, `there is no filter ${filter}`, didYouMean(filter, filters));
  return { code: `${area}/failed`, message: cause.message.replace(/(, file:.*)?, line:\d+, col:\d+$/, '') };
}

function tellUndefined(name: string, { area, scope, source }: Known): Issue {
  const parts = name.split('.');
  const strange = source === undefined ? -1 : parts.findIndex((part) => !source.includes(part));
  // What does not stand in the template came out of a value: `state.values[definition.key]`.
  if (strange >= 0)
    return { code: `${area}/undefined`, message: `undefined name ${[...parts.slice(0, strange), '***'].join('.')}` };
  const last = parts.at(-1) ?? '';
  return withHint(`${area}/undefined`, `undefined name ${name}`, didYouMean(last, namesAt(scope, parts.slice(0, -1))));
}

function tellMapping(names: readonly string[], area: Known['area']): Issue {
  const first = names.slice(0, MANY_NAMES).join(', ');
  const rest = names.length > MANY_NAMES ? ', …' : '';
  const message = 'a mapping cannot be printed as text';
  return withHint(`${area}/mapping`, message, `name one value in it (${first}${rest}), or write | json`);
}

function tellMissing({ missed, set, file, source }: Surroundings & Pick<Known, 'source'>): Issue {
  const wanted = missed.at(-1) ?? file.path;
  const isWritten = source?.includes(wanted.split('/').at(-1) ?? '') ?? true;
  if (!isWritten) return { code: 'template/missing', message: 'there is no template *** to include' };
  return withHint('template/missing', `there is no template ${wanted} to include`, didYouMean(wanted, set.keys()));
}

/** The names below a path of the scope. Stops at a getter: what lies behind it may be a secret. */
function namesAt(scope: object, path: readonly string[]): string[] {
  let value: unknown = scope;
  for (const part of path) {
    const property = isObject(value) ? Object.getOwnPropertyDescriptor(value, part) : undefined;
    value = property?.value;
  }
  return isObject(value) ? Object.keys(value) : [];
}

function withHint(code: string, message: string, hint: string | undefined): Issue {
  return hint === undefined ? { code, message } : { code, message, hint };
}

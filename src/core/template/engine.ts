/** LiquidJS, set so that the same inputs give the same bytes on any machine. */
import { type FS, Liquid } from 'liquidjs';
import { isObject } from '../json.ts';
import { DATE_FILTERS } from './date.ts';
import { renderDirectly } from './direct-render.ts';
import { MAX_LENGTH } from './limits.ts';
import { QUOTING_FILTERS } from './quoting.ts';

/**
 * An engine whose `include`, `render` and `layout` see only what `lookup` gives (the text of a template by its path).
 * No disk, clock or chance: what would read them is replaced or gone.
 *
 * @param trimTags F-49: a tag alone on its line leaves no trace, as Jinja's trim_blocks and lstrip_blocks had it.
 */
export function createEngine(lookup: (path: string) => string | undefined, { trimTags = true } = {}): Liquid {
  const engine = new Liquid({
    trimTagLeft: trimTags,
    trimTagRight: trimTags,
    greedy: false,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    locale: 'en-US',
    outputEscape: refuseMappings,
    parseLimit: MAX_LENGTH,
    fs: inMemory(lookup),
  });
  engine.unregisterFilter('sample');
  for (const [name, filter] of Object.entries({ ...DATE_FILTERS, ...QUOTING_FILTERS }))
    engine.registerFilter(name, filter);
  renderDirectly(engine);
  return engine;
}

/** Thrown by a template that prints a mapping, which JavaScript would write as `[object Object]`. */
export interface MappingPrinted extends Error {
  /** The names in the mapping. */
  readonly names: readonly string[];
}

/** What is printed, unless it is a mapping or a list with one in it. @throws MappingPrinted. */
function refuseMappings(value: unknown): string {
  const mapping = typeof value === 'object' ? [value].flat(1).find(isObject) : undefined;
  // LiquidJS makes a text of whatever it is.
  if (mapping === undefined) return value as string;
  throw Object.assign(new Error('a mapping is printed'), { names: Object.keys(mapping) }) satisfies MappingPrinted;
}

function inMemory(lookup: (path: string) => string | undefined): FS {
  const exists = (path: string) => lookup(path) !== undefined;
  const read = (path: string) => lookup(path) ?? '';
  return {
    sep: '/',
    exists: async (path) => exists(path),
    existsSync: exists,
    readFile: async (path) => read(path),
    readFileSync: read,
    dirname: (path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))),
    resolve: (folder, file) => normalize(folder === '.' ? file : `${folder}/${file}`),
  };
}

/** A path without `.` and `..`; one that would leave the templates keeps its `..` and is found nowhere. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Laws of merging, for whatever layers there are: with merge words too. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValuePath } from '../../../src/core/definition/definition.ts';
import { mergeLayers, mergeNodes, mergeRoots } from '../../../src/core/definition/merge.ts';
import type { ParsedLayer } from '../../../src/core/definition/parse-layer.ts';
import { trailOf } from '../../../src/core/definition/trail.ts';
import { type Clash, find, type MappingNode, toJson } from '../../../src/core/definition/value-node.ts';
import { isObject, type Json, type JsonObject } from '../../../src/core/json.ts';
import { layer } from './layers.ts';

const RUNS = { numRuns: 500 };
const key = fc.constantFrom('a', 'b', 'c');
const item = fc.constantFrom<Json>(1, 2, '1', null, [1], { a: 1, b: 2 }, { b: 2, a: 1 });

/** Items that differ from one another, as an edit wants them. */
const items = fc.uniqueArray(item, { maxLength: 5, selector: (value) => JSON.stringify(sorted(value)) });

/** Each item in one of the three lists, or in none. */
const WORDS = ['$remove', '$prepend', '$append'] as const;
const edit = fc.tuple(items, fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 })).map(([all, places]) => {
  const said = WORDS.map((word, of): [string, Json[]] => [word, all.filter((_, i) => places[i] === of)]);
  const filled = said.filter(([, those]) => those.length > 0);
  return Object.fromEntries(filled.length > 0 ? filled : said) as JsonObject;
});

const { mapping, plain } = fc.letrec<{ plain: JsonObject; mapping: JsonObject; plainValue: Json; value: Json }>(
  (tie) => ({
    plainValue: fc.oneof({ maxDepth: 3 }, item, fc.array(item, { maxLength: 4 }), tie('plain')),
    plain: fc.dictionary(key, tie('plainValue'), { maxKeys: 3, noNullPrototype: true }),
    value: fc.oneof(
      { maxDepth: 3 },
      item,
      fc.array(item, { maxLength: 4 }),
      edit,
      fc.constant({ $unset: true }),
      tie('mapping'),
      tie('mapping').map((of) => ({ $replace: of })),
    ),
    mapping: fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  }),
);

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((each) => [each, sorted(value[each] ?? null)]),
  );
}

function written(name: string, value: JsonObject): ParsedLayer {
  return layer(name, JSON.stringify(value));
}

/** What comes out, and how many edits met something else than a list. */
function outcome(...layers: readonly ParsedLayer[]) {
  const clashes: Clash[] = [];
  return { value: toJson(mergeRoots(layers, new Set(), clashes)), clashes: clashes.length };
}

function joined(weaker: ParsedLayer, stronger: ParsedLayer): ParsedLayer {
  return { ...stronger, root: mergeNodes(weaker.root, stronger.root) as MappingNode };
}

function pathsOf(value: Json, path: ValuePath = []): ValuePath[] {
  const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [path, ...entries.flatMap(([step, below]) => pathsOf(below, [...path, step]))];
}

function valueAt(root: MappingNode, path: ValuePath): Json {
  const found = find(root, path);
  if (found.kind !== 'found') throw new Error('nothing there');
  return toJson(found.value);
}

/** Line breaks after every sign: no two values share a place. */
function spread(value: JsonObject): string {
  return JSON.stringify(value, null, 1);
}

describe('merging', () => {
  it('a layer merged with itself changes nothing', () => {
    fc.assert(
      fc.property(mapping, mapping, (below, value) => {
        const [weak, one] = [written('weak', below), written('one', value)];
        expect(outcome(weak, one, one)).toEqual(outcome(weak, one));
      }),
      RUNS,
    );
  });

  it('in two steps is merging in one, from either end', () => {
    fc.assert(
      fc.property(mapping, mapping, mapping, (...values) => {
        const [a, b, c] = values.map((value, i) => written(`l${i}`, value)) as [ParsedLayer, ParsedLayer, ParsedLayer];
        const whole = outcome(a, b, c);
        expect(outcome(joined(a, b), c)).toEqual(whole);
        expect(outcome(a, joined(b, c))).toEqual(whole);
        expect(toJson(joined(joined(a, b), c).root)).toEqual(toJson(joined(a, joined(b, c)).root));
      }),
      RUNS,
    );
  });

  it('does not mind in which order keys are written', () => {
    fc.assert(
      fc.property(mapping, mapping, (below, value) => {
        const turned = (of: JsonObject) => reverseKeys(of) as JsonObject;
        const one = outcome(written('weak', below), written('one', value));
        const other = outcome(written('weak', turned(below)), written('one', turned(value)));
        expect(other).toEqual(one);
      }),
      RUNS,
    );
  });

  it('without merge words is a deep update', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 4 }), (values) => {
        const merged = mergeLayers(values.map((value, i) => written(`l${i}`, value)));
        expect(merged).toEqual(values.reduce(update, {}));
      }),
      RUNS,
    );
  });

  it('knows for every value the layer that set it, and where', () => {
    fc.assert(
      fc.property(fc.array(mapping, { minLength: 1, maxLength: 4 }), (values) => {
        const layers = values.map((value, i) => layer(`l${i}`, spread(value)));
        const root = mergeRoots(layers);
        const merged = toJson(root);
        for (const path of pathsOf(merged).slice(1)) {
          const value = valueAt(root, path);
          const trail = trailOf({ layers, root }, path, value);
          const setter = values[Number(trail?.layer.slice(1))];
          expect(trail?.origin).toMatchObject({ file: `define/${trail?.layer}.json` });
          // What stands there in the text of that layer is the value itself, or the mapping or words that led to it.
          const said = setter === undefined ? undefined : readAt(setter, trail?.origin);
          if (typeof value !== 'object' || value === null) expect(said).toEqual(value);
          else expect(typeof said).toBe('object');
        }
      }),
      RUNS,
    );
  });
});

function reverseKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, below]) => [name, reverseKeys(below)] as const)
      .reverse(),
  );
}

/** The rule without words, in its simplest form. */
function update(weaker: Json, stronger: Json): Json {
  if (!isObject(weaker) || !isObject(stronger)) return stronger;
  const merged: JsonObject = { ...weaker };
  for (const [name, value] of Object.entries(stronger))
    merged[name] = name in merged ? update(merged[name] ?? null, value) : value;
  return merged;
}

/** The value that begins at a place of `spread(value)`, or whose key does. */
function readAt(value: JsonObject, origin: unknown): Json | undefined {
  const { line, column } = origin as { line: number; column: number };
  const rest =
    spread(value)
      .split('\n')
      [line - 1]?.slice(column - 1) ?? '';
  const lines = [rest, ...spread(value).split('\n').slice(line)].join('\n').replace(/^"[abc]": /, '');
  return parsePrefix(lines);
}

/** The JSON value that a text begins with. */
function parsePrefix(text: string): Json | undefined {
  for (let end = 1; end <= text.length; end++) {
    try {
      return JSON.parse(text.slice(0, end)) as Json;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

/** Laws of values that compute, over any definition: order never matters, and cost grows with size alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { issuesOf, layer, resolve } from '../definition/layers.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const name = fc.constantFrom(...NAMES, 'missing');
const text = fc.oneof(
  { weight: 6, arbitrary: name.map((to) => `{{ definition.${to} }}`) },
  {
    weight: 3,
    arbitrary: fc.tuple(name, name).map(([x, y]) => `{{ definition.${x} | json }} {{ definition.${y} | json }}`),
  },
  { weight: 2, arbitrary: name.map((to) => `{% if definition.${to} == 1 %}{{ definition.a }}{% else %}no{% endif %}`) },
  { weight: 1, arbitrary: name.map((to) => `{{ definition.${to}.deep | default: 'none' }}`) },
);
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Json>(1, 'word', null, [1], { deep: 2 }) },
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: fc.tuple(text, text).map(([x, y]): Json => [x, { deep: y }]) },
  { weight: 2, arbitrary: text.map((deep): Json => ({ deep })) },
);
const definition = fc
  .tuple(...NAMES.map(() => value))
  .map((values) => NAMES.map((key, i): [string, Json] => [key, values[i] ?? null]));

/** What it comes to; undefined when it is wrong. */
function outcome(entries: readonly (readonly [string, Json])[]) {
  const resolved = resolve({ p: JSON.stringify(Object.fromEntries(entries)), dev: '' }, 'dev');
  return resolved.ok ? resolved.value.value : undefined;
}

/**
 * The same, or all issues, each value in a layer file of its own, so that its place is the same in any order. Of
 * mappings that hold each other one circle is told, and of many it may be any.
 */
function outcomeWithPlaces(entries: readonly (readonly [string, Json])[]) {
  const texts = Object.fromEntries(entries.map(([key, of]) => [`l-${key}`, JSON.stringify({ [key]: of })]));
  const dev = `inherit: [${entries.map(([key]) => `l-${key}`).join(', ')}]\n`;
  const resolved = resolve({ ...texts, dev }, 'dev');
  const told = issuesOf(resolved).map((line) => line.replace(/.*values hold each other.*/, 'values hold each other'));
  return resolved.ok ? resolved.value.value : [...new Set(told)].sort();
}

describe('evaluation', () => {
  it('comes to the same values, and the same issues at the same places, in any order', () => {
    let good = 0;
    let bad = 0;
    fc.assert(
      fc.property(definition, fc.shuffledSubarray(NAMES, { minLength: NAMES.length }), (entries, order) => {
        const shuffled = order.flatMap((key) => entries.filter(([each]) => each === key));
        const first = outcomeWithPlaces(entries);
        expect(outcomeWithPlaces(shuffled)).toEqual(first);
        if (Array.isArray(first)) bad += 1;
        else {
          good += 1;
          expect(outcome(shuffled)).toEqual(first);
        }
      }),
      { numRuns: 500 },
    );
    expect(good, 'definitions without an issue').toBeGreaterThan(20);
    expect(bad, 'definitions with one').toBeGreaterThan(20);
  });

  it('changes nothing where there is no Liquid, and nothing of its layers', () => {
    const plain = { a: 'x: [1, { y: "%20 { } }} % }" }]' };
    const first = layer('a', plain.a);
    const before = JSON.stringify(first.root, (_, each) => (each instanceof Map ? [...each] : each));
    expect(resolve(plain, 'a')).toMatchObject({ ok: true, value: { value: { x: [1, { y: '%20 { } }} % }' }] } } });
    expect(JSON.stringify(first.root, (_, each) => (each instanceof Map ? [...each] : each))).toBe(before);
  });

  it('costs as much as there are values, not the square of it', () => {
    const make = (count: number): JsonObject =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i): [string, Json] => [
          `v${i}`,
          i % 40 === 0 ? i : `{{ definition.v${i - 1} }}`,
        ]),
      );
    const measure = (count: number) => {
      const written = JSON.stringify(make(count));
      const start = performance.now();
      expect(resolve({ a: written }, 'a').ok).toBe(true);
      return performance.now() - start;
    };
    measure(1000);
    const times = [measure(2500), measure(20_000)] as const;
    const exponent = Math.log(times[1] / times[0]) / Math.log(8);
    console.info(`evaluation: n^${exponent.toFixed(2)}; 20000 values in ${times[1].toFixed(0)} ms`);
    expect(exponent).toBeLessThan(1.5);
  });
});

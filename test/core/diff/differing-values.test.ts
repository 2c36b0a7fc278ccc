/** Where definitions differ. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingValues, isSame, orderedAs } from '../../../src/core/diff/differing-values.ts';
import { unwrap } from '../../../src/core/error.ts';
import { describeOrigin } from '../../../src/core/issue.ts';
import { describePath, type Json } from '../../../src/core/json.ts';
import { resolve, type Texts } from '../definition/layers.ts';

function differences(texts: Texts) {
  const [a, b] = ['a', 'b'].map((name) => unwrap(resolve({ ...texts, facsimile: 'base: { x: 1, y: [1] }' }, name)));
  if (a === undefined || b === undefined) throw new Error('two definitions are wanted');
  const place = (trail: { origin: Parameters<typeof describeOrigin>[0] } | undefined) =>
    trail === undefined ? undefined : describeOrigin(trail.origin);
  return differingValues(a, b).map((each) => [describePath(each.path), place(each.a), place(each.b)]);
}

describe('differingValues', () => {
  it.each<[string, Texts, unknown[]]>([
    ['nothing', { a: '', b: '' }, []],
    ['keys in another order', { a: 'm: { k: 1, l: 2 }', b: 'm: { l: 2, k: 1 }' }, []],
    ['the same said by other layers', { a: 'base: { x: 1 }', b: '' }, []],
    ['a value', { a: 'base: { x: 2 }', b: '' }, [['base.x', 'define/a.yaml:1:12', 'define/facsimile.yaml:1:12']]],
    [
      'a list, as a whole',
      { a: '', b: 'base: { y: [1, 2] }' },
      [['base.y', 'define/facsimile.yaml:1:15', 'define/b.yaml:1:9']],
    ],
    ['a key of one', { a: 'm: { k: 1 }', b: '' }, [['m', 'define/a.yaml:1:1', undefined]]],
    ['a mapping and a text', { a: 'm: { k: 1 }', b: 'm: k' }, [['m', 'define/a.yaml:1:1', 'define/b.yaml:1:4']]],
    ['null and nothing', { a: 'm:', b: '' }, [['m', 'define/a.yaml:1:1', undefined]]],
  ])('%s', (_, texts, expected) => {
    expect(differences(texts)).toEqual(expected);
  });
});

describe('orderedAs', () => {
  it('changes nothing but the order of keys, and gives equal values one order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (model, value) => {
        expect(isSame(orderedAs(model as Json, value as Json), value as Json)).toBe(true);
      }),
    );
    expect(JSON.stringify(orderedAs({ a: 1, b: { c: 1, d: 2 } }, { e: 5, b: { d: 2, c: 1 }, a: 1 }))).toBe(
      '{"a":1,"b":{"c":1,"d":2},"e":5}',
    );
  });
});

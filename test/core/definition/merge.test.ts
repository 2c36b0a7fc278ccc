/** The one merge rule, and who set what. */
import { describe, expect, it } from 'vitest';
import type { ValuePath } from '../../../src/core/definition/definition.ts';
import { mergeLayers } from '../../../src/core/definition/merge.ts';
import { unwrap } from '../../../src/core/error.ts';
import { describeOrigin } from '../../../src/core/issue.ts';
import { layer, resolve, type Texts } from './layers.ts';

describe('merging', () => {
  it('keeps keys of mappings; lists, single values and null replace', () => {
    const layers = [
      layer('l1', '{"a": {"x": 1, "l": [1, 2], "s": "str", "d": {"k": 1}}, "z": 1}'),
      layer('l2', '{"a": {"y": 2}}'),
      layer('l3', '{"a": {"l": [9], "s": {"now": "dict"}, "d": "scalar"}, "z": null}'),
      layer('l4', 'a: {x: 100}'),
      layer('l5', '{"a": {"x": "from-install"}}'),
    ];
    expect(mergeLayers(layers)).toEqual({
      a: { x: 'from-install', l: [9], s: { now: 'dict' }, d: 'scalar', y: 2 },
      z: null,
    });
  });

  it('changes none of its layers, and drops inherit', () => {
    const weak = layer('weak', 'inherit: []\na: {b: 1}');
    mergeLayers([weak, layer('strong', 'a: {b: 2}')]);
    expect(mergeLayers([weak])).toEqual({ a: { b: 1 } });
  });
});

describe('the trail of a value', () => {
  const texts: Texts = {
    facsimile: 'list: [1, 2, 3]\nm: {a: 1, b: 1}\ns: {gone: 1}\nnull_: 1\n',
    p: 'm: {a: 2}\ns: word\n',
    dev: 'list: [9]\nm:\n  a: 3\ns: {back: 1}\nnull_: null\n',
  };
  const definition = unwrap(resolve(texts, 'dev'));

  it.each<[ValuePath, unknown, string, string[]]>([
    [['m', 'a'], 3, 'dev define/dev.yaml:3:6', ['2 p define/p.yaml:1:8', '1 facsimile define/facsimile.yaml:2:8']],
    [['m', 'b'], 1, 'facsimile define/facsimile.yaml:2:14', []],
    [['list'], [9], 'dev define/dev.yaml:1:1', ['[1,2,3] facsimile define/facsimile.yaml:1:1']],
    [['list', 0], 9, 'dev define/dev.yaml:1:8', ['1 facsimile define/facsimile.yaml:1:8']],
    [['m'], { a: 3, b: 1 }, 'dev define/dev.yaml:2:1', []],
    [
      ['s'],
      { back: 1 },
      'dev define/dev.yaml:4:1',
      ['"word" p define/p.yaml:2:4', '{"gone":1} facsimile define/facsimile.yaml:3:1'],
    ],
    [['null_'], null, 'dev define/dev.yaml:5:1', ['1 facsimile define/facsimile.yaml:4:8']],
  ])('%j', (path, value, set, overrode) => {
    const trail = definition.trail(path);
    expect(trail?.value).toEqual(value);
    expect(trail && `${trail.layer} ${describeOrigin(trail.origin)}`).toBe(set);
    expect(
      trail?.overrode.map((each) => `${JSON.stringify(each.value)} ${each.layer} ${describeOrigin(each.origin)}`),
    ).toEqual(overrode);
  });

  it('is undefined where nothing is set', () => {
    for (const path of [['x'], ['list', 1], ['s', 'gone'], ['list', 'length'], ['m', 'toString']])
      expect(definition.trail(path)).toBeUndefined();
  });
});

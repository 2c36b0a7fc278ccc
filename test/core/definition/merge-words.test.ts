/** `$append`, `$prepend`, `$remove`, `$replace`, `$unset`: what they make of layers, and every way to get them wrong. */
import { describe, expect, it } from 'vitest';
import type { ValuePath } from '../../../src/core/definition/definition.ts';
import { mergeLayers } from '../../../src/core/definition/merge.ts';
import { readMergeWords } from '../../../src/core/definition/merge-words.ts';
import { parseYaml } from '../../../src/core/definition/parse-yaml.ts';
import { unwrap } from '../../../src/core/error.ts';
import { describeOrigin } from '../../../src/core/issue.ts';
import { issuesOf, layer, resolve, type Texts } from './layers.ts';

/** What layers with these texts, weakest first, come down to. */
function merged(...texts: readonly string[]) {
  return mergeLayers(texts.map((text, i) => layer(`l${i}`, text)));
}

describe('a list', () => {
  it.each<[string, string[], unknown]>([
    ['gets items at its end', ['x: [a, b]', 'x: { $append: [c] }'], ['a', 'b', 'c']],
    ['gets items at its beginning', ['x: [a, b]', 'x: { $prepend: [c, d] }'], ['c', 'd', 'a', 'b']],
    ['loses items', ['x: [a, b, a]', 'x: { $remove: [a, none] }'], ['b']],
    ['all at once', ['x: [a, b]', 'x: { $append: [c], $remove: [a], $prepend: [d] }'], ['d', 'b', 'c']],
    ['layer after layer', ['x: [a]', 'x: { $append: [b] }', 'x: { $append: [c] }', 'x: { $remove: [b] }'], ['a', 'c']],
    ['counts what is named once, at its strongest place', ['x: [a, b, c]', 'x: { $append: [a] }'], ['b', 'c', 'a']],
    ['keeps what is not named as often as it is there', ['x: [a, b, a]', 'x: { $append: [b] }'], ['a', 'a', 'b']],
    ['is made of nothing', ['y: 1', 'x: { $append: [a] }'], ['a']],
    ['is made of null', ['x:', 'x: { $prepend: [a], $append: [b] }'], ['a', 'b']],
    ['is made of nothing by a removal too', ['y: 1', 'x: { $remove: [a] }'], []],
    ['is made of what was unset', ['x: [a]', 'x: { $unset: true }', 'x: { $append: [b] }'], ['b']],
    ['is replaced by a list above', ['x: [a]', 'x: { $append: [b] }', 'x: [c]'], ['c']],
    ['knows items by value', ['x: [{ a: 1, b: [2] }, 1, "1"]', 'x: { $remove: [{ b: [2], a: 1 }, "1"] }'], [1]],
  ])('%s', (_, texts, value) => {
    expect(merged(...texts)['x']).toEqual(value);
  });
});

describe('a mapping', () => {
  it.each<[string, string[], unknown]>([
    ['is replaced', ['x: { a: 1, b: { c: 1 } }', 'x: { $replace: { d: 1 } }'], { d: 1 }],
    [
      'is replaced, and goes on from there',
      ['x: { a: 1 }', 'x: { $replace: { d: 1 } }', 'x: { e: 1 }'],
      { d: 1, e: 1 },
    ],
    ['is replaced deep down', ['x: { a: { b: 1 }, c: 1 }', 'x: { a: { $replace: {} } }'], { a: {}, c: 1 }],
    ['loses a key', ['x: { a: 1, b: 1 }', 'x: { a: { $unset: true } }'], { b: 1 }],
    ['loses a key that it never had', ['x: { b: 1 }', 'x: { a: { $unset: true } }'], { b: 1 }],
    [
      'gets a key again, without what it held',
      ['x: { a: { b: 1 } }', 'x: { a: { $unset: true } }', 'x: { a: { c: 1 } }'],
      { a: { c: 1 } },
    ],
    [
      'takes the place of a text, with words for what lies deeper',
      ['x: text', 'x: { a: { $append: [1] } }'],
      { a: [1] },
    ],
    [
      'has words at any depth',
      ['x: { a: { b: [1] } }', 'x: { a: { b: { $append: [2] }, c: { $unset: true } } }'],
      { a: { b: [1, 2] } },
    ],
  ])('%s', (_, texts, value) => {
    expect(merged(...texts)['x']).toEqual(value);
  });

  it('is gone whole when it is unset', () => {
    expect(merged('x: { a: 1 }\ny: 1', 'x: { $unset: true }')).toEqual({ y: 1 });
  });
});

it('$schema at the top is for editors', () => {
  expect(merged('{ "$schema": "https://example.com/definition.json", "x": 1 }')).toEqual({ x: 1 });
});

describe('the trail', () => {
  const texts: Texts = {
    facsimile: 'list: [one, two, { n: 1 }]\nm: { a: 1, b: 1 }\nu: { a: 1 }\n',
    p: 'list: { $append: [three] }\nm: { $replace: { a: 2 } }\nu: { $unset: true }\n',
    dev: 'list:\n  $remove: [two]\n  $prepend: [three, zero]\nm: { c: 3 }\nu: { a: 2 }\n',
  };
  const definition = unwrap(resolve(texts, 'dev'));

  it.each<[ValuePath, unknown, string, string[]]>([
    [['list'], ['three', 'zero', 'one', { n: 1 }], 'dev 1:1', ['"three" p 1:19', '"two" facsimile 1:13']],
    [['list', 0], 'three', 'dev 3:14', ['"three" p 1:19']],
    [['list', 1], 'zero', 'dev 3:21', []],
    [['list', 2], 'one', 'facsimile 1:8', []],
    [['list', 3, 'n'], 1, 'facsimile 1:23', []],
    [['m'], { a: 2, c: 3 }, 'dev 4:1', ['{"a":1,"b":1} facsimile 2:1']],
    [['m', 'a'], 2, 'p 2:21', ['1 facsimile 2:9']],
    [['m', 'c'], 3, 'dev 4:9', []],
    [['u'], { a: 2 }, 'dev 5:1', ['{"a":1} facsimile 3:1']],
    [['u', 'a'], 2, 'dev 5:9', ['1 facsimile 3:9']],
  ])('of %j', (path, value, set, overrode) => {
    const trail = definition.trail(path);
    const place = (origin: Parameters<typeof describeOrigin>[0]) => describeOrigin(origin).replace(/^.*yaml:/, '');
    expect(trail?.value).toEqual(value);
    expect(trail && `${trail.layer} ${place(trail.origin)}`).toBe(set);
    expect(trail?.overrode.map((each) => `${JSON.stringify(each.value)} ${each.layer} ${place(each.origin)}`)).toEqual(
      overrode,
    );
  });

  it('of a list that words made names the layer of each item', () => {
    expect(definition.trail(['list'])?.items?.map(({ layer: name }) => name)).toEqual([
      'dev',
      'dev',
      'facsimile',
      'facsimile',
    ]);
    expect(definition.trail(['m'])?.items).toBeUndefined();
  });
});

describe('refusals', () => {
  it.each<[string, string[]]>([
    ['a: { $apend: [1] }', ['1:6: "$apend" is no merge word (did you mean "$append"?)']],
    ['a: { $x: 1 }', ['1:6: "$x" is no merge word (merge words are $remove, $prepend, $append, $replace, $unset)']],
    [
      'a: { $append: [1], b: 2 }',
      [
        '1:6: "$append" says what becomes of the whole value: "b" cannot stand beside it (move it into a mapping of its own)',
      ],
    ],
    ['a: { $append: [1], $unset: true }', ['1:6: $append and $unset cannot stand together']],
    ['a: { $replace: {}, $unset: true }', ['1:6: $replace and $unset cannot stand together']],
    ['a: { $append: 1 }', ['1:6: "$append" takes a list (write $append: [ … ])']],
    ['a: { $replace: [1] }', ['1:6: "$replace" takes a mapping (every other value replaces as it is)']],
    ['a: { $replace: { $append: [1] } }', ['1:6: "$replace" takes a plain mapping']],
    ['a: { $unset: false }', ['1:6: "$unset" must be true']],
    ['a: { $append: [1, 2, 1] }', ['1:22: 1 stands twice in $append']],
    ['a: { $remove: [{ x: 1 }], $append: [{ x: 1 }] }', ['1:37: {"x":1} stands in $remove and in $append']],
    ['a: [{ $append: [1] }]', ['1:7: "$append" inside a list: lists are not merged item by item']],
    ['a: { $append: [{ b: { $unset: true } }] }', ['1:23: "$unset" inside a list: lists are not merged item by item']],
    ['$replace: {}', ['1:1: "$replace" stands below a key, not at the top']],
    ['a: { $x: 1 }\nb: { c: { $y: 1 } }', [expect.stringMatching(/^1:6/), expect.stringMatching(/^2:11/)]],
  ])('%s', (text, lines) => {
    const words = readMergeWords(unwrap(parseYaml({ name: 'x', file: 'x.yaml', text })));
    expect(issuesOf(words).map((line) => line.replace('x.yaml:', ''))).toEqual(lines);
  });

  it('an edit of something that is no list names both places', () => {
    const texts = { facsimile: 'a: text\nb: { c: 1 }', p: 'a: { $append: [1] }', x: 'b:\n  $remove: [1]' };
    expect(issuesOf(resolve(texts, 'x'))).toEqual([
      'define/p.yaml:1:1: there is no list to add to or take from: what is beneath stands at define/facsimile.yaml:1:4 (write the whole list)',
      'define/x.yaml:1:1: there is no list to add to or take from: what is beneath stands at define/facsimile.yaml:2:1 (write the whole list)',
    ]);
  });

  it('unless a stronger layer says otherwise anyway', () => {
    expect(merged('a: text', 'a: { $append: [1] }', 'a: [2]')).toEqual({ a: [2] });
  });

  it('inherit takes none: it is read before anything is merged', () => {
    expect(issuesOf(resolve({ x: 'inherit: { $append: [p] }', p: '' }, 'x'))).toEqual([
      'define/x.yaml:1:1: inherit is a list of layer names (write inherit: [name])',
    ]);
  });
});

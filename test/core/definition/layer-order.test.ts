/** Which layers take part, in which order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceLayers, orderLayers } from '../../../src/core/definition/layer-order.ts';
import { folder, issuesOf, type Texts } from './layers.ts';

function order(texts: Texts, instance: string): readonly string[] {
  const { known, available } = folder(texts);
  const ordered = orderLayers(instanceLayers('p', instance), known, available);
  return ordered.ok ? ordered.value.map((layer) => layer.name) : issuesOf(ordered);
}

describe('the layers of an instance', () => {
  it.each([
    ['facsimile, project, segments, whole name', 'a.b', ['facsimile', 'p', 'a', 'b', 'a.b'], 'facsimile p a b a.b'],
    ['files that are not there are skipped', 'dev.dev0', ['facsimile', 'dev', 'dev0'], 'facsimile dev dev0'],
    ['any depth', 'a.b.c', ['a', 'b', 'c', 'a.b', 'a.b.c'], 'a b c a.b.c'],
    ['a segment twice counts at its strongest place', 'a.b.a', ['a', 'b'], 'b a'],
    ['an instance called like the project', 'p', ['facsimile', 'p'], 'facsimile p'],
  ])('%s', (_, instance, files, expected) => {
    expect(order(Object.fromEntries(files.map((name) => [name, ''])), instance).join(' ')).toBe(expected);
  });
});

describe('inherit', () => {
  it.each([
    ['comes directly beneath, left to right', { p: '', a: 'inherit: [x, y]', x: '', y: '' }, 'p x y a'],
    ['to any depth', { a: 'inherit: [x]', x: 'inherit: [y]', y: 'inherit: [z]', z: '' }, 'z y x a'],
    ['counts once, at its strongest place', { facsimile: 'inherit: [x]', a: 'inherit: [x]', x: '' }, 'facsimile x a'],
    ['a diamond', { a: 'inherit: [x, y]', x: 'inherit: [z]', y: 'inherit: [z]', z: '' }, 'x z y a'],
    ['a layer that is one anyway', { p: '', a: 'inherit: [facsimile]', facsimile: '' }, 'p facsimile a'],
  ])('%s', (_, texts, expected) => {
    expect(order(texts as Texts, 'a').join(' ')).toBe(expected);
  });

  it.each([
    [
      'a circle is printed',
      { a: 'inherit: [x]', x: 'inherit: [y]', y: 'b: 1\ninherit: [x]' },
      ['define/y.yaml:2:11: layers inherit in a circle: x → y → x'],
    ],
    ['a layer of itself', { a: 'inherit: [a]' }, ['define/a.yaml:1:11: layers inherit in a circle: a → a']],
    [
      'a layer that is not there',
      { a: 'inherit: [host, none]', hosts: '' },
      [
        'define/a.yaml:1:11: there is no layer "host" to inherit (did you mean "hosts"?)',
        'define/a.yaml:1:17: there is no layer "none" to inherit (layers here: a, hosts)',
      ],
    ],
    [
      'something else than a list',
      { a: 'inherit: x', x: '' },
      ['define/a.yaml:1:10: inherit is a list of layer names (write inherit: [name])'],
    ],
    [
      'a name that leaves the folder',
      { a: 'inherit: [../x, [y]]' },
      [
        'define/a.yaml:1:11: inherit is a list of layer names (write inherit: [name])',
        'define/a.yaml:1:17: inherit is a list of layer names (write inherit: [name])',
      ],
    ],
  ])('%s', (_, texts, issues) => {
    expect(order(texts as Texts, 'a')).toEqual(issues);
  });

  it('ends for any web of layers, and gives each layer at most once', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const web = fc.dictionary(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names)), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(web, (links) => {
        const texts = Object.fromEntries(names.map((name) => [name, `inherit: [${(links[name] ?? []).join(', ')}]`]));
        const { known, available } = folder(texts);
        const ordered = orderLayers(['a', 'b'], known, available);
        if (!ordered.ok) return;
        const found = ordered.value.map((layer) => layer.name);
        expect(new Set(found).size).toBe(found.length);
        // What a layer inherits never comes above it without another reason: the last root is always on top.
        expect(found.at(-1)).toBe('b');
      }),
    );
  });
});

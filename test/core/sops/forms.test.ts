/** Trees as YAML and JSON: what is read is written again, and what cannot be read is told with its place. */
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/core/sops/read-json.ts';
import { readYaml } from '../../../src/core/sops/read-yaml.ts';
import { toJson } from '../../../src/core/sops/tree-values.ts';
import { writeJson } from '../../../src/core/sops/write-json.ts';
import { writeYaml } from '../../../src/core/sops/write-yaml.ts';

function yaml(text: string) {
  const tree = readYaml(text, 'f.yaml');
  return tree.ok ? writeYaml(tree.value) : tree.issues.map(({ code, origin }) => ({ code, origin }));
}

function json(text: string) {
  const tree = readJson(text, 'f.json');
  return tree.ok ? writeJson(tree.value) : tree.issues.map(({ code, origin }) => ({ code, origin }));
}

describe('YAML', () => {
  it.each([
    ['comments where they stand', '#\n# a\na: 1 # b\n# c\nb:\n    # d\n    c: x\n    # e\n# f\n'],
    [
      'comments in lists',
      'l:\n    # a\n    - 1\n    # b\n    - k: v\n      # c\n      m:\n        o: 1\n        # d\n    # e\nz: 1\n',
    ],
    ['lists in lists', 'l:\n    - - - - x\n          - z\n        - q\n    - []\n    - {}\n'],
    ['several documents', 'a: 1\n---\nb: 2\n# end\n'],
    ['empty ones', '{}\n'],
    ['what is no text in quotes', 'a: "yes"\n"n": "0x1f"\nb: "2024-01-01"\nc: "1e3"\nd: "null"\ne: ""\nf: "1:20"\n'],
    ['what would end a plain text', "a: 'x: y'\nb: ' x'\nc: 'x #'\nd: '- x'\ne: 'it''s: '\nf: '---'\n"],
    ['what nobody can see', 'a: "\\t\\0\\r\\e\\x01\\N\\L\\uFEFF\\U0001F600é"\n'],
    [
      'several lines',
      'a: |\n    x\n      y\n\n    z\nb: |-\n    x\n    y\nc: " x\\ny"\nd: "x \\ny"\ne: "x\\n\\n"\nf: "\\n"\n',
    ],
    ['numbers', 'a: 9223372036854775807\nb: 1.5\nc: .inf\nd: -.inf\ne: .nan\nf: -0.0\ng: 1e+06\nh: 1.5e-07\n'],
    ['times', 'a: 2024-05-31T10:00:00.5+02:00\n'],
    ['nothing', 'a: null\n'],
    ['bytes that are no text', 'a: !!binary /wAB\nb: !!binary /wA=\nc: !!binary /w==\n'],
    ['long keys', `? ${'k'.repeat(1200)}\n: 1\na:\n    ? ${'l'.repeat(1200)}\n    :\n        b: 1\n`],
    ['keys of every kind', '"q:r": 1\n\'a: b\': 2\na.b: 3\n"": 4\n__proto__: 5\nconstructor: 6\n'],
  ])('%s come back as they were', (_, text) => {
    expect(yaml(text)).toBe(text.replace('"q:r"', 'q:r'));
  });

  it.each([
    ['flow', 'a: {b: [1, x]} # c\n', '# c\na:\n    b:\n        - 1\n        - x\n'],
    ['aliases', 'a: &x {k: v}\nb: *x\n', 'a:\n    k: v\nb:\n    k: v\n'],
    ['the comment of a mapping', 'a: # b\n  c: 1\n', '# b\na:\n    c: 1\n'],
    ['the comment of a block', 'a: | # b\n  c\n', '# b\na: |\n    c\n'],
    ['comments without values', 'a:\n    # b\n    {}\n', 'a:\n    # b\n    {}\n'],
    [
      'tags',
      'a: !!str 5\nb: !!float 1\nc: !!int "5"\nd: !!timestamp 2024-5-1\n',
      'a: "5"\nb: 1\nc: 5\nd: 2024-05-01T00:00:00Z\n',
    ],
    [
      'the merge of mappings',
      'a: &a {b: 1}\nc:\n  <<: *a\n  d: !!merge <<\n',
      'a:\n    b: 1\nc:\n    "<<":\n        b: 1\n    d: "<<"\n',
    ],
    ['BOM and CRLF', '\ufeffa: 1\r\nb: x # c\r\n', 'a: 1\nb: x # c\n'],
  ])('%s become what sops makes of them', (_, text, expected) => {
    expect(yaml(text)).toBe(expected);
  });

  it.each([
    ['a list at the top', '- 1\n', 1, 1],
    ['a word at the top', 'x\n', 1, 1],
    ['a key that is no text', 'a: 1\n2: x\n', 2, 1],
    ['a key twice', 'a: 1\na: 2\n', 2, 1],
    ['an unknown tag', 'a:\n  b: !x 1\n', 2, 9],
    [
      'a bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdef'.replace(/./g, (k, i) => `${k}: &${k} [${`*${'abcde'[i]},`.repeat(9)}]\n`)}`,
      1,
      4,
    ],
    ['no YAML', 'a: [\n', 2, 1],
  ])('%s is refused at its place', (_, text, line, column) => {
    const issues = yaml(text);
    expect(issues).toMatchObject([{ code: 'state/yaml', origin: { file: 'f.yaml', line: expect.any(Number) } }]);
    if (!text.includes('&a')) expect(issues).toMatchObject([{ origin: { line, column } }]);
  });
});

describe('JSON', () => {
  it.each([
    [
      'order, digits and all',
      '{\n\t"2": 1,\n\t"1": 9007199254740993,\n\t"f": 1.5,\n\t"g": 1e+21,\n\t"n": null,\n\t"l": [\n\t\t[],\n\t\t{},\n\t\ttrue\n\t],\n\t"__proto__": "\\u003cb\\u003e\\u0026\\u2028é😀\\n\\""\n}\n',
    ],
  ])('keeps %s', (_, text) => {
    expect(json(text)).toBe(text);
  });

  it.each([
    ['{"a": 1,}', 1, 9],
    ['{"a": 1 "b": 2}', 1, 9],
    ['{"a": 1, "a": 2}', 1, 10],
    ['[1]', 1, 1],
    ['{"a": 01}', 1, 8],
    ['{"a": 1}\n{}', 2, 1],
    ['{"a": "\u0001"}', 1, 7],
    ['{"a"', 1, 5],
    ['', 1, 1],
  ])('%j is refused at its place', (text, line, column) => {
    expect(json(text)).toEqual([{ code: 'state/json', origin: { kind: 'file', file: 'f.json', line, column } }]);
  });

  it('never reaches a prototype', () => {
    const tree = readJson('{"__proto__": {"polluted": true}}', 'f.json');
    const value = toJson((tree.ok && tree.value[0]) || { kind: 'branch', items: [] });
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

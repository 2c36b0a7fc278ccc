/** From texts to values with places: what YAML 1.2 and JSON say, and what a definition refuses. */
import { describe, expect, it } from 'vitest';
import { parseLayer } from '../../../src/core/definition/parse-layer.ts';
import { find, toJson } from '../../../src/core/definition/value-node.ts';
import { describeOrigin } from '../../../src/core/issue.ts';
import { issuesOf, layer } from './layers.ts';

describe('values', () => {
  it.each([
    ['yes is a word', 'a: yes\nb: no\nc: on', { a: 'yes', b: 'no', c: 'on' }],
    ['numbers are decimal', 'a: 0644\nb: 1.5\nc: 0x1f', { a: 644, b: 1.5, c: 31 }],
    ['dates and times are words', 'a: 2026-01-01\nb: 12:30:00', { a: '2026-01-01', b: '12:30:00' }],
    ['keys are texts', '80: a\ntrue: b\nnull: c\n1.0: d', { 80: 'a', true: 'b', null: 'c', '1.0': 'd' }],
    ['anchors stand for their value', 'a: &x {n: 1}\nb: *x', { a: { n: 1 }, b: { n: 1 } }],
    ['block texts keep their lines', 'a: |\n  one\n  two\n', { a: 'one\ntwo\n' }],
    ['an empty file is an empty layer', '', {}],
    ['a file of comments is one too', '# nothing yet\n', {}],
    ['JSON', '{"a": [1, null, "\\u00e9"], "b": {"constructor": 1}}', { a: [1, null, 'é'], b: { constructor: 1 } }],
    ['JSON with tabs', '{\n\t"a": {\n\t\t"b": 1\n\t}\n}', { a: { b: 1 } }],
  ])('%s', (_, text, value) => {
    expect(toJson(layer('x', text).root)).toEqual(value);
  });

  it('holds nothing that was not written', () => {
    const value = toJson(layer('x', 'a: {}').root) as Record<string, Record<string, unknown>>;
    expect(value['a']?.['constructor']).toBeUndefined();
    expect(value['toString']).toBeUndefined();
  });
});

describe('places', () => {
  const { root } = layer('x', 'deploy:\n  user: app\n  nodes:\n    web: [one, two]\n  note: >\n    long\n  none:\n');
  it.each([
    [['deploy'], '1:1'],
    [['deploy', 'user'], '2:9'],
    [['deploy', 'nodes', 'web'], '4:5'],
    [['deploy', 'nodes', 'web', 1], '4:16'],
    [['deploy', 'note'], '5:9'],
    [['deploy', 'none'], '7:3'],
  ])('%j is at %s', (path, place) => {
    const found = find(root, path);
    expect(found.kind === 'found' && describeOrigin(found.value.origin)).toBe(`define/x.yaml:${place}`);
  });

  it('are those of the file in JSON too', () => {
    const found = find(layer('x', '{\n  "a": {\n    "b": 7\n  }\n}').root, ['a', 'b']);
    expect(found.kind === 'found' && describeOrigin(found.value.origin)).toBe('define/x.json:3:10');
  });
});

describe('refusals', () => {
  it.each([
    ['a: 1\na: 2', 'x.yaml:2:1: "a" is written twice: first on line 1'],
    ['1: a\n"1": b', 'x.yaml:2:1: "1" is written twice: first on line 1'],
    ['a: [1', 'x.yaml:1:6: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['- a', 'x.yaml:1:1: a layer is a mapping: keys with values'],
    ['just words', 'x.yaml:1:1: a layer is a mapping: keys with values'],
    ['base: &b {x: 1}\na:\n  <<: *b', 'x.yaml:3:3: merge keys are no part of YAML 1.2: use "inherit:" for a layer'],
    ['? [a]\n: b', 'x.yaml:1:3: a key must be a plain text'],
    ['__proto__: {a: 1}', 'x.yaml:1:1: "__proto__" cannot be a key'],
    ['a: 12345678901234567890', 'x.yaml:1:4: a number that cannot be kept exactly: put it in quotes'],
    ['a: .inf', 'x.yaml:1:4: a number that cannot be kept exactly: put it in quotes'],
    ['a: "x\\0y"', 'x.yaml:1:4: a text may hold no NUL'],
    ['a: !!binary aGk=', 'x.yaml:1:4: Unresolved tag: tag:yaml.org,2002:binary'],
    ['a: *nobody', 'x.yaml:1:4: *nobody stands for nothing: no &nobody before it'],
    ['%YAML 1.1\n---\na: yes', 'x.yaml:1:1: YAML 1.2 is meant: remove the %YAML line'],
    ['a: 1\n---\nb: 2', 'x.yaml:2:1: a second document begins here: one is meant'],
  ])('%j', async (text, issue) => {
    expect(issuesOf(await parseLayer({ name: 'x', file: 'x.yaml', text }))).toEqual([issue]);
  });

  it.each([
    ['{a: 1}', 'x.json:1:2: not JSON: "a" stands where a key in " is meant'],
    ['{\n  "a": [1 2]\n}', 'x.json:2:11: not JSON: "2" stands where , or ] is meant'],
    ['{"a": 1,}', 'x.json:1:9: not JSON: "}" stands where a key in " is meant'],
    ['{"a" 1}', 'x.json:1:6: not JSON: "1" stands where : is meant'],
    ['{"a": nil}', 'x.json:1:7: not JSON: "n" stands where a value is meant'],
    ['{"a": "b\n"}', 'x.json:1:7: not JSON: this text has no end, or a character that must be escaped'],
    ['{"a": 1', 'x.json:1:8: not JSON: the end of the file stands where , or } is meant'],
    ['{} {}', 'x.json:1:4: not JSON: "{" stands where the end of the file is meant'],
    ['[1]', 'x.json:1:1: a layer is a mapping: keys with values'],
    ['{"a": 1, "a": 2}', 'x.json:1:10: "a" is written twice: first on line 1'],
    ['{"__proto__": 1}', 'x.json:1:2: "__proto__" cannot be a key'],
    ['{"a": 1e999}', 'x.json:1:7: a number that cannot be kept exactly: put it in quotes'],
    ['{"a": "\\ud800"}', 'x.json:1:7: a text may hold no half of a character (a lone surrogate)'],
  ])('in JSON: %j', async (text, issue) => {
    expect(issuesOf(await parseLayer({ name: 'x', file: 'x.json', text }))).toEqual([issue]);
  });

  it('reports all at once', async () => {
    const issues = issuesOf(await parseLayer({ name: 'x', file: 'x.yaml', text: 'a: 1\na: 2\nb: .nan\n<<: {}\n' }));
    expect(issues.map((issue) => issue.slice(0, 8))).toEqual(['x.yaml:2', 'x.yaml:3', 'x.yaml:4']);
  });

  it.each([
    ['an alias inside itself', 'a: &a {b: *a}'],
    ['aliases that multiply', `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${bomb(9)}`],
    ['a thousand brackets', `a: ${'['.repeat(1000)}${']'.repeat(1000)}`],
    ['a hundred thousand brackets', `a: ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('%s ends in an issue, soon', async (_, text) => {
    const parsed = await parseLayer({ name: 'x', file: 'x.yaml', text });
    expect(!parsed.ok && parsed.issues.at(-1)?.code).toBe('definition/too-large');
  });
});

function bomb(levels: number): string {
  return Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(',')}]`).join(
    '\n',
  );
}

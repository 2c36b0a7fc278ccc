/** From TOML to values with places: what TOML says, and what a definition refuses. */
import { describe, expect, it } from 'vitest';
import type { ValuePath } from '../../../src/core/definition/definition.ts';
import { parseToml } from '../../../src/core/definition/parse-toml.ts';
import { find, toJson } from '../../../src/core/definition/value-node.ts';
import { unwrap } from '../../../src/core/error.ts';
import { describeOrigin } from '../../../src/core/issue.ts';
import { issuesOf } from './layers.ts';

function parse(text: string) {
  return parseToml({ name: 'x', file: 'x.toml', text });
}

describe('values', () => {
  it.each<[string, string, unknown]>([
    [
      'scalars',
      'a = 1\nb = 1.5\nc = true\nd = "x\\ty"\ne = \'\'\nf = 0xff\ng = 1_000\nh = 2.0',
      { a: 1, b: 1.5, c: true, d: 'x\ty', e: '', f: 255, g: 1000, h: 2 },
    ],
    ['texts of several lines', 'a = """\none\ntwo\n"""\nb = \'\'\'\n\\d\'\'\'', { a: 'one\ntwo\n', b: '\\d' }],
    [
      'dates and times are texts as written',
      'a = 2026-01-01\nb = 12:30:00\nc = 1979-05-27T07:32:00Z\nd = 1979-05-27 07:32:00.5',
      { a: '2026-01-01', b: '12:30:00', c: '1979-05-27T07:32:00Z', d: '1979-05-27 07:32:00.5' },
    ],
    ['dotted keys and tables', 'a.b = 1\n[c.d]\ne.f = 2\n[c]\ng = 3', { a: { b: 1 }, c: { d: { e: { f: 2 } }, g: 3 } }],
    [
      'inline tables and lists',
      'a = { b = [1, [2], { c = 3 }], d.e = 4 }',
      { a: { b: [1, [2], { c: 3 }], d: { e: 4 } } },
    ],
    [
      'lists of tables',
      '[[a]]\nn = 1\n[[a]]\nn = 2\n[a.b]\nc = 3\n[[a.d]]\n[[a.d]]',
      { a: [{ n: 1 }, { n: 2, b: { c: 3 }, d: [{}, {}] }] },
    ],
    ['quoted keys', '"a.b" = 1\n\'c d\' = 2\n80 = 3', { 'a.b': 1, 'c d': 2, 80: 3 }],
    ['keys that objects have', 'constructor = 1\ntoString.x = 2', { constructor: 1, toString: { x: 2 } }],
    ['an empty file', '', {}],
    ['comments alone', '# nothing yet\n', {}],
    ['line breaks of Windows', 'a = 1\r\nb = 2\r\n', { a: 1, b: 2 }],
  ])('%s', (_, text, value) => {
    expect(toJson(unwrap(parse(text)).root)).toEqual(value);
  });
});

describe('places', () => {
  const text =
    'home = "~/shop"\ndeploy.user = "app"\n[deploy.nodes]\nweb = ["one",\n  "two"]\n[[install.groups]]\nfiles = []\n[[install.groups]]\ntype = "copy"\n';
  const { root } = unwrap(parse(text));
  it.each<[ValuePath, string]>([
    [['home'], '1:8'],
    [['deploy'], '2:1'],
    [['deploy', 'user'], '2:15'],
    [['deploy', 'nodes'], '3:9'],
    [['deploy', 'nodes', 'web'], '4:1'],
    [['deploy', 'nodes', 'web', 1], '5:3'],
    [['install', 'groups'], '6:11'],
    [['install', 'groups', 1], '8:11'],
    [['install', 'groups', 1, 'type'], '9:8'],
  ])('%j is at %s', (path, place) => {
    const found = find(root, path);
    expect(found.kind === 'found' && describeOrigin(found.value.origin)).toBe(`x.toml:${place}`);
  });
});

describe('refusals', () => {
  it.each([
    ['a = 1\na = 2', ['x.toml:2:1: not TOML: Defining a key multiple times is invalid']],
    ['a = [1', ['x.toml:1:7: not TOML: Unterminated array']],
    [
      'a = nan\nb = -inf',
      [
        'x.toml:1:5: a number that cannot be kept exactly: put it in quotes',
        'x.toml:2:5: a number that cannot be kept exactly: put it in quotes',
      ],
    ],
    ['a = 12345678901234567890', ['x.toml:1:5: a number that cannot be kept exactly: put it in quotes']],
    ['a = "x\\u0000y"', ['x.toml:1:5: a text may hold no NUL']],
    ['__proto__.a = 1', ['x.toml:1:1: "__proto__" cannot be a key']],
    ['[a.__proto__.b]\nc = 1', ['x.toml:1:4: "__proto__" cannot be a key']],
    ['a = { __proto__ = 1 }', ['x.toml:1:7: "__proto__" cannot be a key']],
    ['"" = 1', ['x.toml:1:1: "" cannot be a key']],
  ])('%j', (text, issues) => {
    expect(issuesOf(parse(text))).toEqual(issues);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it.each([
    ['brackets', `a = ${'['.repeat(500)}${']'.repeat(500)}`],
    ['brackets without end', `a = ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['dots', `a${'.a'.repeat(500)} = 1`],
    ['a table of dots', `[a${'.a'.repeat(500)}]`],
    ['inline tables', `a = ${'{b='.repeat(300)}1${'}'.repeat(300)}`],
    ['ten million characters', `a = "${'x'.repeat(10_000_000)}"`],
  ])('%s end in an issue, soon', (_, text) => {
    const parsed = parse(text);
    expect(!parsed.ok && parsed.issues.map(({ code }) => code)).toEqual(['definition/too-large']);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseYaml } from '../../../src/core/definition/parse-yaml.ts';
import { readPlainYaml } from '../../../src/core/definition/plain-yaml.ts';

const DEFINE = join(import.meta.dirname, '../../../define');

/** What the plain reader gives is what the whole of YAML gives, places too. Says whether it gave anything. */
function agrees(text: string): boolean {
  const plain = readPlainYaml(text, 'x.yaml');
  if (plain === undefined) return false;
  const whole = parseYaml({ name: 'x', file: 'x.yaml', text });
  expect({ text, read: { ok: true, value: { name: 'x', file: 'x.yaml', root: plain }, warnings: [] } }).toEqual({
    text,
    read: whole,
  });
  return true;
}

describe('plain YAML', () => {
  it.each([
    '',
    '# only a comment',
    'a: { $append: [x] }\nb:\n  $unset: true\n$schema: https://example.org/x.json\n',
    'a: 1',
    '\n# before\na: 1 # behind\n\nb:   two words  \n',
    'a:\n  b:\n    c: -1.5e3\n  d:\ne: ~\n',
    'a:\n- x\n- y: 1\n  z: [1, two, "three four", {f: g}]\n-   deep: 1\n    deeper:\n    - 2\nb: c\n',
    'a:\n  - - 1\n    - 2\n  - 3\n',
    "a: [ ]\nb: {}\nc: { d: [x, y], e: ~, \"f g\": 'it''s' }\n",
    'url: https://example.org:80/a#b?c=d\ntime: 12:30\nglob: dev.*\n"dev.*": {}\nhash: a#b # c\n',
    'a: ~/shop\nb: -x\nc: 2020-01-01\nd: 007\ne: 1.\nf: .5\ng: +3\nh: -0\ni: True\nj: NULL\n',
    'a:\n    # further in\n  # and out\n  b: 1\n# at the edge\n  c: 2\n',
    'ä_: 1\n',
    'a: größe – ☃\n',
    readFileSync(join(DEFINE, 'base.yaml'), 'utf8'),
    ...readdirSync(join(DEFINE, 'demo/estate/define'))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => readFileSync(join(DEFINE, 'demo/estate/define', name), 'utf8')),
  ])('is read as YAML reads it: %j', (text) => {
    expect(agrees(text)).toBe(!text.startsWith('ä'));
  });

  it.each([
    ...['a', '- a', '[a]', '{a: 1}', '--- \na: 1', 'a: 1\n...', '%YAML 1.2\n---\na: 1', ' a: 1', 'a: 1\n  b: 2'],
    ...['a: one\n  two', 'a: |\n  text', 'a: >-\n  text', 'a: &x 1', 'a: *x', 'a: !!str 1', '? a\n: 1', '<<: {}'],
    ...['a: 1\na: 2', '{a: 1', 'a: [1', 'a: [1, 2]]', 'a: "x" y', 'a: "x"#y', 'a: [1]#c', 'a: b: c', 'a: - b'],
    ...['a:\tb', 'a: 1\r\n', '\uFEFFa: 1', 'a: \u{1F600}', 'a: 0x1f', 'a: .inf', 'a: 12345678901234567890', 'a: "\\n"'],
    ...[
      'a: [a b: c]',
      'a: {b}',
      'a: [,]',
      'a:\n- b\n  c',
      'a:\n  - 1\n - 2',
      'a:\n   b: 1\n  c: 2',
      'a: [1,\n 2]',
      '__proto__: 1',
    ],
    ...[
      'a: @b',
      'a: `b`',
      'a: %b',
      'a: # c\n b',
      '1: a',
      'a:\n-\n',
      'a: x :',
      'a: {b:c}',
      "a: 'x",
      'a: "x',
      'a: ]',
      '-a: 1\n- b',
    ],
  ])('leaves %j to the whole of YAML, or agrees with it', (text) => {
    expect(readPlainYaml(text, 'x.yaml') === undefined || agrees(text)).toBe(true);
  });

  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.oneof(
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true }),
        fc.string(),
        fc.stringMatching(/^[a-z0-9 .:/#-]{0,9}$/),
        fc.string({ unit: 'binary' }),
      ),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_.* -]{0,6}$/), tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('agrees with YAML on whatever values are written by it', () => {
    let read = 0;
    const word = fc.dictionary(fc.stringMatching(/^[a-z_]{1,5}$/), value, { maxKeys: 5 });
    const style = fc.record({ indent: fc.integer({ min: 2, max: 5 }), indentSeq: fc.boolean() });
    fc.assert(
      fc.property(word, style, (root, options) => {
        if (agrees(stringify(root, { ...options, lineWidth: 0 }))) read += 1;
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('agrees with YAML on texts made of its own signs, or leaves them to it', () => {
    let read = 0;
    const signs = fc.constantFrom(
      ...'ab10-.:?#,[]{}&*!|>\'"%@ \n~',
      '  ',
      '\n  ',
      '\n',
      ': ',
      '- ',
      'a: ',
      ' #',
      'b:',
      '\na: ',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 24 }), (parts) => {
        if (agrees(`a: ${parts.join('')}`)) read += 1;
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});

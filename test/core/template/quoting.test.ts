/** Quoting filters: simple values, and those that a careless filter would break on. */

import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { QUOTING_FILTERS } from '../../../src/core/template/quoting.ts';

function filter(name: string, value: unknown, argument?: unknown): string {
  return QUOTING_FILTERS[name]?.(value, argument) ?? '';
}

it.each([
  ['shell', 'plain', 'plain'],
  ['shell', "it's $HOME", `'it'\\''s $HOME'`],
  ['shell', ['a b', '-n', 3], "'a b' '-n' 3"],
  ['sql', "O'Neill", "'O''Neill'"],
  ['sql', 5, '5'],
  ['sql', null, 'NULL'],
  ['sql', true, 'TRUE'],
  ['json', { a: ['"'] }, '{"a":["\\""]}'],
  ['yaml', 'yes: no\n', '"yes: no\\n"'],
  ['yaml', '\u0085\u007f', '"\\u0085\\u007f"'],
  ['toml', { 'a b': [1, 'x'], c: {} }, '{ "a b" = [1, "x"], "c" = {} }'],
  ['ini', 'plain value', 'plain value'],
  ['ini', '', ''],
  ['systemd', '50% "of" \\ it\u0001', '"50%% \\"of\\" \\\\ it\\x01"'],
])('%s of %j is %s', (name, value, expected) => {
  expect(filter(name, value)).toBe(expected);
});

it.each([
  ['ini', ' a;b"\n', 'quoted', '" a;b\\"\\n"'],
  ['ini', '50%', 'percent', '50%%'],
  ['systemd', '$HOME $$', 'command', '"$$HOME $$$$"'],
  ['systemd', '$HOME', undefined, '"$HOME"'],
])('%s of %j for %s is %s', (name, value, argument, expected) => {
  expect(filter(name, value, argument)).toBe(expected);
});

it('json takes an indentation', () => {
  expect(filter('json', { a: 1 }, 2)).toBe('{\n  "a": 1\n}');
});

it('yaml comes back through a YAML parser', () => {
  const value = { text: '# "quoted": \u2028 {}\t', list: [1, null, true], empty: {} };
  expect(parseYaml(filter('yaml', value))).toEqual(value);
});

describe('what a format cannot hold is refused, without showing it', () => {
  it.each([
    ['shell', 'hunter2\0'],
    ['shell', { hunter2: 1 }],
    ['sql', 'hunter2\0'],
    ['toml', [null, 'hunter2']],
    ['ini', 'hunter2\nx'],
    ['ini', ' hunter2'],
    ['ini', 'hunter2 ;x'],
    ['ini', '"hunter2"'],
    ['shell', 'hunter2\ud800'],
    ['yaml', ['hunter2\udfff']],
    ['toml', { hunter2: Number.NaN }],
    ['sql', Number.POSITIVE_INFINITY],
    ['systemd', 'hunter2\ufffe'],
    ['systemd', ['hunter2']],
  ])('%s of %j', (name, value) => {
    expect(() => filter(name, value)).toThrow(/^(?!.*hunter2)/);
  });

  it('as is a dialect of ini that nobody knows', () => {
    expect(() => filter('ini', 'x', 'constructor')).toThrow('ini writes plain, percent, quoted');
  });
});

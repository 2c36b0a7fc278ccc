import { describe, expect, it } from 'vitest';
import { type Plugin, parsePlugin } from '../../../src/core/run/plugin.ts';
import { parseOptions } from '../../../src/core/run/plugin-options.ts';

const run = () => undefined;
const parse = (exported: Record<string, unknown>) => parsePlugin(exported, 'define/shop.mjs', ['start', 'top-dir']);

/** Messages with their hints; every one is of the module itself. */
function issuesOf(exported: Record<string, unknown>): readonly string[] {
  const parsed = parse(exported);
  if (parsed.ok) return [];
  expect(parsed.issues.every(({ origin }) => origin?.kind === 'file' && origin.file === 'define/shop.mjs')).toBe(true);
  return parsed.issues.map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`));
}

const plugin = (exported: Record<string, unknown>): Plugin => {
  const parsed = parse(exported);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
};

describe('a plugin', () => {
  it('may export nothing: then all is as without it', () => {
    expect(plugin({})).toEqual({
      file: 'define/shop.mjs',
      stages: ['checkout', 'build', 'install', 'deploy'],
      options: {},
    });
  });

  it.each<[string, Record<string, unknown>, readonly string[]]>([
    ['another export', { stage: [] }, ['a plugin does not export stage (did you mean "stages"?)']],
    ['a default export', { default: {} }, ['a plugin does not export default (it exports stages and options)']],
    ['no stages', { stages: [] }, ['stages must be a list with at least one stage']],
    ['stages that are no list', { stages: 'build' }, ['stages must be a list with at least one stage']],
    [
      'a name that nobody knows',
      { stages: ['biuld'] },
      ['stages[0]: the product has no stage \'biuld\' (did you mean "build"?)'],
    ],
    ['a stage twice', { stages: ['build', { name: 'build', run }] }, ["stage 'build' is there twice"]],
    [
      'a stage that cannot be run',
      { stages: ['build', { name: 'Unit', run: 'make' }, 7, { name: 'a', run, help: 1 }] },
      [
        'stages[1].name must be small letters, digits, - and _',
        'stages[1].run must be a function',
        'stages[2] must be a name, or {name, run}',
        'stages[3].help must be text',
      ],
    ],
    ['options that are no object', { options: [] }, ['options must be an object']],
    [
      'an option of a name that is taken',
      { options: { start: { kind: 'text', help: 'x' } } },
      ['option start: facs run has a flag of that name'],
    ],
    [
      'an option named as every command has one',
      { options: { json: { kind: 'flag', help: 'x' } } },
      ['option json: facs run has a flag of that name'],
    ],
    [
      'an odd name',
      { options: { 'A b': { kind: 'flag', help: 'x' } } },
      ['option "A b": a name is small letters, digits and -'],
    ],
    [
      'an option that says too little and too much',
      { options: { a: { knd: 1 }, b: { kind: 'choice', help: 'x' }, c: 'text' } },
      [
        'option a: unknown key knd (did you mean "kind"?)',
        'option a: kind must be one of text, flag, integer, duration, list, choice',
        'option a: help must say what it means',
        'option b: a choice needs words: what may be chosen',
        'option c must be an object: {kind, help}',
      ],
    ],
    [
      'a default that is none',
      { options: { jobs: { kind: 'integer', help: 'x', default: 'many' } } },
      ['option jobs: its default "many" is not a whole number'],
    ],
  ])('may not have %s', (_, exported, issues) => {
    expect(issuesOf(exported)).toEqual(issues);
  });
});

describe('values of options', () => {
  const { options } = plugin({
    options: {
      config: { kind: 'text', help: 'x', env: 'CONFIG' },
      fast: { kind: 'flag', help: 'x' },
      jobs: { kind: 'integer', help: 'x', default: '4' },
      within: { kind: 'duration', help: 'x', default: '2m' },
      only: { kind: 'list', help: 'x' },
      theme: { kind: 'choice', help: 'x', words: ['light', 'dark'], default: 'light' },
    },
  });
  const values = (words: readonly string[], variables = {}) => {
    const parsed = parseOptions(words, options, variables);
    return parsed.ok ? parsed.value : parsed.issues.map(({ message, hint }) => [message, hint]);
  };

  it('are the defaults, and null for what has none', () => {
    const none = { config: null, fast: false, jobs: 4, within: 120_000, only: [], theme: 'light' };
    expect(values([])).toEqual(none);
    expect(values([], { CONFIG: 'from-env' })).toEqual({ ...none, config: 'from-env' });
  });

  it('are what was given, by kind; a value may hold =', () => {
    const words = ['config=a=b', 'fast=true', 'jobs=7', 'within=30s', 'only=a,b', 'only=c', 'theme=dark'];
    expect(values(words)).toEqual({
      ...{ config: 'a=b', fast: true, jobs: 7, within: 30_000, only: ['a', 'b', 'c'], theme: 'dark' },
    });
  });

  it('are all refused at once', () => {
    expect(values(['jobs=x', 'them=dark', 'fast', 'theme=red'])).toEqual([
      ['the project has no option them', 'did you mean "theme"?'],
      ['"fast" has no value', 'write NAME=VALUE'],
      ['"x" is not a whole number', undefined],
      ['"red" is not one of light, dark', undefined],
    ]);
  });

  it('that are required must be given', () => {
    const needed = plugin({ options: { key: { kind: 'text', help: 'Which key.', required: true } } }).options;
    expect(parseOptions([], needed, {})).toMatchObject({
      ok: false,
      issues: [{ code: 'input/missing', hint: 'Which key.' }],
    });
  });
});

/** Declared inputs, from texts to values. */
import { describe, expect, it } from 'vitest';
import {
  choice,
  defineInputs,
  duration,
  flag,
  integer,
  list,
  secretText,
  text,
} from '../../../src/core/inputs/input.ts';
import { parseInputs } from '../../../src/core/inputs/parse.ts';
import { reveal } from '../../../src/core/secret.ts';

const inputs = defineInputs({
  project: text({ positional: true, help: 'The project.' }),
  instance: text({ positional: true, required: true, help: 'The instance.' }),
  meta: text({ env: 'FACS_META', help: 'The meta repo.' }),
  count: integer({ default: '5', help: 'How many.' }),
  wait: duration({ default: '10m', help: 'How long.' }),
  host: list({ help: 'Which hosts.' }),
  form: choice(['text', 'yaml'], { default: 'yaml', help: 'Which form.' }),
  key: secretText({ help: 'The key.' }),
  force: flag({ help: 'Do it.' }),
});

const parse = (given: Record<string, string[]>, env = {}) =>
  parseInputs(inputs, given, env, (name, positional) => (positional ? name.toUpperCase() : `--${name}`));

describe('parseInputs', () => {
  it('does without a required input when another one waives it', () => {
    const waived = { one: text({ required: true, unless: 'all', help: '' }), all: flag({ help: '' }) };
    const isRead = (given: Record<string, string[]>) => parseInputs(waived, given, {}, (name) => name).ok;
    expect([isRead({}), isRead({ all: ['false'] }), isRead({ all: ['true'] }), isRead({ one: ['a'] })]).toEqual([
      ...[false, false, true, true],
    ]);
  });

  it('fills in defaults and leaves out what is absent', () => {
    const parsed = parse({ instance: ['staging'] });
    expect(parsed).toMatchObject({
      ok: true,
      value: { instance: 'staging', count: 5, wait: 600_000, host: [], form: 'yaml', force: false },
    });
    expect(parsed.ok && 'meta' in parsed.value).toBe(false);
  });

  it('splits lists at commas and line breaks, over repeated flags', () => {
    expect(parse({ instance: ['s'], host: ['a, b', 'c\nd'] })).toMatchObject({ value: { host: ['a', 'b', 'c', 'd'] } });
  });

  it('reads a variable only when nothing was given', () => {
    expect(parse({ instance: ['s'] }, { FACS_META: 'env' })).toMatchObject({ value: { meta: 'env' } });
    expect(parse({ instance: ['s'], meta: ['flag'] }, { FACS_META: 'env' })).toMatchObject({ value: { meta: 'flag' } });
  });

  it('wraps secrets', () => {
    const parsed = parse({ instance: ['s'], key: ['k'] });
    expect(JSON.stringify(parsed)).toContain('"key":"***"');
    expect(parsed.ok && parsed.value.key && reveal(parsed.value.key)).toBe('k');
  });

  it('tells every problem at once, each at its input', () => {
    const parsed = parse({ instance: [''], count: ['10abc'], wait: ['10'], form: ['xml'], force: ['yes'] });
    expect(parsed.ok).toBe(false);
    expect(
      parsed.ok || parsed.issues.map((issue) => [issue.origin?.kind === 'input' && issue.origin.name, issue.message]),
    ).toEqual([
      ['INSTANCE', 'is required'],
      ['--count', '"10abc" is not a whole number'],
      ['--wait', '"10" is not a duration'],
      ['--form', '"xml" is not one of text, yaml'],
      ['--force', '"yes" is neither true nor false'],
    ]);
  });
});

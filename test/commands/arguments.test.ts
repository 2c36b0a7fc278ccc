/** argv to texts. */
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/commands/arguments.ts';
import { flag, list, text } from '../../src/core/inputs/input.ts';
import { subject, version } from '../../src/core/inputs/shared.ts';

const inputs = {
  ...subject,
  ...version,
  meta: text({ help: '' }),
  host: list({ help: '' }),
  'dry-run': flag({ help: '' }),
};
const read = (...words: string[]) => readArguments('deploy', inputs, words);

describe('readArguments', () => {
  it.each([
    [['production.eu'], { instance: ['production.eu'] }],
    [['shop', 'production.eu'], { project: ['shop'], instance: ['production.eu'] }],
    [['shop', 'production.eu', '1.2.3'], { project: ['shop'], instance: ['production.eu'], version: ['1.2.3'] }],
    [['--meta', 'm', 'shop', 'x'], { meta: ['m'], project: ['shop'], instance: ['x'] }],
    [['--meta=m', '--host', 'a', '--host', 'b', 'x'], { meta: ['m'], host: ['a', 'b'], instance: ['x'] }],
    [['x', '--dry-run'], { instance: ['x'], 'dry-run': ['true'] }],
    [[], {}],
  ])('%j', (words, given) => {
    expect(read(...words).given).toEqual(given);
  });

  it('leaves out a word that a flag takes the place of', () => {
    const waivable = {
      project: subject.project,
      it: text({ positional: true, required: true, unless: 'all', help: '' }),
    };
    const given = (...words: string[]) => readArguments('x', { ...waivable, all: flag({ help: '' }) }, words).given;
    expect(given('shop')).toEqual({ it: ['shop'] });
    expect(given('shop', '--all')).toEqual({ project: ['shop'], all: ['true'] });
    expect(given('shop', 'staging', '--all')).toEqual({ project: ['shop'], it: ['staging'], all: ['true'] });
  });

  it('knows the flags of every command', () => {
    expect(read('x', '--json')).toMatchObject({ json: true, help: false });
    expect(read('-h')).toMatchObject({ help: true });
  });

  it.each([
    [['x', '--mta', 'm'], 'unknown flag --mta (did you mean "--meta"?)'],
    [['x', '--meta'], '--meta needs a value'],
    [['a', 'b', 'c', 'd'], 'too many words: d'],
  ])('refuses %j', (words, message) => {
    expect(() => read(...words)).toThrow(expect.objectContaining({ kind: 'usage', message, command: 'deploy' }));
  });
});

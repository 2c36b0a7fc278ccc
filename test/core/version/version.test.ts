/** Versions: what they may be, and what comes after each. */
import { describe, expect, it } from 'vitest';
import {
  bumpVersion,
  describeVersion,
  developmentAfter,
  type Part,
  parseVersion,
  releaseVersion,
} from '../../../src/core/version/version.ts';
import { parsed } from './parsed.ts';

const codes = (result: ReturnType<typeof bumpVersion>) =>
  result.ok ? describeVersion(result.value) : result.issues.map(({ code }) => code).join();

describe('what a version may be', () => {
  it.each(['0.0.0', '1.2.3', '1.2.3.0', '10.20.30.40', '1.3.0-dev.1', '2.0.0-rc', '1.0.0-alpha-2.x.7'])('%s', (text) =>
    expect(describeVersion(parsed(text))).toBe(text),
  );

  it.each([
    '',
    '1',
    '1.2',
    '1.2.3.4.5',
    'v1.2.3',
    '01.2.3',
    '1.2.3-',
    '1.2.3-a..b',
    '1.2.3-01',
    '1.2.3.4-rc',
    '1.2.3\n',
  ])('not %j', (text) => expect(parseVersion(text)).toMatchObject({ ok: false, issues: [{ code: 'version/form' }] }));
});

describe('the next one in development', () => {
  it.each<[string, Part | undefined, string]>([
    ['1.2.3.4', undefined, '1.2.3.5'],
    ['1.2.3.9', undefined, '1.2.3.10'],
    ['1.2.3', undefined, '1.2.4'],
    ['1.3.0-dev.9', undefined, '1.3.0-dev.10'],
    ['1.3.0-dev', undefined, '1.3.0-dev.1'],
    ['1.3.0-2.x', undefined, '1.3.0-3.x'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'major', '2.0.0'],
    ['1.3.0-dev.9', 'patch', '1.3.0'],
    ['1.2.3.4', 'minor', 'version/part'],
  ])('%s, %s: %s', (text, part, next) => expect(codes(bumpVersion(parsed(text), part))).toBe(next));
});

describe('what is released', () => {
  it.each<[string, string | undefined, string]>([
    ['1.2.3.4', undefined, '1.2.4'],
    ['1.2.3', undefined, '1.2.4'],
    ['1.3.0-dev.9', undefined, '1.3.0'],
    ['1.2.3.4', '2.0.0', '2.0.0'],
    ['1.3.0-dev.9', '1.3.0', '1.3.0'],
    ['1.2.3.4', '1.2.3', 'version/older'],
    ['1.2.10.4', '1.2.9', 'version/older'],
    ['1.3.0-dev.9', '1.2.9', 'version/older'],
    ['1.2.3.4', '1.2.4.1', 'version/form'],
    ['1.2.3.4', '1.2.4-rc.1', 'version/form'],
  ])('%s, asked for %s: %s', (text, wanted, released) =>
    expect(codes(releaseVersion(parsed(text), wanted === undefined ? undefined : parsed(wanted)))).toBe(released),
  );

  it.each([
    ['1.2.3.4', '1.2.4', '1.2.4.1'],
    ['1.3.0-dev.9', '1.3.0', '1.3.1-dev.1'],
    ['1.3.0-1', '1.3.0', '1.3.1-dev.1'],
    ['1.2.3', '1.2.4', undefined],
  ])('from %s to %s, development goes on as %s', (text, release, next) => {
    const after = developmentAfter(parsed(release), parsed(text));
    expect(after === undefined ? undefined : describeVersion(after)).toBe(next);
  });
});

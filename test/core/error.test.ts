/** The error model. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  EXIT,
  exitCodeOf,
  hasCode,
  inputFailure,
  isFailure,
  operationFailure,
  unwrap,
  usageFailure,
} from '../../src/core/error.ts';
import { describeIssue, fileOrigin, inputOrigin } from '../../src/core/issue.ts';
import { invalid, valid } from '../../src/core/result.ts';
import { reveal, secret } from '../../src/core/secret.ts';

const issue = { code: 'definition/unknown-key', message: 'unknown key "usr"', hint: 'did you mean "user"?' };

describe('failures', () => {
  it.each([
    [inputFailure(issue), EXIT.input],
    [usageFailure('unknown flag --x'), EXIT.usage],
    [operationFailure({ code: 'ssh/closed', message: 'gone', retry: 'safe' }), EXIT.failed],
    [new TypeError('ours'), EXIT.bug],
    ['thrown text', EXIT.bug],
  ])('%s exits with %i', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });

  it('are told by kind and code, not by class', () => {
    const failure = operationFailure({ code: 'lock/held', message: 'held', retry: 'safe', cause: new Error('why') });
    expect(isFailure(failure)).toBe(true);
    expect(hasCode(failure, 'lock/held')).toBe(true);
    expect(hasCode(failure, 'lock/lost')).toBe(false);
    expect(failure.cause).toMatchObject({ message: 'why' });
    expect(isFailure({ kind: 'operation' })).toBe(false);
  });

  it('unwrap gives the value, or throws all issues at once', () => {
    expect(unwrap(valid(1))).toBe(1);
    expect(() => unwrap(invalid(issue, { ...issue, message: 'second' }))).toThrow(/usr.*\n.*second/);
  });
});

describe('an issue as one line', () => {
  it.each([
    [
      { ...issue, origin: fileOrigin('define/shop.yaml', 3, 5) },
      'define/shop.yaml:3:5: unknown key "usr" (did you mean "user"?)',
    ],
    [{ code: 'a/b', message: 'is required', origin: inputOrigin('--meta') }, '--meta: is required'],
    [{ code: 'a/b', message: 'bare' }, 'bare'],
  ])('%j', (given, line) => {
    expect(describeIssue(given)).toBe(line);
  });
});

describe('a secret', () => {
  const hidden = secret('hunter2');
  it.each([
    ['text', `${hidden}`],
    ['JSON', JSON.stringify({ hidden })],
    ['inspection', inspect({ hidden }, { depth: 9, showHidden: true })],
    ['keys', Object.keys(hidden).join()],
  ])('does not show in %s', (_, shown) => {
    expect(shown).not.toContain('hunter2');
  });

  it('is given only when asked for', () => {
    expect(reveal(hidden)).toBe('hunter2');
  });
});

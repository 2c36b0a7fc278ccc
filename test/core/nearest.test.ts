/** "Did you mean". */
import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/core/nearest.ts';

describe('nearest', () => {
  it.each([
    ['stagin', ['staging', 'production'], 'staging'],
    ['porduction', ['staging', 'production'], 'production'],
    ['HOME', ['home', 'nodes'], 'home'],
    ['nodse', ['nodes', 'user'], 'nodes'],
    ['x', ['y'], 'y'],
    ['instance', ['insxxxxx', 'isntacne', 'instanec', 'instances'], 'instanec'],
    ['instance', ['isntacne'], 'isntacne'],
    ['instance', ['isntacneee'], undefined],
    ['restart', ['user', 'home'], undefined],
    ['a', [], undefined],
  ])('of %s in %j is %s', (word, names, expected) => {
    expect(nearest(word, names)).toBe(expected);
  });

  it('becomes a question', () => {
    expect(didYouMean('usr', ['user'])).toBe('did you mean "user"?');
  });
});

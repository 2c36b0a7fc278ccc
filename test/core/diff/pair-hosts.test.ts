/** Which hosts are compared. */
import { describe, expect, it } from 'vitest';
import { pairHosts } from '../../../src/core/diff/pair-hosts.ts';
import { unwrap } from '../../../src/core/error.ts';
import { resolve } from '../definition/layers.ts';

function pairs(a: string, b: string) {
  const settings = (nodes: string) =>
    unwrap(resolve({ a: `home: ~/x\ndeploy: { user: app, nodes: ${nodes} }` }, 'a')).settings;
  return pairHosts(settings(a), settings(b)).map(
    ({ target, a: one = '-', b: other = '-' }) => `${target} ${one} ${other}`,
  );
}

describe('pairHosts', () => {
  it.each<[string, string, readonly string[]]>([
    ['{ web: [w1, w2] }', '{ web: [w2, w1] }', ['web w1 w1', 'web w2 w2']],
    ['{ web: [s1] }', '{ web: [p1, p2, p3] }', ['web s1 p1', 'web s1 p2', 'web s1 p3']],
    ['{ web: [w1, s2] }', '{ web: [p1, w1] }', ['web w1 w1', 'web s2 p1']],
    ['{ web: [s1], db: [d1] }', '{ web: [p1], cache: [c1] }', ['web s1 p1', 'db d1 -', 'cache - c1']],
    ['{}', '{ web: [p1], db: [d1] }', ['web localhost p1', 'db localhost d1']],
    ['{}', '{}', [' localhost localhost']],
  ])('%s with %s', (a, b, expected) => {
    expect(pairs(a, b)).toEqual(expected);
  });
});

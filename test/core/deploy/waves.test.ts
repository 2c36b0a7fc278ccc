import { describe, expect, it } from 'vitest';
import type { Amount } from '../../../src/core/definition/amount.ts';
import { isSpent, toWaves } from '../../../src/core/deploy/waves.ts';

const part = (percent: number): Amount => ({ kind: 'percent', percent });
const count = (count: number): Amount => ({ kind: 'count', count });
const hosts = (number: number) => Array.from({ length: number }, (_, i) => ({ name: `h${i}`, labels: {} }));
const sizes = (all: number, ...amounts: readonly Amount[]) =>
  toWaves(hosts(all), { sizes: amounts, pauseMs: 0 }, (host) => host).map((wave) => wave.length);

describe('waves', () => {
  it('without a wish hold all hosts at once, and none for none', () => {
    expect(toWaves(hosts(3), undefined, (host) => host).map((wave) => wave.length)).toEqual([3]);
    expect(toWaves([], undefined, () => ({ labels: {} }))).toEqual([]);
    expect(sizes(0, count(1))).toEqual([]);
  });

  it.each([
    ['one at a time', 3, [count(1)], [1, 1, 1]],
    ['a number that leaves a rest', 5, [count(2)], [2, 2, 1]],
    ['a part, rounded up', 10, [part(25)], [3, 3, 3, 1]],
    ['a part of few hosts is one', 3, [part(10)], [1, 1, 1]],
    ['a canary, then all', 6, [count(1), part(100)], [1, 5]],
    ['a list whose last size counts on', 20, [count(1), part(10), part(50)], [1, 2, 10, 7]],
    ['more than there are', 2, [count(9)], [2]],
  ] as const)('cut %s', (_, all, amounts, expected) => {
    expect(sizes(all, ...amounts)).toEqual(expected);
  });

  it('never mix regions or values of a label, and hosts that say nothing come last', () => {
    const fleet = [
      { name: 'a', region: 'us', labels: { rack: '1' } },
      { name: 'b', labels: {} },
      { name: 'c', region: 'eu', labels: { rack: '2' } },
      { name: 'd', region: 'us', labels: { rack: '2' } },
    ];
    const names = (by: string, ...amounts: readonly Amount[]) =>
      toWaves(fleet, { sizes: amounts, by, pauseMs: 0 }, (host) => host).map((wave) => wave.map(({ name }) => name));
    expect(names('region', part(100))).toEqual([['a', 'd'], ['c'], ['b']]);
    expect(names('rack', count(1))).toEqual([['a'], ['c'], ['d'], ['b']]);
  });

  it('are never empty and hold each host once, whatever the sizes', () => {
    for (let all = 0; all < 40; all++)
      for (const amounts of [[part(1)], [part(33), count(2)], [count(3), part(50), part(100)]])
        expect(sizes(all, ...amounts).reduce((sum, each) => sum + each, 0)).toBe(all);
  });
});

describe('a failure budget', () => {
  it.each([
    ['none was given', undefined, 9, 10, false],
    ['none may fail, and none did', count(0), 0, 10, false],
    ['none may fail, and one did', count(0), 1, 10, true],
    ['two may fail, and two did', count(2), 2, 10, false],
    ['a part is rounded down', part(25), 2, 7, true],
    ['a part holds', part(25), 2, 8, false],
  ] as const)('%s', (_, budget, failed, all, spent) => {
    expect(isSpent(budget, failed, all)).toBe(spent);
  });
});

/** Which instances are known by name. */
import { describe, expect, it } from 'vitest';
import { knownInstances } from '../../../src/core/definition/known-instances.ts';

const nothing = { channel: undefined, environment: undefined };

function known(listed: readonly string[], layers: readonly string[]) {
  return knownInstances(new Map(listed.map((name) => [name, nothing])), layers);
}

describe('knownInstances', () => {
  it('lists names as they are, and a pattern with those that have a layer of their own', () => {
    expect(known(['staging', 'dev.*', 'eu'], ['dev', 'dev.bob', 'dev.alice', 'staging', 'x.y', 'Dev.x'])).toEqual({
      names: ['staging', 'dev.bob', 'dev.alice', 'eu'],
      patterns: [{ pattern: 'dev.*', instances: ['dev.bob', 'dev.alice'] }],
    });
  });

  it('gives a name to its own entry, else to the first pattern that fits', () => {
    expect(known(['dev.*', 'dev.bob', 'd**'], ['dev.bob', 'dev.alice', 'dev.a.b'])).toEqual({
      names: ['dev.alice', 'dev.bob', 'dev.a.b'],
      patterns: [
        { pattern: 'dev.*', instances: ['dev.alice'] },
        { pattern: 'd**', instances: ['dev.a.b'] },
      ],
    });
  });
});

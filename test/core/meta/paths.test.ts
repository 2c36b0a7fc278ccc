import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseName } from '../../../src/core/meta/names.ts';
import {
  binaryPath,
  channelPath,
  lockRef,
  parsePath,
  recordPath,
  releasePath,
  statePath,
} from '../../../src/core/meta/paths.ts';
import { begin, binary, DIGEST, end, event, GITHASH, ID, release, tree } from './records.ts';

describe('a record lies', () => {
  it.each([
    [release, `shop/releases/1a/${GITHASH}.binpb`],
    [binary, `shop/binaries/1a/${GITHASH}/server.linux-x64.binpb`],
    [tree, `shop/trees/ab/${DIGEST}.binpb`],
    [begin, `shop/deployments/production.eu/2026/03/01/${ID}.begin.binpb`],
    [end, `shop/deployments/production.eu/2026/03/01/${ID}.end.binpb`],
    [event, `shop/events/2026/03/01/${ID}.binpb`],
  ])('where its key says: $kind', (record, path) => {
    expect(recordPath('shop', record)).toBe(path);
  });

  it('at a path that says what it is', () => {
    expect(parsePath(recordPath('shop', release))).toEqual({ kind: 'release', project: 'shop', githash: GITHASH });
    expect(parsePath(recordPath('shop', tree))).toEqual({ kind: 'tree', project: 'shop', digest: DIGEST });
    expect(parsePath(recordPath('shop', binary))).toEqual({
      kind: 'binary',
      project: 'shop',
      release: GITHASH,
      file: 'server.linux-x64',
    });
    expect(parsePath(channelPath('shop', 'edge'))).toEqual({ kind: 'channel', project: 'shop', channel: 'edge' });
    expect(parsePath(recordPath('shop', event))).toBeUndefined();
  });
});

describe('a name', () => {
  it.each([
    ['project', 'define'],
    ['project', 'state'],
    ['project', 'events'],
    ['project', '.git'],
    ['instance', 'production..eu'],
    ['instance', 'eu.lock'],
    ['channel', 'edge.txt'],
    ['platform', 'linux.x64'],
    ['binary', '../server'],
  ] as const)('for a %s may not be %s', (kind, name) => {
    expect(parseName(kind, name)).toMatchObject({ ok: false, issues: [{ code: 'meta/name' }] });
    expect(parseName(kind, '')).toMatchObject({ ok: false });
  });

  it('never leads out of its folder, whatever it is', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('..', '.', '../x', 'a/b', 'a\nb', '/etc', 'a..b', 'a\0'));
    fc.assert(
      fc.property(word, word, (a, b) => {
        for (const build of [channelPath, lockRef, (x: string, y: string) => statePath(y, x), releasePath]) {
          const path = attempt(() => build(a, b));
          if (path !== undefined) expect(path).toMatch(/^(?!.*(^|\/)\.{1,2}(\/|$))[\w][\w./-]*$/);
        }
        const path = attempt(() => binaryPath('shop', GITHASH, a, b));
        if (path !== undefined) expect(path.split('/')).toHaveLength(5);
      }),
    );
  });
});

function attempt(build: () => string): string | undefined {
  try {
    return build();
  } catch {
    return undefined;
  }
}

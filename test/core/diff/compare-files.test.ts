/** Files of two hosts, side by side. */
import { describe, expect, it } from 'vitest';
import { compareFiles, type FileState } from '../../../src/core/diff/compare-files.ts';

const file = (content: string, over: Partial<FileState> = {}): FileState => ({
  ...{ kind: 'file', mode: '0644', content, shown: content },
  ...over,
});

function compare(a: Record<string, FileState>, b: Record<string, FileState>, unknown: Record<string, string> = {}) {
  const host = (files: Record<string, FileState>, of: Record<string, string>) => ({
    files: new Map(Object.entries(files)),
    unknown: new Map(Object.entries(of)),
  });
  return compareFiles(host(a, unknown), host(b, {})).map(({ path, change, why }) => [path, change, why]);
}

describe('compareFiles', () => {
  it.each<[string, FileState | undefined, FileState | undefined, string | undefined]>([
    ['equal files', file('x'), file('x'), undefined],
    ['a file that only the second has', undefined, file('x'), 'added'],
    ['a file that only the first has', file('x'), undefined, 'removed'],
    ['other bytes', file('x'), file('y'), 'changed'],
    ['another mode', file('x'), file('x', { mode: '0755' }), 'changed'],
    ['a link and a file', file('x', { kind: 'link', mode: '0777' }), file('x'), 'changed'],
    ['secrets alone', file('x', { shown: 'm' }), file('y', { shown: 'm' }), 'secrets'],
    ['secrets and what is around them', file('x', { shown: 'm' }), file('y', { shown: 'n' }), 'changed'],
    ['a secret that is the same', file('x', { shown: 'm' }), file('x', { shown: 'm' }), undefined],
  ])('%s', (_, a, b, change) => {
    expect(compare(a ? { p: a } : {}, b ? { p: b } : {})).toEqual(
      change === undefined ? [] : [['p', change, undefined]],
    );
  });

  it('says of what cannot be known why, and nothing else', () => {
    expect(compare({}, { p: file('x') }, { p: 'needs key' })).toEqual([['p', 'unknown', 'needs key']]);
  });

  it('goes by path bytes', () => {
    const files = { 'b/x': file('1'), a: file('1'), 'a/x': file('1'), 'a.b': file('1') };
    expect(compare(files, {}).map(([path]) => path)).toEqual(['a', 'a.b', 'a/x', 'b/x']);
  });
});

import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/app/tree/content.ts';
import { driftName, isSameEntry, parseManifest, toManifestEntry } from '../../../src/core/deploy/manifest.ts';

const content = contentOf(new TextEncoder().encode('x'));
const file = (path: string, mode = '0644', mtime = 7) =>
  toManifestEntry(
    { path: `_DEPLOY_/${path}`, mode, content: { kind: 'file', sha256: content.sha256, size: 1 } },
    content,
    mtime,
  );
const link = (path: string, target: string) =>
  toManifestEntry({ path: `_DEPLOY_/${path}`, mode: '0777', content: { kind: 'link', target } }, undefined, 7);

describe('the manifest of a release folder', () => {
  it('has files as stat and sha256sum print them', () => {
    expect(file('etc/a b')?.line).toBe(`644 1 7 ${content.sha256}\t./etc/a b`);
    expect(file('run', '4755')?.line).toBe(`4755 1 7 ${content.sha256}\t./run`);
  });

  it.each([
    ['plain', 'target'],
    ['a -> b', 'c -> d'],
    ['žluť -> 漢', '../🙂 -> x'],
    ['tab\there', '-> '],
  ])('reads the link %s -> %s back as it was', (path, target) => {
    const entry = link(path, target);
    const found = parseManifest([entry?.line ?? '']).get(path);
    expect(found).toEqual(entry);
    expect(found && driftName(found)).toBe(`./${path} -> ${target}`);
  });

  it('reads files back, and leaves out what is out of form', () => {
    const entry = file('tab\tand -> arrow');
    const lines = [entry?.line ?? '', 'nonsense', 'link 3\tx', `644 1 7 ${content.sha256}\t../out`];
    expect([...parseManifest(lines).values()]).toEqual([entry]);
  });

  it('says nothing of empty folders', () => {
    expect(
      toManifestEntry({ path: '_DEPLOY_/d', mode: '0755', content: { kind: 'dir' } }, undefined, 7),
    ).toBeUndefined();
  });

  it('takes entries for the same when mode and bytes agree, whatever their date', () => {
    const [a, b, other, target] = [file('a'), file('a', '0644', 9), file('a', '0600'), link('a', 'x')];
    if (a === undefined || b === undefined || other === undefined || target === undefined) throw new Error('no entry');
    expect(isSameEntry(a, b)).toBe(true);
    expect(isSameEntry(a, other)).toBe(false);
    expect(isSameEntry(a, target)).toBe(false);
  });
});

/** What a release folder must hold: by the tree that the host got, or by what the host remembers of it. */
import type { Secret } from '../secret.ts';
import { keyedDigest } from '../tree/format.ts';
import type { TreeEntry } from '../tree/tree.ts';
import type { Expected } from './drift.ts';
import type { Manifest } from './manifest.ts';
import { releasePath } from './manifest.ts';

/** What must lie there, and how many files with secrets are judged by the host's own word for want of the key. */
export interface Expectation {
  readonly expected: readonly Expected[];
  readonly unproven: number;
}

/**
 * By a tree. A file with a secret is known by its keyed digest alone: without the key, what the host remembers of it
 * has to do.
 * @param entries Those that go into the release folder.
 */
export function expectTree(
  entries: readonly TreeEntry[],
  manifest: Manifest,
  key: Secret<Uint8Array> | undefined,
): Expectation {
  const expected = entries.map((entry) => toExpected(entry, manifest, key));
  const secrets = entries.filter(({ content }) => content.kind === 'secret').length;
  return { expected, unproven: key === undefined ? secrets : 0 };
}

/** By what the host remembers: whoever can change its files can change that, too. */
export function expectManifest(manifest: Manifest): Expectation {
  const expected = [...manifest.values()].map((entry): Expected => {
    const { path } = entry;
    if (entry.kind === 'link') return { path, kind: 'link', target: entry.target };
    return { path, kind: 'file', mode: entry.mode, isRight: (sha256) => sha256 === entry.sha256 };
  });
  return { expected, unproven: expected.length };
}

function toExpected(
  { path, mode, content }: TreeEntry,
  manifest: Manifest,
  key: Secret<Uint8Array> | undefined,
): Expected {
  const common = { path: releasePath(path) };
  switch (content.kind) {
    case 'dir':
      return { ...common, kind: 'folder' };
    case 'link':
      return { ...common, kind: 'link', target: content.target };
    case 'file':
      return { ...common, kind: 'file', mode: plain(mode), isRight: (sha256) => sha256 === content.sha256 };
    case 'secret': {
      const known = manifest.get(common.path);
      const remembered = known?.kind === 'file' ? known.sha256 : undefined;
      const isRight = (sha256: string) =>
        key === undefined ? sha256 === remembered : keyedDigest(key, sha256) === content.hmac;
      return { ...common, kind: 'file', mode: plain(mode), isRight };
    }
  }
}

/** As stat prints it. */
function plain(mode: string): string {
  return Number.parseInt(mode, 8).toString(8);
}

/** Files that git does not hold, but only a note of: their content lies on a server of Git LFS. */
import type { Issue, Origin } from '../issue.ts';

/** Bytes of the largest pointer, and how one begins. @source git-lfs, docs/spec.md, "The Pointer". */
const MAX_POINTER = 1024;
const BEGINNINGS = ['version https://git-lfs.github.com/spec/', 'version https://hawser.github.com/spec/'];

const MAX_BEGINNING = Math.max(...BEGINNINGS.map(({ length }) => length));

/** True for a pointer: a host would get these three lines in the place of the file. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  if (bytes.length >= MAX_POINTER) return false;
  const beginning = String.fromCharCode(...bytes.subarray(0, MAX_BEGINNING));
  return BEGINNINGS.some((each) => beginning.startsWith(each));
}

/** Why it cannot be in a tree. */
export function lfsIssue(path: string, origin: Origin): Issue {
  return {
    code: 'install/lfs',
    message: `${path} is a pointer of Git LFS: git does not hold the file itself`,
    hint: 'pack the file into a binary of the release (facs binary add) and unpack it with { type: binary }, or keep it in git',
    origin,
  };
}

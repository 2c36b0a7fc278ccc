/** Names of release folders: `<12 of the githash>-<12 of the digest>`; a clash lengthens both. */
import type { Copy } from '../meta/record.ts';
import type { KeptRelease } from './host-facts.ts';

const SHORTEST = 12;
const STEP = 4;

/** The shortest name that no other copy on the host has. */
export function releaseName(copy: Copy, kept: readonly KeptRelease[]): string {
  for (let length = SHORTEST; ; length += STEP) {
    const name = `${copy.release.slice(0, length)}-${copy.tree.slice(0, length)}`;
    const other = kept.find((each) => each.name === name && each.about !== undefined && !isCopy(each, copy));
    if (other === undefined || length > copy.tree.length) return name;
  }
}

/** The folder holds exactly this release and tree. */
export function isCopy({ about }: KeptRelease, copy: Copy): boolean {
  return about !== undefined && about.release === copy.release && about.tree === copy.tree;
}

/** The list of what the index consists of; it is replaced whole, so that a reader sees one state of it or another. */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KEYS_VERSION } from '../../../../core/meta/record-keys.ts';
import { writeWhole } from '../../../fs/change-files.ts';
import type { SegmentFiles } from './segment.ts';
import type { Units } from './units.ts';

/** Goes up when the files are laid out in another way. */
const FORMAT = 1;

/** A state of the index: every record of the units as they were at these trees is in one of the segments. */
export interface Manifest {
  /** The newest commit of the branch from which anything in it comes; '' for none. */
  readonly tip: string;
  readonly covered: Units;
  readonly segments: readonly SegmentFiles[];
}

/** An index that knows nothing yet. */
export const EMPTY: Manifest = { tip: '', covered: new Map(), segments: [] };

/** Where the index of a copy lies: one of another version is left to those that read it. Safe to delete at any time. */
export function indexFolder(clone: string): string {
  return join(clone, `records-${FORMAT}.${KEYS_VERSION}`);
}

/** The state on disk; an empty one when there is none, or none that can be read. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    const { tip, covered, segments } = JSON.parse(await readFile(join(folder, NAME), 'utf8'));
    return { tip, covered: new Map(Object.entries(covered)), segments };
  } catch {
    return EMPTY;
  }
}

/** Replaces it. @throws what the system says; the old one then stands. */
export async function writeManifest(folder: string, { tip, covered, segments }: Manifest): Promise<void> {
  const text = JSON.stringify({ tip, covered: Object.fromEntries(covered), segments });
  const path = join(folder, NAME);
  await writeWhole(path, { path, content: Buffer.from(text), mode: 0o644 });
}

const NAME = 'manifest.json';
/** Long enough for whoever has just read the old list to open what it names. */
const KEPT_MS = 600_000;

/** Deletes segments that no list names any more, and what killed writers left. */
export async function removeLeftOvers(folder: string, { segments }: Manifest, nowMs: number): Promise<void> {
  const named = new Set(segments.flatMap(({ name }) => [`${name}.paths`, `${name}.keys`]));
  const others = (await readdir(folder)).filter((name) => !named.has(name) && /\.(paths|keys|tmp)$/.test(name));
  for (const name of others) {
    const about = await stat(join(folder, name)).catch(() => undefined);
    if (about !== undefined && nowMs - about.mtimeMs > KEPT_MS) await rm(join(folder, name), { force: true });
  }
}

/**
 * Reading the disk in the way that starts fastest.
 *
 * Without promises: a definition is a handful of small files, and each step of a promise of `node:fs` is a trip to a
 * thread and back that costs more than the reading. And not by an import: that would load all that belongs to
 * `node:fs`, streams and promises too, which takes as long as everything else that a small command does.
 */
import type { Stats as FileStats } from 'node:fs';

/** What there is to know of a file without opening it. */
export type Stats = FileStats;

const fs = process.getBuiltinModule('node:fs');

/** As in `node:fs`. */
export const { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } = fs;

/** What `look` finds, or undefined where there is no such file or folder. */
export function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

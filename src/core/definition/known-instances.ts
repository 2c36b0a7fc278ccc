/** The instances of a project by name: those that `instances:` lists, and those that its patterns are known to mean. */
import { parseName } from '../meta/names.ts';
import { isPattern, matchesPattern } from './names.ts';
import type { Instances } from './project-list.ts';

/** A pattern of the list, and the instances that are known to be meant by it. */
export interface Pattern {
  readonly pattern: string;
  readonly instances: readonly string[];
}

/** What exists of a project, in the order of the list; a pattern's instances stand in the place of the pattern. */
export interface KnownInstances {
  readonly names: readonly string[];
  readonly patterns: readonly Pattern[];
}

/**
 * A pattern stands for names that nobody has to list. Those that have a layer of their own (`dev.alice.yaml` for
 * `dev.*`) are known all the same; each belongs to the first pattern that fits.
 *
 * @param available Names of all layers of the folder.
 */
export function knownInstances(instances: Instances, available: readonly string[]): KnownInstances {
  const listed = [...instances.keys()];
  const found = new Set(listed.filter((name) => !isPattern(name)));
  const candidates = available.filter((name) => name.includes('.') && parseName('instance', name).ok);
  const names: string[] = [];
  const patterns: Pattern[] = [];
  for (const entry of listed) {
    if (!isPattern(entry)) {
      names.push(entry);
      continue;
    }
    const meant = candidates.filter((name) => !found.has(name) && matchesPattern(entry, name));
    for (const name of meant) found.add(name);
    names.push(...meant);
    patterns.push({ pattern: entry, instances: meant });
  }
  return { names, patterns };
}

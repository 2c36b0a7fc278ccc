/** A definition, or a part of it, as people read it. */
import { describeOrigin } from '../issue.ts';
import { describePath, isObject, type Json, type JsonObject } from '../json.ts';
import type { Definition, Setting, Trail, ValuePath } from './definition.ts';

/** The value, where it was set and all that it overrode; for a mapping, where each value in it was set. */
export function describeTrail(definition: Definition, path: ValuePath, trail: Trail): string {
  if (isObject(trail.value) && Object.keys(trail.value).length > 0) {
    return leavesOf(trail.value, path)
      .map((leaf) => describeLeaf(leaf, definition.trail(leaf)))
      .join('\n');
  }
  const items = (trail.items ?? []).map((item, i) => `  [${i}] ${describeSetting(item)}`);
  const overrode = trail.overrode.map((setting) => `  overrode ${describeSetting(setting)}`);
  return [
    `${describePath(path)}: ${inline(trail.value)}`,
    `  set at ${describePlace(trail)}`,
    ...items,
    ...overrode,
  ].join('\n');
}

/** The same as data. */
export function trailData(path: ValuePath, trail: Trail): JsonObject {
  const { items, overrode } = trail;
  return {
    ...{ path: describePath(path), ...settingData(trail) },
    ...(items === undefined ? {} : { items: items.map(settingData) }),
    overrode: overrode.map(settingData),
  };
}

/** A value that one layer set, as data. */
export function settingData({ value, layer, origin }: Setting): JsonObject {
  const place = origin.kind === 'file' ? { file: origin.file, line: origin.line, column: origin.column } : {};
  return { value, layer, ...place };
}

function leavesOf(value: JsonObject, path: ValuePath): ValuePath[] {
  return Object.entries(value).flatMap(([key, below]) => {
    const at = [...path, key];
    return isObject(below) && Object.keys(below).length > 0 ? leavesOf(below, at) : [at];
  });
}

function describeLeaf(path: ValuePath, trail: Trail | undefined): string {
  return trail === undefined ? '' : `${describePath(path)}: ${inline(trail.value)}  # ${describePlace(trail)}`;
}

/** A value that one layer set, and where. */
export function describeSetting(setting: Setting): string {
  return `${inline(setting.value)} at ${describePlace(setting)}`;
}

function describePlace({ origin, layer }: Setting): string {
  return `${describeOrigin(origin)} (layer ${layer})`;
}

function inline(value: Json): string {
  return typeof value === 'string' && /^[\w./@:~+-]+$/.test(value) ? value : JSON.stringify(value);
}

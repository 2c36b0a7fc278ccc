/** A definition, or a part of it, as people read it. */
import { describeOrigin } from '../issue.ts';
import { describePath, isObject, type Json, type JsonObject } from '../json.ts';
import type { Definition, Setting, Trail, ValuePath } from './definition.ts';

/** The value, where it was set and all that it overrode; for a mapping, the same of each value in it. */
export function describeTrail(definition: Definition, path: ValuePath, trail: Trail): string {
  if (isMapping(trail.value)) return describeMembers(definition, path, trail).join('\n');
  return [
    `${describePath(path)}: ${inline(trail.value)}${definition.isSecret(path) ? ' (a secret)' : ''}`,
    `  set at ${describePlace(trail)}`,
    ...describeComputing(trail),
    ...(trail.items ?? []).map((item, i) => `  [${i}] ${describeSetting(item)}`),
    ...describeLost(trail),
  ].join('\n');
}

/**
 * The same as data: `path`, `value`, `layer`, `file`, `line`, `column`, `overrode`; of a value that is computed also
 * `written` and `environ`, of a secret `secret: true`, of a list that merge words put together `items`, of a mapping
 * `members`: the same for each value in it, and for each mapping in it that overrode something else.
 */
export function trailData(definition: Definition, path: ValuePath, trail: Trail): JsonObject {
  const own = entryData(definition, path, trail);
  if (!isMapping(trail.value)) return own;
  const members = trailsWithin(definition, path, trail.value);
  return { ...own, members: members.map((member) => entryData(definition, member.path, member.trail)) };
}

function entryData(definition: Definition, path: ValuePath, trail: Trail): JsonObject {
  const { items, overrode, written, environ } = trail;
  return {
    ...{ path: describePath(path), ...settingData(trail) },
    ...(written === undefined ? {} : { written }),
    ...(environ === undefined ? {} : { environ: [...environ] }),
    ...(definition.isSecret(path) ? { secret: true } : {}),
    ...(items === undefined ? {} : { items: items.map(settingData) }),
    overrode: overrode.map(settingData),
  };
}

/** A value that one layer set, as data. */
export function settingData({ value, layer, origin }: Setting): JsonObject {
  const place = origin.kind === 'file' ? { file: origin.file, line: origin.line, column: origin.column } : {};
  return { value, layer, ...place };
}

interface Member {
  readonly path: ValuePath;
  readonly trail: Trail;
}

/** Each value in a mapping, and each mapping in it that overrode something else, in order. */
function trailsWithin(definition: Definition, path: ValuePath, value: JsonObject): Member[] {
  return Object.keys(value).flatMap((key) => {
    const at = [...path, key];
    const trail = definition.trail(at);
    if (trail === undefined) return [];
    if (!isMapping(trail.value)) return [{ path: at, trail }];
    const within = trailsWithin(definition, at, trail.value);
    return trail.overrode.length === 0 ? within : [{ path: at, trail }, ...within];
  });
}

function describeMembers(definition: Definition, path: ValuePath, trail: Trail): string[] {
  const members = isMapping(trail.value) ? trailsWithin(definition, path, trail.value) : [];
  const whole = trail.overrode.length === 0 ? [] : [{ path, trail }];
  return [...whole, ...members].flatMap((member) => {
    const shown = isMapping(member.trail.value) ? 'a mapping' : inline(member.trail.value);
    const told = [...describeComputing(member.trail), ...describeLost(member.trail)];
    return [`${describePath(member.path)}: ${shown}  # ${describePlace(member.trail)}`, ...told];
  });
}

function describeComputing({ written, environ }: Trail): string[] {
  return [
    ...(written === undefined ? [] : [`  computed from ${inline(written)}`]),
    ...(environ === undefined ? [] : [`  reads ${environ.join(', ')} of the environment`]),
  ];
}

function describeLost({ overrode }: Trail): string[] {
  return overrode.map((setting) => `  overrode ${describeSetting(setting)}`);
}

function isMapping(value: Json): value is JsonObject {
  return isObject(value) && Object.keys(value).length > 0;
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

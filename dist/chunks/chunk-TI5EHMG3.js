// src/core/definition/describe.ts
import { describeOrigin$88 as describeOrigin } from "./common.js";
import { describePath$90 as describePath, isObject$90 as isObject } from "./common.js";
function describeTrail(definition, path, trail) {
  if (isMapping(trail.value)) return describeMembers(definition, path, trail).join("\n");
  return [
    `${describePath(path)}: ${inline(trail.value)}${definition.isSecret(path) ? " (a secret)" : ""}`,
    `  set at ${describePlace(trail)}`,
    ...describeComputing(trail),
    ...(trail.items ?? []).map((item, i) => `  [${i}] ${describeSetting(item)}`),
    ...describeLost(trail)
  ].join("\n");
}
function trailData(definition, path, trail) {
  const own = entryData(definition, path, trail);
  if (!isMapping(trail.value)) return own;
  const members = trailsWithin(definition, path, trail.value);
  return { ...own, members: members.map((member) => entryData(definition, member.path, member.trail)) };
}
function entryData(definition, path, trail) {
  const { items, overrode, written, environ } = trail;
  return {
    ...{ path: describePath(path), ...settingData(trail) },
    ...written === void 0 ? {} : { written },
    ...environ === void 0 ? {} : { environ: [...environ] },
    ...definition.isSecret(path) ? { secret: true } : {},
    ...items === void 0 ? {} : { items: items.map(settingData) },
    overrode: overrode.map(settingData)
  };
}
function settingData({ value, layer, origin }) {
  const place = origin.kind === "file" ? { file: origin.file, line: origin.line, column: origin.column } : {};
  return { value, layer, ...place };
}
function trailsWithin(definition, path, value) {
  return Object.keys(value).flatMap((key) => {
    const at = [...path, key];
    const trail = definition.trail(at);
    if (trail === void 0) return [];
    if (!isMapping(trail.value)) return [{ path: at, trail }];
    const within = trailsWithin(definition, at, trail.value);
    return trail.overrode.length === 0 ? within : [{ path: at, trail }, ...within];
  });
}
function describeMembers(definition, path, trail) {
  const members = isMapping(trail.value) ? trailsWithin(definition, path, trail.value) : [];
  const whole = trail.overrode.length === 0 ? [] : [{ path, trail }];
  return [...whole, ...members].flatMap((member) => {
    const shown = isMapping(member.trail.value) ? "a mapping" : inline(member.trail.value);
    const told = [...describeComputing(member.trail), ...describeLost(member.trail)];
    return [`${describePath(member.path)}: ${shown}  # ${describePlace(member.trail)}`, ...told];
  });
}
function describeComputing({ written, environ }) {
  return [
    ...written === void 0 ? [] : [`  computed from ${inline(written)}`],
    ...environ === void 0 ? [] : [`  reads ${environ.join(", ")} of the environment`]
  ];
}
function describeLost({ overrode }) {
  return overrode.map((setting) => `  overrode ${describeSetting(setting)}`);
}
function isMapping(value) {
  return isObject(value) && Object.keys(value).length > 0;
}
function describeSetting(setting) {
  return `${inline(setting.value)} at ${describePlace(setting)}`;
}
function describePlace({ origin, layer }) {
  return `${describeOrigin(origin)} (layer ${layer})`;
}
function inline(value) {
  return typeof value === "string" && /^[\w./@:~+-]+$/.test(value) ? value : JSON.stringify(value);
}

export {
  describeTrail,
  trailData,
  settingData,
  describeSetting
};

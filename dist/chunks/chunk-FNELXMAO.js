import {
  describeSetting,
  settingData
} from "./chunk-TI5EHMG3.js";

// src/commands/diff-data.ts
import { describePath$90 as describePath } from "./common.js";
function diffData({ a, b, definition, values, trees }) {
  const compared = isList(trees) ? trees : void 0;
  const files = compared?.flatMap((tree) => tree.files) ?? [];
  const alone = compared?.some((tree) => tree.a.length === 0 || tree.b.length === 0) ?? false;
  return {
    project: a.definition.project,
    a: instanceData(a),
    b: instanceData(b),
    equal: values.length === 0 && !alone && files.every(({ change }) => change === "secrets" || change === "unknown"),
    unknown: files.filter(({ change }) => change === "unknown").length,
    definition: {
      diff: definition,
      values: values.map((each) => ({ path: describePath(each.path), a: valueData(each.a), b: valueData(each.b) }))
    },
    trees: compared === void 0 ? null : compared.map(treeData)
  };
}
function isList(trees) {
  return Array.isArray(trees);
}
function instanceData({ definition, release }) {
  const { githash, version, dirty } = release ?? {};
  return {
    instance: definition.instance,
    channel: definition.settings.channel ?? "",
    release: githash === void 0 ? null : { githash, version: version ?? "", dirty: dirty === true }
  };
}
function valueData(trail) {
  return trail === void 0 ? null : settingData(trail);
}
function treeData({ targets, a, b, files }) {
  return { targets: [...targets], a: [...a], b: [...b], files: files.map(fileData) };
}
function fileData({ path, change, a, b, why, diff }) {
  return { path, change, a: stateData(a), b: stateData(b), why: why ?? null, diff };
}
function stateData(state) {
  if (state === void 0) return null;
  return { kind: state.kind, mode: state.mode, target: state.kind === "link" ? state.content : null };
}

// src/commands/diff-text.ts
import { describePath$90 as describePath2 } from "./common.js";
function describeDiff(comparison) {
  const { a, b, definition, trees } = comparison;
  const files = Array.isArray(trees) ? trees.flatMap((tree) => describeTree(tree, comparison)) : [];
  const parts = [...definition === "" ? [] : [definition, ...describeValues(comparison)], ...files];
  const data = diffData(comparison);
  return [...data.equal ? [`${a.label} and ${b.label} ${describeEqual(data)}`] : [], ...parts].join("\n");
}
function describeFiles(comparison) {
  const { trees } = comparison;
  return Array.isArray(trees) ? trees.flatMap((tree) => describeTree(tree, comparison)).join("\n") : "";
}
function describeEqual({ trees, unknown }) {
  if (trees === null) return "have equal definitions";
  return unknown === 0 ? "are equal" : "differ in nothing that can be compared here";
}
function describeValues({ a, b, values }) {
  return values.flatMap((each) => [
    "",
    describePath2(each.path),
    ...[
      [a, each.a],
      [b, each.b]
    ].map(([{ label }, trail]) => `  ${label}: ${trail === void 0 ? "not set" : describeSetting(trail)}`)
  ]);
}
function describeTree({ targets, a, b, files }, of) {
  const target = targets.filter((name) => name !== "").join(", ");
  if (a.length === 0 || b.length === 0) {
    const [label, hosts] = a.length === 0 ? [of.b.label, b] : [of.a.label, a];
    return ["", `target ${target}: only in ${label} (${hosts.join(", ")})`];
  }
  if (files.length === 0) return [];
  const names = `${a.join(", ")} | ${b.join(", ")}`;
  return ["", `${target === "" ? "" : `${target}: `}${names}`, ...files.map((file) => describeFile(file, of))];
}
function describeFile({ path, change, a, b, why, diff }, of) {
  if (change === "unknown") return `${path}: cannot compare: ${why ?? ""}`;
  if (change === "secrets") return `${path}: equal but for its secrets`;
  const lines = diff === null ? [] : [diff];
  if (change === "added") return [`${path}: only in ${of.b.label}${describeKind(b)}`, ...lines].join("\n");
  if (change === "removed") return [`${path}: only in ${of.a.label}${describeKind(a)}`, ...lines].join("\n");
  return [`${path}: ${describeChange({ path, change, diff, ...a && { a }, ...b && { b } })}`, ...lines].join("\n");
}
function describeKind(state) {
  if (state?.kind === "link") return ` (link to ${state.content})`;
  return state?.kind === "dir" ? " (empty folder)" : "";
}
function describeChange({ a, b, diff }) {
  if (a === void 0 || b === void 0) return "differs";
  if (a.kind !== b.kind) return `${a.kind}${describeKind(a)} here, ${b.kind}${describeKind(b)} there`;
  const mode = a.mode === b.mode ? [] : [`mode ${a.mode} \u2192 ${b.mode}`];
  if (a.kind === "link" && a.content !== b.content) return [`link ${a.content} \u2192 ${b.content}`, ...mode].join(", ");
  if (a.shown === b.shown) return mode.join(", ");
  return [diff === null ? "binary differs" : "differs", ...mode].join(", ");
}

export {
  diffData,
  describeDiff,
  describeFiles
};

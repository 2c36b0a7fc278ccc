import {
  ABOUT_FILE
} from "./chunk-54Z7NPXS.js";

// src/core/deploy/drift.ts
import { comparePaths$84 as comparePaths } from "./common.js";
function findDrift(expected, found, own) {
  const shared = own.shared.map((path) => path.replace(/\/+$/, ""));
  const links = expected.filter((each) => each.kind === "link");
  const wanted = new Map(
    [...links, ...shared.map((path) => ({ path, target: `${found.home}/shared/${path}` }))].map(({ path, target }) => [
      `${path} -> ${target}`,
      path
    ])
  );
  const right = new Set(found.links.flatMap((line) => wanted.get(line) ?? []));
  const strange = new Map(
    found.links.filter((line) => !wanted.has(line)).map((line) => {
      const name = nameOf(line, found);
      return [name, line.slice(name.length + 4)];
    })
  );
  const known = /* @__PURE__ */ new Set([...expected.map(({ path }) => path), ...shared, ABOUT_FILE]);
  const drift = [
    ...expected.flatMap((each) => driftOf(each, found, { right, strange }) ?? []),
    ...shared.filter((path) => !right.has(path)).map((path) => gone(path, found, strange)),
    ...[...found.files.keys(), ...found.others].filter((path) => !known.has(path)).map(added),
    ...[...strange.keys()].filter((path) => !known.has(path)).map(added),
    ...unnamed(found)
  ];
  return drift.sort((a, b) => comparePaths(a.path, b.path));
}
function describeDrift({ path, kind, found }) {
  const mark = { added: "+", missing: "-", changed: "~", mode: "~", owner: "~" }[kind];
  const what = kind === "mode" || kind === "owner" ? `${kind} ${found}` : found;
  return [mark, path, what === "" ? "" : `(${what})`].filter((word) => word !== "").join(" ");
}
function driftOf(expected, found, links) {
  const { path, kind } = expected;
  if (kind === "folder") return found.folders.has(path) ? void 0 : gone(path, found, links.strange);
  if (kind === "link") return links.right.has(path) ? void 0 : gone(path, found, links.strange);
  const file = found.files.get(path);
  return file === void 0 ? gone(path, found, links.strange) : fileDrift(expected, file, found.uid);
}
function fileDrift({ path, mode, isRight }, file, uid) {
  if (file.sha256 === void 0) return { path, kind: "changed", found: "it cannot be read" };
  if (!isRight(file.sha256)) return { path, kind: "changed", found: "" };
  if (file.mode !== void 0 && file.mode !== mode) return { path, kind: "mode", found: file.mode };
  return file.uid !== void 0 && file.uid !== uid ? { path, kind: "owner", found: file.uid } : void 0;
}
function gone(path, found, strange) {
  const target = strange.get(path);
  if (target !== void 0) return { path, kind: "changed", found: `a link to ${target}` };
  if (found.files.has(path)) return { path, kind: "changed", found: "a file" };
  if (found.folders.has(path)) return { path, kind: "changed", found: "a folder" };
  return found.others.includes(path) ? { path, kind: "changed", found: "something else" } : { path, kind: "missing", found: "" };
}
function nameOf(line, { linkNames }) {
  for (let at = line.lastIndexOf(" -> "); at >= 0; at = line.lastIndexOf(" -> ", at - 1)) {
    if (linkNames.has(line.slice(0, at))) return line.slice(0, at);
    if (at === 0) break;
  }
  return line;
}
function unnamed({ unnamed: count }) {
  return count === 0 ? [] : [{ path: "", kind: "added", found: `${count} with a line break in the name` }];
}
function added(path) {
  return { path, kind: "added", found: "" };
}

export {
  findDrift,
  describeDrift
};

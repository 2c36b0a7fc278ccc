import {
  nothingToPin,
  pinIn
} from "./chunk-65BOJNPC.js";

// src/app/gather/named-folder.ts
const { posix } = process.getBuiltinModule("node:path");
import { openNamedFolder$13 as openNamedFolder } from "./common.js";
async function findNamed(places, folder) {
  const { inputs, ports, repos } = places;
  const ref = inputs["define-ref"];
  if (ref === void 0) return { place: await openNamedFolder(folder, ports), at: await stateOf(places, folder) };
  if (await repos.root(folder) === void 0) throw nothingToPin(folder);
  const { root, url, within } = await repos.workTree(folder);
  const pinned = await pinIn(repos, { root, named: url }, ref);
  const parent = posix.dirname(within);
  const files = await repos.files(pinned.url, pinned.githash, parent === "." ? "" : parent);
  const place = { files, folder: posix.basename(within) };
  return { place, at: { label: files.locate(place.folder), url, githash: pinned.githash } };
}
async function stateOf({ ports, repos, seen }, folder) {
  if (await repos.root(folder) === void 0) return { label: folder };
  const { url, head, dirty, within } = await repos.workTree(folder);
  if (!dirty.some((path) => isPartOf(path, within))) return { label: folder, url, githash: head.githash };
  if (seen !== void 0) {
    const message = `${folder} is not as it was committed: no record will say which definitions these are`;
    ports.talk.warn({ code: "definition/uncommitted", message, hint: "commit them" });
  }
  return { label: `${folder} (changed)` };
}
function isPartOf(path, define) {
  if (define === "" || path.startsWith(`${define}/`)) return true;
  const parent = posix.dirname(define);
  const beside = parent === "." ? path : posix.relative(parent, path);
  return beside.startsWith("tmpl/") || beside.startsWith("extra/");
}

export {
  findNamed,
  isPartOf
};

// src/app/gather/meta-files.ts
const { posix } = process.getBuiltinModule("node:path");
import { listLayerFiles$16 as listLayerFiles } from "./common.js";
function metaFiles({ meta, snapshot }) {
  const label = `${posix.basename(meta.url)}@${snapshot.commit.slice(0, 7)}`;
  return {
    label,
    list: (folder) => snapshot.files(folder),
    read: (path) => snapshot.read(path),
    locate: (path) => path === "" ? label : `${label}/${path}`
  };
}
async function metaPlace(seen) {
  const place = { files: metaFiles(seen), folder: "define" };
  if ((await listLayerFiles(place)).size === 0) return void 0;
  return { place, at: { label: place.files.label, url: seen.meta.url, githash: seen.snapshot.commit } };
}

// src/app/gather/pinned.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";

// src/app/gather/commit-place.ts
import { findDefineFolder$12 as findDefineFolder, openDefineFolder$12 as openDefineFolder } from "./common.js";
async function findInCommit(repos, address) {
  const place = await findNear(repos, address) ?? await openDefineFolder(await openFolder(repos, address, ""));
  const { named: url, githash } = address;
  return { place, at: { label: place.files.label, url, githash } };
}
async function findNear(repos, address) {
  return address.within === "" ? void 0 : findDefineFolder(await openFolder(repos, address, address.within));
}
function openFolder(repos, { url, githash }, folder) {
  return repos.files(url, githash, folder);
}

// src/app/gather/pinned.ts
async function pinWorkTree(repos, { root, url: named, within }, ref) {
  return findInCommit(repos, { ...await pinIn(repos, { root, named }, ref), within });
}
async function pinIn(repos, { root, named }, ref) {
  const local = await repos.resolve(root, ref);
  if (local !== void 0) return { url: root, named, githash: local };
  if (named === root) throw unknownRef(ref, named);
  return pinUrl(repos, named, ref);
}
async function pinUrl(repos, url, ref) {
  const githash = await repos.resolve(url, ref);
  if (githash === void 0) throw unknownRef(ref, url);
  return { url, named: url, githash };
}
async function pinMeta(seen, ref) {
  const snapshot = await seen.meta.at(ref);
  if (snapshot === void 0) throw unknownRef(ref, seen.meta.url);
  const found = await metaPlace({ meta: seen.meta, snapshot });
  if (found !== void 0) return found;
  const message = `${seen.meta.url} has no definitions in define/ at ${ref}`;
  throw inputFailure({ code: "definition/no-folder", message, origin: inputOrigin("--define-ref") });
}
function unknownRef(ref, where) {
  return inputFailure({
    code: "definition/unknown-ref",
    message: `${where}, where the definitions come from, has no branch, tag or commit ${ref}`,
    hint: "fetch or push it, or write a githash of 7 digits or more",
    origin: inputOrigin("--define-ref")
  });
}
function nothingToPin(where, why = "it lies in no git repository") {
  return inputFailure({
    code: "definition/no-ref",
    message: `${where} has no commits to choose definitions from: ${why}`,
    hint: "leave --define-ref out",
    origin: inputOrigin("--define-ref")
  });
}

export {
  findInCommit,
  metaPlace,
  pinWorkTree,
  pinIn,
  pinUrl,
  pinMeta,
  nothingToPin
};

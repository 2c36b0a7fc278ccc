const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  findDefineFolder,
  listLayerFiles,
  openDefineFolder
} from "./chunk-RMGOG7U5.js";
import {
  inputFailure,
  inputOrigin,
  unwrap
} from "./chunk-42LGJTFO.js";

// src/app/definitions-on-disk.ts
import { posix } from "node:path";
async function findOnDisk(inputs, ports) {
  if (inputs.define !== void 0) return openNamedFolder(inputs.define, ports);
  const start = inputs["src-dir"] ?? ".";
  const here = await openFolder(start, ports);
  const found = await findDefineFolder(here);
  if (found !== void 0) return found;
  const root = await (await ports.sourceRepos(inputs["top-dir"])).root(start);
  return openDefineFolder(root === void 0 ? here : await openFolder(root, ports));
}
function accept(result, talk) {
  const value = unwrap(result);
  if (result.ok) for (const warning of result.warnings) talk.warn(warning);
  return value;
}
async function openNamedFolder(folder, ports) {
  const name = posix.basename(folder);
  const place = ["", ".", ".."].includes(name) ? { files: await openFolder(folder, ports), folder: "" } : { files: await openFolder(posix.dirname(folder), ports), folder: name };
  if ((await listLayerFiles(place)).size > 0) return place;
  const message = `there are no definitions in ${folder}`;
  const hint = "layers are files like facsimile.yaml right in that folder";
  throw inputFailure({ code: "definition/no-folder", message, hint, origin: inputOrigin("--define") });
}
async function openFolder(folder, ports) {
  const files = await (await ports.files()).folder(folder);
  if (files !== void 0) return files;
  throw inputFailure({ code: "definition/no-folder", message: `the folder ${folder} is not there` });
}

export {
  findOnDisk,
  accept
};

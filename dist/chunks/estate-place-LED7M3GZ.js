import {
  findNamed
} from "./chunk-ZUGTOIAK.js";
import {
  metaPlace,
  nothingToPin,
  pinMeta,
  pinWorkTree
} from "./chunk-65BOJNPC.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";

// src/app/gather/estate-place.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { findOnDisk$13 as findOnDisk } from "./common.js";
async function findEstatePlace(inputs, ports) {
  const repos = await ports.sourceRepos(inputs["top-dir"]);
  const { define, "src-dir": srcDir, "define-ref": ref } = inputs;
  if (define !== void 0) return (await findNamed({ inputs, ports, repos }, define)).place;
  if (inputs.meta !== void 0 && srcDir === void 0) return (await findInMeta(inputs, ports)).place;
  if (ref === void 0) return findOnDisk(inputs, ports);
  const folder = srcDir ?? ".";
  if (await repos.root(folder) === void 0) throw nothingToPin(folder);
  return (await pinWorkTree(repos, await repos.workTree(folder), ref)).place;
}
async function findInMeta(inputs, ports) {
  const meta = await openMeta(ports, inputs);
  const seen = { meta, snapshot: await meta.snapshot() };
  const ref = inputs["define-ref"];
  const found = ref === void 0 ? await metaPlace(seen) : await pinMeta(seen, ref);
  if (found !== void 0) return found;
  throw inputFailure({
    code: "definition/no-folder",
    message: "the meta repo has no folder define/: each release brings the definitions of its project",
    hint: "run this in the project, or name the folder of its definitions with --define",
    origin: inputOrigin("--all")
  });
}
export {
  findEstatePlace
};

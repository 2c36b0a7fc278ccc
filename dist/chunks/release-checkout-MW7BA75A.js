const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  checkOut
} from "./chunk-HOJTZQ6D.js";
import "./chunk-ZCUTFWMP.js";
import "./chunk-P7EPDD3O.js";
import "./chunk-74T3W6XB.js";
import "./chunk-TJEZGWRB.js";
import "./chunk-BX6ZCO7I.js";
import "./chunk-HIRML4IV.js";
import {
  chooseProject,
  findRelease
} from "./chunk-7KPTXWG5.js";
import {
  describeRelease
} from "./chunk-SGREDNFV.js";
import "./chunk-Q6YWCMS3.js";
import "./chunk-KG6K2PSM.js";
import "./chunk-KVEVNSAC.js";
import "./chunk-THL2WTDU.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-NH3IMKON.js";
import "./chunk-TO4YQPUN.js";
import {
  openMeta
} from "./chunk-H7RMXVDE.js";
import "./chunk-QNEN4M7J.js";

// src/commands/release-checkout.ts
import { posix } from "node:path";
import { defineInputs$78 as defineInputs, flag$78 as flag, text$78 as text } from "#common";
import { dryRun$80 as dryRun, metaPlaces$80 as metaPlaces, subject$80 as subject } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
var inputs = defineInputs({
  project: subject.project,
  version: text({ positional: true, required: true, placeholder: "VERSION", help: "Githash, version or tag." }),
  out: text({
    required: true,
    placeholder: "DIR",
    help: "The folder to make: the repositories lie in it side by side."
  }),
  ...metaPlaces,
  clean: flag({ help: "Make the folder anew where it is there already." }),
  ...dryRun
});
var releaseCheckoutCommand = defineCommand({
  name: "release checkout",
  summary: "Export a recorded release: its repository, its submodules and what its lock pins, without history.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const release = await findRelease(snapshot, project, given.version);
    const origin = { url: release.repos[0]?.url ?? "", within: "" };
    const { reused, repos } = await checkOut({ ...given, release, origin, folder: posix.normalize(given.out) }, ports);
    const done = reused ? "is there already" : given["dry-run"] ? "would be made" : "made";
    const lines = repos.map(({ folder, githash, url }) => `  ${folder}  ${githash.slice(0, 12)}  ${url}`);
    return {
      data: {
        ...{ project, release: release.githash, folder: given.out, reused },
        repos: repos.map(({ name, url, githash, folder }) => ({ name, url, githash, folder }))
      },
      text: [`${project} ${describeRelease(release)}: ${given.out} ${done}`, ...lines].join("\n")
    };
  }
});
export {
  releaseCheckoutCommand
};

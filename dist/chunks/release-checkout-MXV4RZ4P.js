const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  checkOut
} from "./chunk-BN5YNPDY.js";
import "./chunk-TS3ROIDP.js";
import "./chunk-56BCQMEN.js";
import "./chunk-X6MEB7BM.js";
import "./chunk-XG7CI2P5.js";
import "./chunk-UJXTZZJW.js";
import "./chunk-HIRML4IV.js";
import {
  findRelease
} from "./chunk-MA7YGVBO.js";
import {
  chooseProject
} from "./chunk-CNVGTS4K.js";
import "./chunk-TO4YQPUN.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-OJPPOND5.js";
import {
  describeRelease
} from "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/commands/release-checkout.ts
import { posix } from "node:path";
import { defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { dryRun$84 as dryRun, metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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

import {
  checkOut
} from "./chunk-LGOBQCAP.js";
import "./chunk-4XKRMBB6.js";
import "./chunk-AJZZOI23.js";
import "./chunk-F5RRMNWU.js";
import "./chunk-DBGHAI7F.js";
import "./chunk-OUXSVDOY.js";
import "./chunk-57LPI4FI.js";
import "./chunk-QXTDGWVD.js";
import {
  findRelease
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-LHH4TCB6.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import {
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/commands/release-checkout.ts
const { posix } = process.getBuiltinModule("node:path");
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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

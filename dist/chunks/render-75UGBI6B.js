import {
  render
} from "./chunk-23GABSOE.js";
import "./chunk-ZJSGJCEA.js";
import "./chunk-FFSKWJZY.js";
import "./chunk-JUE3Q72V.js";
import "./chunk-MXQAYWJN.js";
import "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-3QE2B653.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-YODFIPFU.js";
import "./chunk-UWRVC44L.js";
import "./chunk-HIPR4ACX.js";
import "./chunk-DBGHAI7F.js";
import "./chunk-OUXSVDOY.js";
import "./chunk-57LPI4FI.js";
import "./chunk-QXTDGWVD.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-DSJUAHFZ.js";
import "./chunk-Z4AQQSQI.js";
import "./chunk-BLVV6LKW.js";
import "./chunk-62VG25O6.js";
import "./chunk-3CZVO4XC.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-LHH4TCB6.js";
import "./chunk-ZUGTOIAK.js";
import "./chunk-65BOJNPC.js";
import "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/commands/render.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places, selection$87 as selection, subject$87 as subject, version$87 as version } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var renderCommand = defineCommand({
  name: "render",
  summary: "Write the files that hosts get into a folder: DIR/_DEPLOY_, or DIR/HOST/_DEPLOY_ where hosts differ.",
  inputs: defineInputs({
    ...subject,
    ...version,
    out: text({
      required: true,
      placeholder: "DIR",
      help: "The folder; what an earlier render wrote there is replaced."
    }),
    ...places,
    ...selection,
    ...dryRun
  }),
  outputs: {
    trees: "Digest of the tree of each host, as a JSON mapping.",
    githash: "Githash of the release that was rendered."
  },
  action: { name: "render", title: "Facsimile render", icon: "file-text", color: "blue" },
  run: async (inputs, { ports, environment }) => {
    const { definition, release, trees } = await render(inputs, ports, environment);
    const { project, instance } = definition;
    const byHost = Object.fromEntries(trees.flatMap(({ digest, hosts }) => hosts.map((host) => [host, digest])));
    return {
      data: {
        project,
        instance,
        release: { githash: release.githash, version: release.version, dirty: release.dirty },
        out: inputs.out,
        trees: trees.map(({ digest, hosts, files, folders }) => ({
          digest,
          hosts: [...hosts],
          files,
          folders: [...folders]
        }))
      },
      text: trees.map(({ digest, hosts, files }) => `${digest}  ${files} files  ${hosts.join(", ")}`).join("\n"),
      outputs: { trees: JSON.stringify(byHost), githash: release.githash }
    };
  }
});
export {
  renderCommand
};

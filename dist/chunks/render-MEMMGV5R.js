const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  render
} from "./chunk-E3VDMMVY.js";
import "./chunk-IBJGUOPP.js";
import "./chunk-TSTTRUGE.js";
import "./chunk-UDIFIMWZ.js";
import "./chunk-3P4WD6R4.js";
import "./chunk-CH6KZLHF.js";
import "./chunk-HY6UVF2Z.js";
import "./chunk-2CACDQBC.js";
import "./chunk-G4KROG7V.js";
import "./chunk-CA7WRWC6.js";
import "./chunk-XG7CI2P5.js";
import "./chunk-UJXTZZJW.js";
import "./chunk-HIRML4IV.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-KTXLSXGL.js";
import "./chunk-AHZ6SUOB.js";
import "./chunk-LMA6NMAK.js";
import "./chunk-HRNK2V7D.js";
import "./chunk-3HUYWUEX.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-6VLHPVTV.js";
import "./chunk-BOILKU5Z.js";
import "./chunk-K5IPVNVH.js";
import "./chunk-MA7YGVBO.js";
import "./chunk-CNVGTS4K.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-ABTVWP67.js";
import "./chunk-2YODGYIY.js";
import "./chunk-YKMLRVBI.js";
import "./chunk-BEHKEDDN.js";
import "./chunk-OJPPOND5.js";
import "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/commands/render.ts
import { defineInputs$82 as defineInputs, text$82 as text } from "#common";
import { dryRun$84 as dryRun, places$84 as places, selection$84 as selection, subject$84 as subject, version$84 as version } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  render
} from "./chunk-56ZMHI47.js";
import "./chunk-RA3TRHWV.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-65NOHTQ7.js";
import "./chunk-KXKXF7PW.js";
import "./chunk-63GCRBUK.js";
import "./chunk-TXF5NHTG.js";
import "./chunk-ETRNVLI3.js";
import "./chunk-TWSPRJCF.js";
import "./chunk-SJSAOZPF.js";
import "./chunk-TJEZGWRB.js";
import "./chunk-BX6ZCO7I.js";
import "./chunk-HIRML4IV.js";
import "./chunk-X4CJS24H.js";
import "./chunk-AHZ6SUOB.js";
import "./chunk-LMA6NMAK.js";
import "./chunk-HRNK2V7D.js";
import "./chunk-3HUYWUEX.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-KVDPHHMW.js";
import "./chunk-FNZUCL43.js";
import "./chunk-MYURJDSZ.js";
import "./chunk-7KPTXWG5.js";
import "./chunk-SGREDNFV.js";
import "./chunk-Q6YWCMS3.js";
import "./chunk-KG6K2PSM.js";
import "./chunk-KVEVNSAC.js";
import "./chunk-THL2WTDU.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-NH3IMKON.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-XWYMR3BT.js";
import "./chunk-MKVWIXNP.js";
import "./chunk-H7RMXVDE.js";
import "./chunk-QNEN4M7J.js";

// src/commands/render.ts
import { defineInputs$78 as defineInputs, text$78 as text } from "#common";
import { dryRun$80 as dryRun, places$80 as places, selection$80 as selection, subject$80 as subject, version$80 as version } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
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

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeDiff,
  diffData
} from "./chunk-4YLPDJRG.js";
import {
  diff
} from "./chunk-ULCNWVA6.js";
import "./chunk-IE44KEAP.js";
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
import "./chunk-CEH3E3PU.js";
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

// src/commands/diff.ts
import { usageFailure$72 as usageFailure } from "#common";
import { defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { places$84 as places, subject$84 as subject, version$84 as version } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var diffCommand = defineCommand({
  name: "diff",
  summary: "Show what two instances, or two versions of one, have not in common: definition and files.",
  inputs: defineInputs({
    ...subject,
    other: text({
      positional: true,
      required: true,
      unless: "against",
      placeholder: "OTHER",
      help: "The instance to compare it with."
    }),
    ...version,
    against: text({
      placeholder: "VERSION",
      help: "Compare the instance with itself at this githash, version or tag."
    }),
    ...places,
    "exit-code": flag({ help: "Exit with 1 when they differ, or when that cannot be told." })
  }),
  run: async (inputs, { ports, environment }) => {
    if (inputs.other !== void 0 && inputs.against !== void 0)
      throw usageFailure("OTHER and --against exclude each other", "diff");
    const comparison = await diff(inputs, ports, environment);
    if (!Array.isArray(comparison.trees) && "why" in comparison.trees)
      ports.talk.say(`only definitions were compared: ${comparison.trees.why}`);
    const failed = inputs["exit-code"] ? failureOf(comparison) : void 0;
    return {
      data: diffData(comparison),
      text: describeDiff(comparison),
      ...failed === void 0 ? {} : { failed }
    };
  }
});
function failureOf(comparison) {
  const { equal, unknown } = diffData(comparison);
  const { a, b } = comparison;
  if (!equal) return { code: "diff/different", message: `${a.label} and ${b.label} differ`, retry: "never" };
  if (unknown === 0) return void 0;
  const message = `${a.label} and ${b.label} may differ: ${unknown} files could not be compared`;
  return { code: "diff/unknown", message, retry: "never" };
}
export {
  diffCommand
};

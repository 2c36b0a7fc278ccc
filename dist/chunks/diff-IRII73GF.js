import {
  diff
} from "./chunk-ZTY5O7BS.js";
import {
  describeDiff,
  diffData
} from "./chunk-FNELXMAO.js";
import "./chunk-TI5EHMG3.js";
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

// src/commands/diff.ts
import { usageFailure$75 as usageFailure } from "./common.js";
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { places$87 as places, subject$87 as subject, version$87 as version } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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

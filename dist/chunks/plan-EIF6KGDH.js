import {
  diff
} from "./chunk-ZTY5O7BS.js";
import {
  deploy
} from "./chunk-2EXUF6FG.js";
import "./chunk-M6XTB7XY.js";
import "./chunk-IKMAQ2ST.js";
import "./chunk-6GXPD7NS.js";
import "./chunk-LDVDAYAW.js";
import "./chunk-7W3EYR4G.js";
import "./chunk-6LJ3Z5AI.js";
import {
  readInstance
} from "./chunk-Y7NMZYUV.js";
import "./chunk-T5RWSUF5.js";
import "./chunk-4DDFHI32.js";
import "./chunk-UXYPRM3W.js";
import "./chunk-54Z7NPXS.js";
import "./chunk-KJVIZ5M4.js";
import "./chunk-CTUX5EJ7.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";
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
import "./chunk-QSIRNNHS.js";
import "./chunk-MDGD5745.js";
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
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/plan.ts
async function makePlan(inputs, context) {
  const { ports, environment } = context;
  const deployed = await deploy({ ...inputs, check: "changed", "dry-run": true }, context);
  const { plan, unknown, failed } = deployed;
  if (unknown !== void 0 || failed !== void 0 || plan.release.dirty) return { deployed, comparisons: [] };
  const state = await readState(inputs, context, plan);
  const running = new Map(
    plan.hosts.flatMap(
      ({ action, from }) => action === "unchanged" || from === void 0 ? [] : [[from.tree, from.release]]
    )
  );
  const comparisons = [];
  for (const [tree, release] of running) {
    const ref = definitionsOf(state, tree);
    const sides = { against: release, ...ref !== void 0 && ref !== release && { "against-define-ref": ref } };
    const wanted = { ...inputs, version: inputs.version ?? plan.release.githash, ...sides, "dry-run": true };
    comparisons.push(await diff(wanted, ports, environment));
  }
  return { deployed, comparisons };
}
async function readState(inputs, { ports }, name) {
  if (inputs.meta === void 0) return void 0;
  const meta = await openMeta(ports, inputs);
  return readInstance(await meta.snapshot(), name);
}
function definitionsOf(state, tree) {
  const begin = state?.deployments.findLast(({ begin: { hosts } }) => hosts.some(({ to }) => to.tree === tree))?.begin;
  return begin?.definitions.githash || void 0;
}
export {
  makePlan
};

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  diff
} from "./chunk-ULCNWVA6.js";
import {
  deploy
} from "./chunk-5XECQRIC.js";
import "./chunk-SWM2OMEV.js";
import "./chunk-K6RWICS3.js";
import {
  readInstance
} from "./chunk-YCYPFPUJ.js";
import "./chunk-CQ5XHIDA.js";
import "./chunk-WTEPQDRT.js";
import "./chunk-ZWHUXH7F.js";
import "./chunk-BK7R6W6W.js";
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
import "./chunk-22JZLTQ6.js";
import "./chunk-Q44FLELZ.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-5YHQ2VIM.js";
import "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
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
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
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

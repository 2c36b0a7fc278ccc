const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
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
import {
  chooseProject
} from "./chunk-CNVGTS4K.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-ABTVWP67.js";
import "./chunk-2YODGYIY.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
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

// src/app/resume.ts
import { inputFailure$72 as inputFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
var DONE = ["activated", "unchanged"];
async function resume(inputs, context) {
  const { instance } = inputs;
  const meta = inputs.meta === void 0 ? void 0 : await openMeta(context.ports, inputs);
  if (meta === void 0) throw withoutMeta();
  const snapshot = await meta.snapshot();
  const project = await chooseProject(snapshot, inputs.project);
  const state = await readInstance(snapshot, { project, instance });
  const last = state?.deployments.at(-1);
  if (state === void 0 || last === void 0) throw neverDeployed(project, instance);
  const { begin } = last;
  const hosts = remaining(last);
  if (hosts.length === 0) return { kind: "done", project, instance, deployment: begin.id };
  context.ports.talk.say(`going on with ${begin.id}: ${hosts.join(", ")}`);
  const deployed = await deploy(
    {
      ...inputs,
      ...{ project, version: begin.release },
      ...definitionsOf(last),
      ...{ host: hosts, target: [], region: [] },
      ...{ check: "changed", "release-hold": false },
      reason: inputs.reason ?? `resumes ${begin.id}`,
      resumes: toResumed(state, last)
    },
    context
  );
  return { kind: "resumed", deployed };
}
function remaining({ begin, end }) {
  if (end === void 0) return begin.hosts.map(({ host }) => host);
  const done = new Set(end.hosts.filter(({ outcome }) => DONE.includes(outcome)).map(({ host }) => host));
  const all = [...begin.hosts.map(({ host }) => host), ...end.hosts.map(({ host }) => host)];
  return [...new Set(all)].filter((host) => !done.has(host));
}
function definitionsOf({ begin }) {
  const { githash } = begin.definitions;
  return githash === "" || githash === begin.release ? {} : { "define-ref": githash };
}
function toResumed(state, last) {
  const chain = [];
  let onceOn = "";
  for (let each = last; each !== void 0; ) {
    const { begin, end } = each;
    chain.push(begin.id);
    onceOn ||= end?.onceOn ?? "";
    each = state.deployments.find((other) => other.begin.id === begin.resumes && other.begin.id < begin.id);
  }
  return { id: last.begin.id, chain, onceOn };
}
function withoutMeta() {
  return inputFailure({
    code: "resume/no-meta",
    message: "without a meta repo nobody knows which hosts are done",
    hint: "name it with --meta or FACS_META; else facs deploy again: hosts that are done stay as they are",
    origin: inputOrigin("--meta")
  });
}
function neverDeployed(project, instance) {
  return inputFailure({
    code: "resume/nothing",
    message: `${project} ${instance} was never deployed, so there is nothing to go on with`,
    hint: `facs deploy ${project} ${instance}`,
    origin: inputOrigin("INSTANCE")
  });
}
export {
  resume
};

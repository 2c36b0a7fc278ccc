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
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
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

// src/app/resume.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
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
  checkOneRelease(last, hosts);
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
function checkOneRelease({ begin }, hosts) {
  const { project, instance, release } = begin;
  const others = begin.hosts.filter(({ host, to }) => hosts.includes(host) && to.release !== release);
  if (others.length === 0) return;
  const names = others.map(({ host, to }) => `${host} to ${to.release.slice(0, 12)}`).join(", ");
  throw inputFailure({
    code: "resume/several",
    message: `${begin.id} took hosts back to several releases, and cannot be gone on with as one (${names})`,
    hint: `facs rollback ${project} ${instance} --host ${others.map(({ host }) => host).join(" --host ")}, or deploy a VERSION there`,
    origin: inputOrigin("INSTANCE")
  });
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

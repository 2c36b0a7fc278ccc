import {
  workFolders
} from "./chunk-RWSDKDRW.js";
import {
  CODECS,
  describeNodes,
  describeSummary
} from "./chunk-APA3QI5J.js";
import {
  gather
} from "./chunk-3CZVO4XC.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
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

// src/app/run/describe-run.ts
const { posix } = process.getBuiltinModule("node:path");
import { findOnDisk$13 as findOnDisk } from "./common.js";
import { openDefinition$18 as openDefinition } from "./common.js";
async function describeRun(inputs, wish, context) {
  const subject = await findSubject(inputs, context);
  const { settings } = subject.definition;
  const summary = toSummary(subject, inputs, context);
  const texts = [
    ...wish.codecs ? [CODECS.join("\n")] : [],
    ...wish.nodes ? [describeNodes(settings)] : [],
    ...wish.summary ? [describeSummary(summary)] : []
  ];
  const nodes = Object.fromEntries(settings.targets.map(({ name, hosts }) => [name, [...hosts]]));
  const data = {
    ...wish.codecs ? { codecs: [...CODECS] } : {},
    ...wish.nodes ? { nodes } : {},
    ...wish.summary ? { summary: { ...summary } } : {}
  };
  return { data, text: texts.join("\n") };
}
async function findSubject(inputs, { ports }) {
  const names = [inputs.version, inputs.meta, inputs["src-dir"], inputs["define-ref"]];
  if (names.every((name) => name === void 0) && inputs.devel !== true) {
    const { files, folder } = await findOnDisk(inputs, ports);
    const definition2 = await openDefinition(inputs, ports);
    return { definition: definition2, define: files.locate(folder), version: "", isAsItIs: false };
  }
  const { definition, release, definitionsAt, origin } = await gather({ ...inputs, "dry-run": true }, ports);
  const { githash, version } = release;
  const isAsItIs = origin === void 0;
  return { definition, define: definitionsAt.label, githash, version: version || githash, isAsItIs };
}
function toSummary(subject, inputs, { environment }) {
  const { definition, define, githash, version, isAsItIs } = subject;
  const { project, instance, settings } = definition;
  const top = posix.resolve(environment.cwd, inputs["top-dir"]);
  const folders = workFolders(top, { project, instance, githash, isAsItIs });
  const given = inputs["src-dir"];
  return {
    release_environment: instance,
    version,
    script_dir: environment.cwd,
    top_dir: top,
    define_dir: define,
    deploy_dir: folders.deploy,
    build_dir: folders.build,
    release_dir: folders.release,
    src_dir: given === void 0 ? folders.source : posix.resolve(environment.cwd, given),
    state_dir: folders.state,
    repo: settings.repo ?? ""
  };
}
export {
  describeRun
};

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  workFolders
} from "./chunk-QQ7DMXWD.js";
import {
  CODECS,
  describeNodes,
  describeSummary
} from "./chunk-WOD4ADGE.js";
import {
  gather
} from "./chunk-6VLHPVTV.js";
import "./chunk-BOILKU5Z.js";
import "./chunk-K5IPVNVH.js";
import "./chunk-MA7YGVBO.js";
import "./chunk-CNVGTS4K.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-ABTVWP67.js";
import "./chunk-2YODGYIY.js";
import "./chunk-YKMLRVBI.js";
import {
  openDefinition
} from "./chunk-CEH3E3PU.js";
import "./chunk-OJPPOND5.js";
import "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/run/describe-run.ts
import { posix } from "node:path";
import { findOnDisk$12 as findOnDisk } from "#common";
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

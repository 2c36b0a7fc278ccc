const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  toReleaseData
} from "./chunk-2O7I5VDS.js";
import "./chunk-YSOSO3KG.js";
import {
  describeTable
} from "./chunk-IWLR6JVR.js";
import {
  chooseProject,
  listReleases
} from "./chunk-2GVTZCY7.js";
import "./chunk-3SVSA3EF.js";
import "./chunk-SGREDNFV.js";
import "./chunk-RYXTZ5AD.js";
import {
  openMeta
} from "./chunk-QJCYUTJH.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import {
  metaPlaces,
  subject
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs,
  integer
} from "./chunk-34VBN6EU.js";
import "./chunk-2XE6ZA5R.js";
import "./chunk-NSLUIHBZ.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-MQ4C672U.js";
import "./chunk-RB4T4KKB.js";
import "./chunk-ZO5PUFDL.js";
import "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/release-list.ts
var inputs = defineInputs({
  project: subject.project,
  limit: integer({ default: "20", help: "At most so many, the newest." }),
  ...metaPlaces
});
var releaseListCommand = defineCommand({
  name: "release list",
  summary: "List the releases of a project, newest commit first.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const releases = (await listReleases(snapshot, project)).slice(0, given.limit);
    const rows = releases.map(({ githash, version, committedAt, repos }) => [
      githash.slice(0, 12),
      version,
      describeMoment(committedAt * 1e3),
      repos.length === 1 ? "1 repo" : `${repos.length} repos`
    ]);
    const none = `${project} has no release yet: facs release create makes one`;
    return { data: releases.map(toReleaseData), text: rows.length === 0 ? none : describeTable(rows).join("\n") };
  }
});
export {
  releaseListCommand
};

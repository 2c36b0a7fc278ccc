const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  toReleaseData
} from "./chunk-OUBS4F3H.js";
import "./chunk-D2BJ5IZA.js";
import "./chunk-YSOSO3KG.js";
import {
  chooseProject,
  listReleases
} from "./chunk-7KPTXWG5.js";
import "./chunk-SGREDNFV.js";
import "./chunk-Q6YWCMS3.js";
import "./chunk-KG6K2PSM.js";
import "./chunk-KVEVNSAC.js";
import "./chunk-THL2WTDU.js";
import "./chunk-KXKHB2HM.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import {
  openMeta
} from "./chunk-H7RMXVDE.js";
import "./chunk-QNEN4M7J.js";

// src/commands/release-list.ts
import { defineInputs$78 as defineInputs, integer$78 as integer } from "#common";
import { metaPlaces$80 as metaPlaces, subject$80 as subject } from "#common";
import { describeTable$89 as describeTable } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
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

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  toReleaseData
} from "./chunk-5CBSGEIS.js";
import "./chunk-SKZ3SRNB.js";
import "./chunk-YSOSO3KG.js";
import {
  listReleases
} from "./chunk-MA7YGVBO.js";
import {
  chooseProject
} from "./chunk-CNVGTS4K.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-OJPPOND5.js";
import "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/commands/release-list.ts
import { defineInputs$82 as defineInputs, integer$82 as integer } from "#common";
import { metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { describeTable$93 as describeTable } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
    const releases = await listReleases(snapshot, project, given.limit);
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

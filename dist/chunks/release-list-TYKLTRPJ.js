import {
  toReleaseData
} from "./chunk-YQM4EXEC.js";
import "./chunk-N5ORFAFN.js";
import "./chunk-DWXHLSI5.js";
import {
  listReleases
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import {
  describeMoment
} from "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/commands/release-list.ts
import { defineInputs$85 as defineInputs, integer$85 as integer } from "./common.js";
import { metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import "./chunk-QNEN4M7J.js";

// src/commands/meta-log.ts
import { defineInputs$82 as defineInputs, integer$82 as integer, text$82 as text } from "#common";
import { metaPlaces$84 as metaPlaces } from "#common";
import { describeTable$93 as describeTable } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var inputs = defineInputs({
  path: text({ positional: true, placeholder: "PATH", help: "Only commits that touched this file or folder." }),
  limit: integer({ default: "20", help: "At most so many, the newest." }),
  ...metaPlaces
});
var metaLogCommand = defineCommand({
  name: "meta log",
  summary: "Show what was written to the meta repo, newest first.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const commits = (await snapshot.history(given.path ?? "", given.limit)).map((commit) => ({
      githash: commit.githash,
      author: commit.author,
      at: describeMoment(commit.committedAt * 1e3),
      message: commit.message
    }));
    const rows = commits.map(({ githash, at, author, message }) => [
      githash.slice(0, 12),
      at,
      author,
      message.split("\n")[0] ?? ""
    ]);
    return { data: commits, text: describeTable(rows).join("\n") };
  }
});
export {
  metaLogCommand
};

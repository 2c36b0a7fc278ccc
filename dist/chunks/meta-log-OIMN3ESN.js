const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeTable
} from "./chunk-IWLR6JVR.js";
import {
  openMeta
} from "./chunk-QJCYUTJH.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import {
  metaPlaces
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs,
  integer,
  text
} from "./chunk-34VBN6EU.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-ZO5PUFDL.js";
import "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/meta-log.ts
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

import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import {
  describeMoment
} from "./chunk-JAWLCWRX.js";

// src/commands/meta-log.ts
import { defineInputs$85 as defineInputs, integer$85 as integer, text$85 as text } from "./common.js";
import { metaPlaces$87 as metaPlaces } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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

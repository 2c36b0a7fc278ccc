const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  parseChannel,
  readChannel
} from "./chunk-K5IPVNVH.js";
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

// src/app/channel-history.ts
async function readChannelHistory(snapshot, project, channel) {
  const { path } = await readChannel(snapshot, project, channel);
  const commits = await snapshot.history(path);
  const files = await Promise.all(commits.map(({ githash }) => snapshot.readAt(githash, path)));
  const releases = files.map((bytes) => releaseIn(bytes, path));
  const versions = new Map((await listReleases(snapshot, project)).map(({ githash, version }) => [githash, version]));
  return commits.flatMap(({ githash, author, committedAt }, i) => {
    const [to, from] = [releases[i], releases[i + 1]];
    if (to === from) return [];
    return [{ commit: githash, who: author, at: committedAt, from, to, version: versions.get(to ?? "") ?? "" }];
  });
}
function releaseIn(bytes, path) {
  const parsed = bytes === void 0 ? void 0 : parseChannel(new TextDecoder().decode(bytes), path);
  return parsed?.ok === true ? parsed.value.release : void 0;
}

// src/commands/channel-history.ts
import { defineInputs$82 as defineInputs } from "#common";
import { channelInput$84 as channelInput, metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { describeTable$93 as describeTable } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var inputs = defineInputs({ project: subject.project, ...channelInput, ...metaPlaces });
var channelHistoryCommand = defineCommand({
  name: "channel history",
  summary: "Show who mapped a channel to what, and when; newest first.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const moves = (await readChannelHistory(snapshot, project, given.channel)).map((move) => ({
      at: describeMoment(move.at * 1e3),
      who: move.who,
      from: move.from ?? null,
      to: move.to ?? null,
      version: move.version,
      commit: move.commit
    }));
    const short = (githash) => githash?.slice(0, 12) ?? "nothing";
    const rows = moves.map(({ at, who, from, to, version }) => [at, who, `${short(from)} -> ${short(to)}`, version]);
    return { data: moves, text: describeTable(rows).join("\n") };
  }
});
export {
  channelHistoryCommand
};

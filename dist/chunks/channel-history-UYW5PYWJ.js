import {
  readChannel
} from "./chunk-BN4GKCKH.js";
import {
  parseChannel
} from "./chunk-DCE3FQGI.js";
import {
  readRelease
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

// src/core/meta/commit-origin.ts
function parseCommitOrigin(message) {
  const [subject2 = ""] = message.split("\n");
  const patterns = [/^Merge pull request #(\d+) from /, /^Merge pull request .*\(#(\d+)\) from /, /\(#(\d+)\)\s*$/];
  const inSubject = patterns.flatMap((pattern) => pattern.exec(subject2)?.[1] ?? []);
  const inBody = /^See merge request \S*!(\d+)\s*$/m.exec(message)?.[1];
  const inTrailer = /(\d+)\/?$/.exec(trailersOf(message, ["pr-url", "pull-request"])[0] ?? "")?.[1];
  const number = inSubject[0] ?? inBody ?? inTrailer;
  return {
    pullRequest: number === void 0 ? void 0 : Number(number),
    approvedBy: trailersOf(message, ["approved-by", "reviewed-by"]).map((name) => name.replace(/\s*<[^>]*>$/, "")),
    reason: trailersOf(message, ["reason"])[0],
    forced: (trailersOf(message, ["forced"])[0] ?? "").split(", ").filter((rule) => rule !== "")
  };
}
function trailersOf(message, names) {
  return message.split("\n").flatMap((line) => {
    const [, name = "", value = ""] = /^([A-Za-z-]+): +(\S.*?)\s*$/.exec(line) ?? [];
    return names.includes(name.toLowerCase()) ? [value] : [];
  });
}

// src/app/channel-history.ts
async function readChannelHistory(snapshot, project, channel) {
  const { path } = await readChannel(snapshot, project, channel);
  const versions = await snapshot.versions(path);
  const said = versions.map(({ bytes }) => read(bytes, path));
  const moves = versions.flatMap((version, i) => {
    const [now, before] = [said[i] ?? NOTHING, said[i + 1] ?? NOTHING];
    const isMove = now.release !== before.release || now.hold !== before.hold;
    return isMove ? [toMove(version, now, before)] : [];
  });
  const names = await readVersions(snapshot, project, new Set(moves.flatMap(({ to }) => to ?? [])));
  return moves.map((move) => ({ ...move, version: names.get(move.to ?? "") ?? "" }));
}
var NOTHING = { release: void 0, hold: void 0 };
function toMove(version, now, before) {
  const { githash, author, committedAt, message, proposedBy } = version;
  return {
    ...parseCommitOrigin(message),
    ...{ commit: githash, who: author, at: committedAt },
    proposedBy: proposedBy === author ? void 0 : proposedBy,
    ...{ from: before.release, to: now.release, hold: now.hold, wasHeld: before.hold }
  };
}
function read(bytes, path) {
  const parsed = bytes === void 0 ? void 0 : parseChannel(new TextDecoder().decode(bytes), path);
  return parsed?.ok === true ? parsed.value : NOTHING;
}
async function readVersions(snapshot, project, githashes) {
  const releases = await Promise.all([...githashes].map((githash) => readRelease(snapshot, project, githash)));
  return new Map(releases.flatMap((release) => release === void 0 ? [] : [[release.githash, release.version]]));
}

// src/commands/channel-history.ts
import { defineInputs$85 as defineInputs } from "./common.js";
import { channelInput$87 as channelInput, metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({ project: subject.project, ...channelInput, ...metaPlaces });
var channelHistoryCommand = defineCommand({
  name: "channel history",
  summary: "Show who mapped a channel to what, when, and by which pull request; newest first.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const moves = await readChannelHistory(snapshot, project, given.channel);
    return { data: moves.map(toData), text: describeTable(moves.map(toRow)).join("\n") };
  }
});
function toData({ at, who, commit, version, from, to, forced, approvedBy, ...move }) {
  return {
    at: describeMoment(at * 1e3),
    who,
    proposedBy: move.proposedBy ?? null,
    approvedBy: [...approvedBy],
    pullRequest: move.pullRequest ?? null,
    from: from ?? null,
    to: to ?? null,
    version,
    hold: move.hold ?? null,
    reason: move.reason ?? null,
    forced: [...forced],
    commit
  };
}
function toRow({ at, who, from, to, version, ...move }) {
  const remarks = [
    ...move.pullRequest === void 0 ? [] : [`#${move.pullRequest}`],
    ...move.proposedBy === void 0 ? [] : [`proposed by ${move.proposedBy}`],
    ...move.approvedBy.length === 0 ? [] : [`approved by ${move.approvedBy.join(", ")}`],
    ...move.forced.length === 0 ? [] : [`forced past ${move.forced.join(", ")}`],
    ...move.reason === void 0 ? [] : [move.reason]
  ];
  const what = from === to ? describeHold(move) : `${short(from)} -> ${short(to)}`;
  return [describeMoment(at * 1e3), who, what, from === to ? "" : version, remarks.join("; ")];
}
function describeHold({ hold, wasHeld }) {
  return hold === void 0 ? `hold ended: ${wasHeld}` : `held: ${hold}`;
}
function short(githash) {
  return githash?.slice(0, 12) ?? "nothing";
}
export {
  channelHistoryCommand
};

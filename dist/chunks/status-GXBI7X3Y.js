import {
  shortCopy
} from "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";
import {
  describeMoment
} from "./chunk-JAWLCWRX.js";

// src/commands/status.ts
import { defineInputs$85 as defineInputs, flag$85 as flag } from "./common.js";
import { access$87 as access, places$87 as places, selection$87 as selection, subject$87 as subject } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  ...subject,
  ...places,
  ...selection,
  ...access,
  live: flag({ help: "Ask the hosts too. Without a meta repo they are always asked." }),
  local: flag({ help: "Asking this machine (deploy.destdir) is meant, also on CI." })
});
var statusCommand = defineCommand({
  name: "status",
  summary: "Show what runs on the hosts of an instance, what its channel wants, and whether it is held.",
  inputs,
  run: async (given, context) => {
    const { readStatus } = await import("./status-SC5PDYQT.js");
    const status = await readStatus(given, context);
    return { data: toData(status), text: describe(status) };
  }
});
function describe(status) {
  const { project, instance, channel, wanted, hold, channelHold, freeze, lock, last, hosts } = status;
  const follows = channel === "" ? "follows no channel" : `follows ${channel}`;
  const wants = wanted === void 0 ? "" : `, which maps to ${wanted.slice(0, 12)}`;
  const rows = [
    ["host", "runs", "since", ""],
    ...hosts.map((host) => [host.host.name, copyOf(host), sinceOf(host), remarkOf(host, wanted)])
  ];
  return [
    `${project} ${instance} ${follows}${wants}`,
    ...channelHold === void 0 ? [] : [`channel ${channel} is held: ${channelHold}`],
    ...freeze === void 0 ? [] : [`channel ${channel} is ${freeze}`],
    ...lock === void 0 ? [] : [describeLock(lock)],
    ...hold === void 0 ? [] : [
      `held by ${hold.who}${hold.until === "" ? "" : ` until ${hold.until}`}${hold.reason === "" ? "" : `: ${hold.reason}`}`
    ],
    ...last === void 0 || last.state === "ended" ? [] : [`deployment ${last.id} is ${last.state}`],
    ...last === void 0 || last.definitions.githash === "" ? [] : [describeDefinitions(last)],
    ...describeTable(rows)
  ].join("\n");
}
function describeLock({ holder, runUrl, reason, since }) {
  const details = [runUrl, reason].filter((text) => text !== "").join(", ");
  return `locked by ${holder} since ${describeMoment(since)}${details === "" ? "" : `: ${details}`}`;
}
function describeDefinitions({ definitions: { url, githash } }) {
  return `deployed with the definitions ${githash.slice(0, 12)} of ${url}`;
}
function copyOf({ recorded, live }) {
  if (live?.kind === "answered") return live.copy === void 0 ? "nothing" : shortCopy(live.copy);
  return recorded === void 0 ? "-" : shortCopy(recorded);
}
function sinceOf({ recorded }) {
  return recorded?.since === void 0 ? "" : describeMoment(recorded.since);
}
function remarkOf(host, wanted) {
  const { recorded, live } = host;
  const release = live?.kind === "answered" ? live.copy?.release : recorded?.release;
  const remarks = [
    ...live?.kind === "silent" ? [live.failure.message] : [],
    ...live?.kind === "answered" && live.outcome !== void 0 && live.outcome !== "good" ? [`not proven good: ${live.outcome}`] : [],
    ...isDrifted(host) ? [`records say ${recorded === void 0 ? "nothing" : shortCopy(recorded)}`] : [],
    ...wanted !== void 0 && release !== void 0 && release !== wanted ? ["not what the channel wants"] : []
  ];
  return remarks.join("; ");
}
function isDrifted({ recorded, live }) {
  if (live?.kind !== "answered" || recorded === void 0) return false;
  return live.copy?.release !== recorded.release || live.copy.tree !== recorded.tree;
}
function toData({ project, instance, channel, wanted, channelHold, hold, freeze, lock, last, hosts }) {
  return {
    ...{ project, instance },
    channel: channel === "" ? null : channel,
    wanted: wanted ?? null,
    channelHold: channelHold ?? null,
    hold: hold === void 0 ? null : { ...hold },
    freeze: freeze ?? null,
    lock: lock === void 0 ? null : { ...lock },
    last: last === void 0 ? null : { ...last, definitions: { ...last.definitions } },
    hosts: hosts.map((host) => ({
      host: host.host.name,
      targets: [...host.host.targets],
      recorded: recordedToData(host.recorded),
      live: liveToData(host.live),
      drift: isDrifted(host)
    }))
  };
}
function recordedToData(recorded) {
  if (recorded === void 0) return null;
  const { release, tree, since, outcome } = recorded;
  return { release, tree, since: since ?? null, outcome: outcome ?? null };
}
function liveToData(live) {
  if (live === void 0) return null;
  if (live.kind === "silent") return { code: live.failure.code, message: live.failure.message };
  const { copy, outcome } = live;
  return { release: copy?.release ?? null, tree: copy?.tree ?? null, outcome: outcome ?? null };
}
export {
  statusCommand
};

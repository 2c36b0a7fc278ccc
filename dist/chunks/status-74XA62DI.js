const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  shortCopy
} from "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import "./chunk-QNEN4M7J.js";

// src/commands/status.ts
import { defineInputs$82 as defineInputs, flag$82 as flag } from "#common";
import { access$84 as access, places$84 as places, selection$84 as selection, subject$84 as subject } from "#common";
import { describeTable$93 as describeTable } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
    const { readStatus } = await import("./status-XMIJEZTK.js");
    const status = await readStatus(given, context);
    return { data: toData(status), text: describe(status) };
  }
});
function describe(status) {
  const { project, instance, channel, wanted, hold, channelHold, last, hosts } = status;
  const follows = channel === "" ? "follows no channel" : `follows ${channel}`;
  const wants = wanted === void 0 ? "" : `, which maps to ${wanted.slice(0, 12)}`;
  const rows = [
    ["host", "runs", "since", ""],
    ...hosts.map((host) => [host.host.name, copyOf(host), sinceOf(host), remarkOf(host, wanted)])
  ];
  return [
    `${project} ${instance} ${follows}${wants}`,
    ...channelHold === void 0 ? [] : [`channel ${channel} is held: ${channelHold}`],
    ...hold === void 0 ? [] : [
      `held by ${hold.who}${hold.until === "" ? "" : ` until ${hold.until}`}${hold.reason === "" ? "" : `: ${hold.reason}`}`
    ],
    ...last === void 0 || last.state === "ended" ? [] : [`deployment ${last.id} is ${last.state}`],
    ...last === void 0 || last.definitions.githash === "" ? [] : [describeDefinitions(last)],
    ...describeTable(rows)
  ].join("\n");
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
function toData({ project, instance, channel, wanted, channelHold, hold, last, hosts }) {
  return {
    ...{ project, instance },
    channel: channel === "" ? null : channel,
    wanted: wanted ?? null,
    channelHold: channelHold ?? null,
    hold: hold === void 0 ? null : { ...hold },
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

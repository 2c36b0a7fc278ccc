import {
  listDeployed,
  listFollowers
} from "./chunk-YUTHG3RS.js";
import {
  holdAt
} from "./chunk-IKMAQ2ST.js";
import {
  readInstance
} from "./chunk-Y7NMZYUV.js";
import "./chunk-T5RWSUF5.js";
import {
  shortCopy
} from "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";
import "./chunk-62VG25O6.js";
import {
  readChannel
} from "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import {
  readRelease
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  chooseProject,
  readProject
} from "./chunk-W7XQXRYD.js";
import {
  describeFreeze,
  freezeAt
} from "./chunk-B7LGTJMV.js";
import "./chunk-65BOJNPC.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import {
  describeRecord
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/channel/show-followers.ts
import { isFailure$75 as isFailure } from "./common.js";
async function showFollowers(seen, shown, { ports, topDir }) {
  const { project, channel, release } = shown;
  const now = ports.clock.now();
  const listed = release === void 0 ? void 0 : await readListed(seen, { project, channel, release }, { ports, topDir });
  const names = listed ?? await listDeployed(seen.snapshot, project);
  const found = [];
  for (const instance of names) {
    const state = await readInstance(seen.snapshot, { project, instance });
    if (listed === void 0 && state?.deployments.at(-1)?.begin.channel !== channel) continue;
    found.push({ instance, hosts: state?.hosts ?? [], hold: holdAt(state, now) });
  }
  return found;
}
async function readListed(seen, followed, { ports, topDir }) {
  try {
    return await listFollowers(seen, await ports.sourceRepos(topDir), followed);
  } catch (error) {
    if (!isFailure(error)) throw error;
    const message = `the definitions of ${followed.release.slice(0, 12)} cannot be read here: followers are those that the records name`;
    ports.talk.warn({ code: "channel/definitions", message, hint: error.message.split("\n")[0] ?? "" });
    return void 0;
  }
}

// src/commands/channel-show.ts
import { defineInputs$85 as defineInputs } from "./common.js";
import { channelInput$87 as channelInput, metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({ project: subject.project, ...channelInput, ...metaPlaces });
var channelShowCommand = defineCommand({
  name: "channel show",
  summary: "Show the release that a channel maps to, the instances that follow it, and what they run.",
  inputs,
  run: async (given, { ports }) => {
    const meta = await openMeta(ports, given);
    const snapshot = await meta.snapshot();
    const project = await chooseProject(snapshot, given.project);
    const { name, release, hold } = await readChannel(snapshot, project, given.channel);
    const found = freezeAt((await readProject(snapshot, project)).freezes, name, ports.clock.now());
    const freeze = found === void 0 ? void 0 : describeFreeze(found);
    const record = release === void 0 ? void 0 : await readRelease(snapshot, project, release);
    const shown = { project, channel: name, release };
    const followers = await showFollowers({ meta, snapshot }, shown, { ports, topDir: given["top-dir"] });
    const mapped = record === void 0 ? `${project} ${name} maps to ${release ?? "nothing yet"}` : describeRecord(record);
    const lines = [
      ...hold === void 0 ? [] : [`held: ${hold}`],
      ...freeze === void 0 ? [] : [freeze],
      mapped,
      ...followers.length === 0 ? ["nobody follows it"] : ["followed by:", ...describeFollowers(followers, release)]
    ];
    return {
      data: {
        ...{ project, channel: name, hold: hold ?? null, freeze: freeze ?? null },
        release: record ?? null,
        followers: followers.map(toData)
      },
      text: lines.join("\n")
    };
  }
});
function toData({ instance, hold, hosts }) {
  const runs = hosts.map(({ host, copy }) => ({ host, release: copy?.release ?? null, tree: copy?.tree ?? null }));
  return { instance, hold: hold === void 0 ? null : { ...hold }, hosts: runs };
}
function describeFollowers(followers, wanted) {
  const rows = followers.flatMap((follower) => {
    const { instance, hosts, hold } = follower;
    const held = hold === void 0 ? "" : `held by ${hold.who}${hold.reason === "" ? "" : `: ${hold.reason}`}`;
    const copies = new Set(hosts.map(runsOf));
    if (copies.size === 0) return [[`  ${instance}`, "never deployed", "", held]];
    return [...copies].map((copy, i) => {
      const on = hosts.filter((host) => runsOf(host) === copy);
      const other = on.some((host) => host.copy !== void 0 && host.copy.release !== wanted) ? "another release" : "";
      const remarks = [i === 0 ? held : "", other].filter((remark) => remark !== "").join("; ");
      return [i === 0 ? `  ${instance}` : "", copy, on.map(({ host }) => host).join(", "), remarks];
    });
  });
  return describeTable(rows);
}
function runsOf({ copy }) {
  return copy === void 0 ? "nothing known" : shortCopy(copy);
}
export {
  channelShowCommand
};

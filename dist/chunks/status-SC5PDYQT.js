import {
  gatherDeployed
} from "./chunk-DX7AJJBZ.js";
import {
  probeHost
} from "./chunk-M6XTB7XY.js";
import {
  holdAt
} from "./chunk-IKMAQ2ST.js";
import {
  chooseMachines
} from "./chunk-LDVDAYAW.js";
import {
  decodeLockNote
} from "./chunk-6LJ3Z5AI.js";
import {
  readInstance
} from "./chunk-Y7NMZYUV.js";
import "./chunk-T5RWSUF5.js";
import {
  settleAll
} from "./chunk-UXYPRM3W.js";
import "./chunk-54Z7NPXS.js";
import {
  chooseHosts
} from "./chunk-ZJSGJCEA.js";
import "./chunk-HIPR4ACX.js";
import "./chunk-DSJUAHFZ.js";
import "./chunk-BLVV6LKW.js";
import "./chunk-62VG25O6.js";
import "./chunk-3CZVO4XC.js";
import "./chunk-VRTVNBEO.js";
import {
  readChannel
} from "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  readProject
} from "./chunk-W7XQXRYD.js";
import {
  describeFreeze,
  freezeAt
} from "./chunk-B7LGTJMV.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-LHH4TCB6.js";
import "./chunk-ZUGTOIAK.js";
import "./chunk-65BOJNPC.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import {
  lockRef
} from "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/status.ts
import { unwrap$75 as unwrap } from "./common.js";
async function readStatus(inputs, context) {
  const { ports } = context;
  const meta = inputs.meta === void 0 ? void 0 : await openMeta(ports, inputs);
  const { definition } = await gatherDeployed(inputs, ports, meta);
  const { project, instance, settings } = definition;
  const asks = inputs.live || meta === void 0;
  const machines = asks ? await chooseMachines(definition, inputs, context) : void 0;
  const hosts = machines?.hosts ?? unwrap(chooseHosts(settings, inputs));
  const [live, recorded] = await Promise.all([
    machines === void 0 ? void 0 : askAll(hosts, machines.reach),
    meta === void 0 ? void 0 : readRecorded(meta, { project, instance, channel: settings.channel }, ports.clock.now())
  ]);
  return {
    ...{ project, instance },
    channel: settings.channel ?? "",
    wanted: recorded?.wanted,
    channelHold: recorded?.channelHold,
    hold: recorded?.hold,
    freeze: recorded?.freeze,
    lock: recorded?.lock,
    last: recorded?.last,
    hosts: hosts.map((host) => ({
      host,
      recorded: toRecorded(recorded?.state, host.name),
      live: live?.get(host.name)
    }))
  };
}
async function readRecorded(meta, name, now) {
  const snapshot = await meta.snapshot();
  const [state, channel, lock, project] = await Promise.all([
    readInstance(snapshot, name),
    name.channel === void 0 ? void 0 : readChannel(snapshot, name.project, name.channel),
    readLock(meta, name, now),
    readProject(snapshot, name.project)
  ]);
  const freeze = channel === void 0 ? void 0 : freezeAt(project.freezes, channel.name, now);
  const last = state?.deployments.at(-1);
  const isRunning = lock !== void 0 && !lock.byHand;
  const ended = last?.end === void 0 ? isRunning ? "running" : "interrupted" : "ended";
  return {
    state,
    wanted: channel?.release,
    channelHold: channel?.hold,
    hold: holdAt(state, now),
    freeze: freeze === void 0 ? void 0 : describeFreeze(freeze),
    lock,
    last: last && { id: last.begin.id, state: ended, definitions: last.begin.definitions }
  };
}
async function readLock(meta, { project, instance }, now) {
  const lock = await meta.readLock(lockRef(project, instance));
  if (lock === void 0) return void 0;
  const { holder, runUrl, reason, byHand, leaseMs } = decodeLockNote(lock.holder);
  const isLive = byHand || now - lock.renewedAt < 2 * leaseMs;
  return isLive ? { holder, runUrl, reason, byHand, since: lock.renewedAt } : void 0;
}
function toRecorded(state, host) {
  const known = state?.hosts.find((each) => each.host === host);
  if (known?.copy === void 0) return void 0;
  return { ...known.copy, since: sinceOf(state, host, known.copy), outcome: known.outcome };
}
function sinceOf(state, host, copy) {
  const brought = state?.deployments.findLast(
    ({ end }) => end?.hosts.some(
      ({ host: name, outcome, now }) => name === host && outcome === "activated" && now?.tree === copy.tree && now.release === copy.release
    )
  );
  return brought?.end?.endedAt;
}
async function askAll(hosts, reach) {
  const settled = await settleAll(
    hosts.map((host) => ({ host })),
    async ({ host }) => {
      const { facts, connection } = await probeHost(host, reach, Promise.resolve(void 0));
      await connection.close();
      return toLive(facts);
    }
  );
  return new Map(
    settled.map((each) => [each.host.name, "value" in each ? each.value : { kind: "silent", failure: each.failure }])
  );
}
function toLive({ kept, current }) {
  const found = kept.find(({ name }) => name === current);
  const copy = found?.about && { release: found.about.release, tree: found.about.tree };
  return { kind: "answered", copy, outcome: found?.outcome };
}
export {
  readStatus
};

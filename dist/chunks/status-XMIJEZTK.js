const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  gatherDeployed
} from "./chunk-JH3O52JB.js";
import {
  holdAt,
  probeHost
} from "./chunk-SWM2OMEV.js";
import {
  chooseMachines,
  decodeLockNote,
  readInstance
} from "./chunk-YCYPFPUJ.js";
import "./chunk-CQ5XHIDA.js";
import {
  settleAll
} from "./chunk-ZWHUXH7F.js";
import "./chunk-BK7R6W6W.js";
import {
  chooseHosts
} from "./chunk-IBJGUOPP.js";
import "./chunk-CA7WRWC6.js";
import "./chunk-AHZ6SUOB.js";
import "./chunk-LMA6NMAK.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-6VLHPVTV.js";
import "./chunk-BOILKU5Z.js";
import {
  readChannel
} from "./chunk-K5IPVNVH.js";
import "./chunk-MA7YGVBO.js";
import "./chunk-CNVGTS4K.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-ABTVWP67.js";
import "./chunk-2YODGYIY.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-CEH3E3PU.js";
import "./chunk-BEHKEDDN.js";
import "./chunk-OJPPOND5.js";
import "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import {
  lockRef
} from "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/status.ts
import { unwrap$72 as unwrap } from "#common";
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
  const [state, channel] = await Promise.all([
    readInstance(snapshot, name),
    name.channel === void 0 ? void 0 : readChannel(snapshot, name.project, name.channel)
  ]);
  const last = state?.deployments.at(-1);
  const isLocked = last !== void 0 && last.end === void 0 && await hasLiveLock(meta, name, now);
  const ended = last?.end === void 0 ? isLocked ? "running" : "interrupted" : "ended";
  return {
    state,
    wanted: channel?.release,
    channelHold: channel?.hold,
    hold: holdAt(state, now),
    last: last && { id: last.begin.id, state: ended, definitions: last.begin.definitions }
  };
}
async function hasLiveLock(meta, name, now) {
  const lock = await meta.readLock(lockRef(name.project, name.instance));
  return lock !== void 0 && now - lock.renewedAt < 2 * decodeLockNote(lock.holder).leaseMs;
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

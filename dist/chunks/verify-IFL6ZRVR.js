import {
  gatherDeployed
} from "./chunk-DX7AJJBZ.js";
import {
  inspectHost,
  mendHosts
} from "./chunk-DPO7E2F2.js";
import "./chunk-DUFEMAEK.js";
import {
  checkHistory,
  whileLocked
} from "./chunk-6GXPD7NS.js";
import {
  chooseMachines
} from "./chunk-LDVDAYAW.js";
import "./chunk-7W3EYR4G.js";
import "./chunk-6LJ3Z5AI.js";
import {
  readInstance
} from "./chunk-Y7NMZYUV.js";
import "./chunk-T5RWSUF5.js";
import "./chunk-4DDFHI32.js";
import {
  releaseEntries,
  settleAll
} from "./chunk-UXYPRM3W.js";
import "./chunk-54Z7NPXS.js";
import "./chunk-KJVIZ5M4.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";
import "./chunk-ZJSGJCEA.js";
import "./chunk-FFSKWJZY.js";
import {
  readState
} from "./chunk-JUE3Q72V.js";
import "./chunk-MXQAYWJN.js";
import "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-3QE2B653.js";
import {
  needsOf
} from "./chunk-OEAUEXIH.js";
import "./chunk-YODFIPFU.js";
import "./chunk-UWRVC44L.js";
import "./chunk-HIPR4ACX.js";
import "./chunk-DBGHAI7F.js";
import "./chunk-OUXSVDOY.js";
import "./chunk-57LPI4FI.js";
import "./chunk-QXTDGWVD.js";
import "./chunk-MDGD5745.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-DSJUAHFZ.js";
import "./chunk-Z4AQQSQI.js";
import "./chunk-BLVV6LKW.js";
import "./chunk-62VG25O6.js";
import "./chunk-3CZVO4XC.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import {
  readRecord
} from "./chunk-OJIIX5JZ.js";
import {
  resolveEntries
} from "./chunk-SVBDCEBZ.js";
import "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
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
  treePath
} from "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/verify.ts
import { hasCode$75 as hasCode } from "./common.js";

// src/app/read-full-tree.ts
async function readFullTree(snapshot, project, digest) {
  const record = await readTree(snapshot, project, digest);
  if (record === void 0) return void 0;
  const base = record.base === "" ? void 0 : await readTree(snapshot, project, record.base);
  if (record.base !== "" && base === void 0) return void 0;
  return { digest, entries: resolveEntries(record, base) };
}
async function readTree(snapshot, project, digest) {
  const record = await readRecord(snapshot, treePath(project, digest));
  return record?.kind === "tree" ? record : void 0;
}

// src/app/verify.ts
async function verify(inputs, context) {
  const { ports, environment } = context;
  const meta = inputs.meta === void 0 ? void 0 : await openMeta(ports, inputs);
  const deployed = await gatherDeployed(inputs, ports, meta);
  const { project, instance, settings } = deployed.definition;
  const work = async (stop) => look(inputs, context, { deployed, seen: meta && { meta, snapshot: await meta.snapshot() }, stop });
  if (!inputs.repair) return work();
  const interruption = await ports.interruption();
  if (meta === void 0) return work(interruption);
  const wish = {
    ...{ project, instance, interruption },
    ...{ holder: environment.actor, runUrl: environment.runUrl ?? "", reason: inputs.reason ?? "repair" },
    waitMs: settings.deploy.lockWaitMs
  };
  return whileLocked({ meta, wish, ports }, work);
}
async function look(inputs, context, standing) {
  const { definition } = standing.deployed;
  const { project, instance, settings } = definition;
  const [machines, state, key] = await Promise.all([
    chooseMachines(definition, inputs, context),
    standing.seen && readInstance(standing.seen.snapshot, definition),
    standing.seen && readKey(standing.seen, standing.deployed, context)
  ]);
  const own = { key, shared: settings.deploy.shared, excludes: definition.excludes };
  const judging = await Promise.all(
    machines.hosts.map(async (host) => ({
      host,
      ...own,
      recorded: await readRecorded(host, state, standing, project)
    }))
  );
  const settled = await settleAll(
    judging,
    async ({ host, ...judge }) => inspect(host, await machines.reach(host), judge)
  );
  const inspected = settled.flatMap((each) => "value" in each ? [each.value] : []);
  try {
    await checkHistory(
      inspected.map(({ host, inspection }) => ({ host, facts: inspection.found })),
      standing.seen
    );
    const mended = inputs.repair ? await mendHosts(inspected, { inputs, context, standing, state }) : /* @__PURE__ */ new Map();
    return { project, instance, hosts: settled.map((each) => mended.get(each.host.name) ?? toVerdict(each)) };
  } finally {
    await Promise.all(inspected.map(({ connection }) => connection.close()));
  }
}
async function inspect(host, connection, judging) {
  try {
    return { host, connection, judging, inspection: await inspectHost(host, connection, judging) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
async function readRecorded(host, state, { seen }, project) {
  const copy = state?.hosts.find((each) => each.host === host.name)?.copy;
  if (copy === void 0 || seen === void 0) return void 0;
  const tree = await readFullTree(seen.snapshot, project, copy.tree);
  return { copy, entries: tree && releaseEntries(tree) };
}
async function readKey({ meta }, { definition }, { ports }) {
  const { state, modules } = definition.settings;
  try {
    const standing = await readState({ ...state, place: { kind: "meta", meta }, needs: needsOf(modules) }, ports);
    return standing.kind === "open" ? standing.state.digestKey : void 0;
  } catch (error) {
    if (hasCode(error, "state/no-key")) return void 0;
    throw error;
  }
}
function toVerdict(settled) {
  const { host } = settled;
  if ("failure" in settled) return { host, files: 0, unproven: 0, drift: [], mended: [], failure: settled.failure };
  const { copy, files, unproven, drift } = settled.value.inspection;
  return { host, ...copy && { copy }, files, unproven, drift, mended: [] };
}
export {
  verify
};

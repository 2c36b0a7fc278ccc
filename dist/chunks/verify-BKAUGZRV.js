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
  inspectHost,
  mendHosts
} from "./chunk-DEBPLCGS.js";
import "./chunk-5AALBNDC.js";
import {
  checkHistory,
  whileLocked
} from "./chunk-K6RWICS3.js";
import {
  chooseMachines,
  readInstance
} from "./chunk-YCYPFPUJ.js";
import "./chunk-CQ5XHIDA.js";
import "./chunk-WTEPQDRT.js";
import {
  releaseEntries,
  settleAll
} from "./chunk-ZWHUXH7F.js";
import "./chunk-BK7R6W6W.js";
import "./chunk-IBJGUOPP.js";
import "./chunk-TSTTRUGE.js";
import {
  readState
} from "./chunk-UDIFIMWZ.js";
import "./chunk-3P4WD6R4.js";
import "./chunk-CH6KZLHF.js";
import "./chunk-HY6UVF2Z.js";
import "./chunk-2CACDQBC.js";
import {
  needsOf
} from "./chunk-G4KROG7V.js";
import "./chunk-CA7WRWC6.js";
import "./chunk-XG7CI2P5.js";
import "./chunk-UJXTZZJW.js";
import "./chunk-HIRML4IV.js";
import "./chunk-Q44FLELZ.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-KTXLSXGL.js";
import "./chunk-AHZ6SUOB.js";
import "./chunk-LMA6NMAK.js";
import "./chunk-HRNK2V7D.js";
import "./chunk-3HUYWUEX.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-6VLHPVTV.js";
import "./chunk-BOILKU5Z.js";
import "./chunk-K5IPVNVH.js";
import {
  readRecord,
  resolveEntries
} from "./chunk-MA7YGVBO.js";
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
  treePath
} from "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/verify.ts
import { hasCode$72 as hasCode, inputFailure$72 as inputFailure } from "#common";

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
  if (settings.deploy.layout === "inplace") throw notInPlace(instance);
  const work = async () => look(inputs, context, { deployed, seen: meta && { meta, snapshot: await meta.snapshot() } });
  if (meta === void 0 || !inputs.repair) return work();
  const wish = {
    ...{ project, instance, interruption: await ports.interruption() },
    ...{ holder: environment.actor, runUrl: environment.runUrl ?? "", reason: inputs.reason ?? "repair" },
    waitMs: settings.deploy.lockWaitMs
  };
  return whileLocked({ meta, wish, ports }, work);
}
function notInPlace(instance) {
  return inputFailure({
    code: "verify/inplace",
    message: `files of ${instance} lie in place, among files of others: this version does not compare them`,
    hint: "facs deploy --check all puts every file of the release again"
  });
}
async function look(inputs, context, standing) {
  const { definition } = standing.deployed;
  const { project, instance, settings } = definition;
  const [machines, state, key] = await Promise.all([
    chooseMachines(definition, inputs, context),
    standing.seen && readInstance(standing.seen.snapshot, definition),
    standing.seen && readKey(standing.seen, standing.deployed, context)
  ]);
  const own = { key, shared: settings.deploy.shared };
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

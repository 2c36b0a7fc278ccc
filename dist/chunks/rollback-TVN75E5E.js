const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  gatherDeployed
} from "./chunk-4HSTG2AE.js";
import "./chunk-3WUR5WAC.js";
import {
  NOTHING_TO_STAGE,
  checkHistory,
  compareManifests,
  computePlan,
  conclude,
  definitionsOf,
  deploy,
  eventOf,
  result,
  whileLocked
} from "./chunk-XQOIXXQ6.js";
import {
  askFacts,
  checkFitness,
  chooseMachines,
  failuresOf,
  hostFailure,
  probeHost,
  settleAll
} from "./chunk-42DHKB6O.js";
import "./chunk-N7NAMFYJ.js";
import "./chunk-RA3TRHWV.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-65NOHTQ7.js";
import "./chunk-KXKXF7PW.js";
import "./chunk-63GCRBUK.js";
import "./chunk-TXF5NHTG.js";
import "./chunk-ETRNVLI3.js";
import "./chunk-TWSPRJCF.js";
import "./chunk-SJSAOZPF.js";
import "./chunk-TJEZGWRB.js";
import "./chunk-BX6ZCO7I.js";
import "./chunk-HIRML4IV.js";
import "./chunk-5TR35WKJ.js";
import "./chunk-5ZFDRDTM.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-X4CJS24H.js";
import {
  parseInstant
} from "./chunk-AHZ6SUOB.js";
import "./chunk-LMA6NMAK.js";
import "./chunk-HRNK2V7D.js";
import "./chunk-3HUYWUEX.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-KVDPHHMW.js";
import "./chunk-FNZUCL43.js";
import "./chunk-MYURJDSZ.js";
import "./chunk-7KPTXWG5.js";
import "./chunk-SGREDNFV.js";
import "./chunk-Q6YWCMS3.js";
import "./chunk-KG6K2PSM.js";
import "./chunk-KVEVNSAC.js";
import "./chunk-THL2WTDU.js";
import "./chunk-KXKHB2HM.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-XWYMR3BT.js";
import "./chunk-MKVWIXNP.js";
import {
  openMeta
} from "./chunk-H7RMXVDE.js";
import "./chunk-QNEN4M7J.js";

// src/app/rollback.ts
import { inputFailure$68 as inputFailure } from "#common";
import { inputOrigin$81 as inputOrigin } from "#common";

// src/app/deploy/roll-back-hosts.ts
import { operationFailure$68 as operationFailure } from "#common";
async function prepareRollback(host, reach, talk) {
  const member = await probeHost(host, reach, Promise.resolve(void 0));
  try {
    const previous = findPrevious(member);
    const wanted = { ...previous.about, check: "changed", directories: [] };
    const facts = await askFacts(host, member.connection, Promise.resolve(wanted));
    if (facts.drift.size > 0) {
      const message = `${host.name}: ${facts.drift.size} files of ${previous.name} are no longer as they were sent`;
      talk.warn({ code: "host/drift", message, hint: "deploy that version to have them sent again" });
    }
    const prepared = { member: { ...member, facts }, work: toWork(facts, previous), built: void 0 };
    const failure = checkFitness(prepared.member, prepared.work);
    if (failure !== void 0) throw operationFailure(failure);
    return prepared;
  } catch (error) {
    await member.connection.close();
    throw error;
  }
}
function planRollback(subject, prepared, settings) {
  const [first] = prepared;
  const githash = first?.work.to.release ?? "";
  const version = first?.member.facts.kept.find(({ name }) => name === first.work.folder)?.about?.version ?? "";
  const works = prepared.map(({ member, work }) => ({ host: member.host, work }));
  const release = { githash, version, tag: "", dirty: false };
  return { ...computePlan({ ...subject, release, channel: "" }, works, settings), once: [] };
}
function findPrevious({ host, facts }) {
  const kept = facts.kept.find(({ name }) => name === facts.previous);
  if (kept?.about !== void 0) return { ...kept, about: kept.about };
  throw hostFailure(host, {
    code: "host/no-previous",
    message: "it keeps no good release from before",
    retry: "never",
    next: "name the VERSION to go back to: its files are sent again"
  });
}
function toWork(facts, { name, about }) {
  const current = facts.kept.find((each) => each.name === facts.current)?.about;
  const after = facts.manifests.get(name) ?? /* @__PURE__ */ new Map();
  return {
    action: "activate",
    from: current && { release: current.release, tree: current.tree },
    to: { release: about.release, tree: about.tree },
    folder: name,
    files: compareManifests(facts.manifests.get(facts.current), after),
    stage: NOTHING_TO_STAGE,
    directories: []
  };
}

// src/app/rollback.ts
async function rollback(inputs, context) {
  const until = toMoment(inputs.until);
  if (inputs.version !== void 0) {
    return deploy({ ...inputs, check: "changed", "release-hold": false, rollback: { until } }, context);
  }
  const { ports, environment } = context;
  const interruption = await ports.interruption();
  const meta = inputs.meta === void 0 ? void 0 : await openMeta(ports, inputs);
  const { definition, at } = await gatherDeployed(inputs, ports, meta);
  const { project, instance, settings } = definition;
  const work = async (stop) => {
    const seen = meta === void 0 ? void 0 : { meta, snapshot: await meta.snapshot() };
    const deployment = {
      id: (await ports.ids()).ulid(ports.clock.now()),
      ...{ project, instance },
      release: { githash: "", version: "", tag: "", committedAt: 0, repos: [], dirty: false },
      definitions: definitionsOf(at),
      settings: settings.deploy,
      check: "changed",
      interruption: stop
    };
    const machines = await chooseMachines(definition, inputs, context);
    return run(inputs, context, { deployment, machines, seen, until });
  };
  if (meta === void 0 || inputs["dry-run"]) return work(interruption);
  const wish = {
    ...{ project, instance, interruption },
    holder: environment.actor,
    runUrl: environment.runUrl ?? "",
    reason: inputs.reason ?? "rollback",
    waitMs: settings.deploy.lockWaitMs
  };
  return whileLocked({ meta, wish, ports }, work);
}
async function run(inputs, { ports, environment }, { deployment, machines, seen, until }) {
  const { hosts, reach } = machines;
  const settled = await settleAll(
    hosts.map((host) => ({ host })),
    ({ host }) => prepareRollback(host, reach, ports.talk)
  );
  const prepared = settled.flatMap((each) => "value" in each ? [each.value] : []);
  try {
    await checkHistory(
      prepared.map(({ member }) => member),
      seen
    );
    const plan = planRollback(deployment, prepared, deployment.settings);
    if (failuresOf(settled).length > 0) return result(deployment, plan, reportRefused(settled));
    if (inputs["dry-run"]) return result(deployment, plan, []);
    const now = ports.clock.now();
    const fields = {
      release: plan.release.githash,
      ...inputs.reason === void 0 ? {} : { reason: inputs.reason },
      ...until === "" ? {} : { until }
    };
    const hold = eventOf(
      deployment,
      { id: (await ports.ids()).ulid(now), event: "hold", fields, at: now },
      environment
    );
    const circumstances = { environment, reason: inputs.reason ?? "rollback" };
    const common = { deployment, plan, prepared, reach, circumstances, seen, topDir: inputs["top-dir"] };
    return await conclude({ ...common, events: [hold], leave: true }, ports);
  } finally {
    await Promise.all(prepared.map(({ member }) => member.connection.close()));
  }
}
function reportRefused(settled) {
  const base = ({ name, targets }) => ({ host: name, targets });
  return settled.map((each) => {
    if ("failure" in each) return { ...base(each.host), outcome: "failed", failure: each.failure };
    const { from } = each.value.work;
    return { ...base(each.host), outcome: "skipped", ...from === void 0 ? {} : { from, now: from } };
  });
}
function toMoment(until) {
  if (until === void 0) return "";
  const instant = parseInstant(until);
  if (instant !== void 0) return describeMoment(instant.seconds * 1e3);
  throw inputFailure({
    code: "rollback/until",
    message: `"${until}" is no moment`,
    hint: "write it like 2026-03-01 or 2026-03-01T09:00:00Z",
    origin: inputOrigin("--until")
  });
}
export {
  rollback
};

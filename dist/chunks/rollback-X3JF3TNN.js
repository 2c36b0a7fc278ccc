import {
  gatherDeployed
} from "./chunk-DX7AJJBZ.js";
import {
  NOTHING_TO_STAGE,
  conclude,
  deploy,
  fileChanges,
  result
} from "./chunk-2EXUF6FG.js";
import {
  askFacts,
  checkFitness,
  probeHost
} from "./chunk-M6XTB7XY.js";
import "./chunk-IKMAQ2ST.js";
import {
  checkHistory,
  whileLocked
} from "./chunk-6GXPD7NS.js";
import {
  chooseMachines
} from "./chunk-LDVDAYAW.js";
import "./chunk-7W3EYR4G.js";
import "./chunk-6LJ3Z5AI.js";
import "./chunk-Y7NMZYUV.js";
import "./chunk-T5RWSUF5.js";
import {
  computePlan
} from "./chunk-4DDFHI32.js";
import {
  clearingOn,
  failuresOf,
  hostFailure,
  protectionLines,
  settleAll
} from "./chunk-UXYPRM3W.js";
import "./chunk-54Z7NPXS.js";
import {
  definitionsOf,
  eventOf
} from "./chunk-KJVIZ5M4.js";
import "./chunk-CTUX5EJ7.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";
import "./chunk-ZJSGJCEA.js";
import "./chunk-FFSKWJZY.js";
import "./chunk-JUE3Q72V.js";
import "./chunk-MXQAYWJN.js";
import "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-3QE2B653.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-YODFIPFU.js";
import "./chunk-UWRVC44L.js";
import "./chunk-HIPR4ACX.js";
import "./chunk-DBGHAI7F.js";
import "./chunk-OUXSVDOY.js";
import "./chunk-57LPI4FI.js";
import "./chunk-QXTDGWVD.js";
import "./chunk-QSIRNNHS.js";
import "./chunk-MDGD5745.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-DSJUAHFZ.js";
import "./chunk-Z4AQQSQI.js";
import "./chunk-BLVV6LKW.js";
import {
  parseInstant
} from "./chunk-62VG25O6.js";
import "./chunk-3CZVO4XC.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
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
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import {
  describeMoment
} from "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/rollback.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";

// src/app/deploy/roll-back-hosts.ts
import { operationFailure$75 as operationFailure } from "./common.js";
async function prepareRollback(host, { settings, excludes }, { reach, talk }) {
  const member = await probeHost(host, reach, Promise.resolve(void 0));
  try {
    const previous = findPrevious(member);
    const wanted = { ...previous.about, check: "changed", directories: [] };
    const facts = await askFacts(host, member.connection, Promise.resolve(wanted));
    if (facts.drift.size > 0) {
      const message = `${host.name}: ${facts.drift.size} files of ${previous.name} are no longer as they were sent`;
      talk.warn({ code: "host/drift", message, hint: "deploy that version to have them sent again" });
    }
    const prepared = {
      member: { ...member, facts },
      work: toWork(facts, previous, clearingOn(host, { settings, excludes }, [])),
      built: void 0
    };
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
function toWork(facts, { name, about }, inPlace) {
  const current = facts.kept.find((each) => each.name === facts.current)?.about;
  const after = facts.manifests.get(name) ?? /* @__PURE__ */ new Map();
  return {
    action: "activate",
    from: current && { release: current.release, tree: current.tree },
    to: { release: about.release, tree: about.tree },
    folder: name,
    files: fileChanges(facts, after, inPlace),
    stage: NOTHING_TO_STAGE,
    directories: [],
    rules: inPlace === void 0 ? [] : protectionLines(inPlace)
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
  const work = async (stop, lock) => {
    const seen = meta === void 0 ? void 0 : { meta, snapshot: await meta.snapshot() };
    const machines = await chooseMachines(definition, inputs, context);
    const deployment = {
      id: (await ports.ids()).ulid(ports.clock.now()),
      ...{ project, instance },
      release: { githash: "", version: "", tag: "", committedAt: 0, repos: [], dirty: false },
      definitions: definitionsOf(at),
      settings: settings.deploy,
      excludes: definition.excludes,
      check: "changed",
      interruption: stop,
      partial: machines.hosts.length < settings.hosts.length
    };
    return run(inputs, context, { deployment, machines, seen, lock, until });
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
async function run(inputs, { ports, environment }, { deployment, machines, seen, lock, until }) {
  const { hosts, reach } = machines;
  const settled = await settleAll(
    hosts.map((host) => ({ host })),
    ({ host }) => prepareRollback(host, deployment, { reach, talk: ports.talk })
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
    const common = { deployment, plan, prepared, absent: [], reach, circumstances, seen, lock };
    return await conclude({ ...common, topDir: inputs["top-dir"], events: [hold], leave: true }, ports);
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

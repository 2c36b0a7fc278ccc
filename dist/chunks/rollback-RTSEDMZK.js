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
  NOTHING_TO_STAGE,
  conclude,
  deploy,
  fileChanges,
  result
} from "./chunk-5XECQRIC.js";
import {
  askFacts,
  checkFitness,
  probeHost
} from "./chunk-SWM2OMEV.js";
import {
  checkHistory,
  whileLocked
} from "./chunk-K6RWICS3.js";
import {
  chooseMachines
} from "./chunk-YCYPFPUJ.js";
import "./chunk-CQ5XHIDA.js";
import {
  computePlan,
  definitionsOf,
  eventOf
} from "./chunk-WTEPQDRT.js";
import {
  clearingOn,
  failuresOf,
  hostFailure,
  protectionLines,
  settleAll
} from "./chunk-ZWHUXH7F.js";
import "./chunk-BK7R6W6W.js";
import "./chunk-IBJGUOPP.js";
import "./chunk-TSTTRUGE.js";
import "./chunk-UDIFIMWZ.js";
import "./chunk-3P4WD6R4.js";
import "./chunk-CH6KZLHF.js";
import "./chunk-HY6UVF2Z.js";
import "./chunk-2CACDQBC.js";
import "./chunk-G4KROG7V.js";
import "./chunk-CA7WRWC6.js";
import "./chunk-XG7CI2P5.js";
import "./chunk-UJXTZZJW.js";
import "./chunk-HIRML4IV.js";
import "./chunk-22JZLTQ6.js";
import "./chunk-Q44FLELZ.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-5YHQ2VIM.js";
import "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-KTXLSXGL.js";
import {
  parseInstant
} from "./chunk-AHZ6SUOB.js";
import "./chunk-LMA6NMAK.js";
import "./chunk-HRNK2V7D.js";
import "./chunk-3HUYWUEX.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-6VLHPVTV.js";
import "./chunk-BOILKU5Z.js";
import "./chunk-K5IPVNVH.js";
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
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/rollback.ts
import { inputFailure$72 as inputFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";

// src/app/deploy/roll-back-hosts.ts
import { operationFailure$72 as operationFailure } from "#common";
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
  const work = async (stop) => {
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
    const common = { deployment, plan, prepared, absent: [], reach, circumstances, seen, topDir: inputs["top-dir"] };
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

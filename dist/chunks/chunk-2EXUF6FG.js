import {
  checkFitness,
  probeHost
} from "./chunk-M6XTB7XY.js";
import {
  refusalByHold
} from "./chunk-IKMAQ2ST.js";
import {
  checkHistory,
  whileLocked
} from "./chunk-6GXPD7NS.js";
import {
  chooseMachines
} from "./chunk-LDVDAYAW.js";
import {
  readInstance
} from "./chunk-Y7NMZYUV.js";
import {
  Conversation,
  PATIENCE_S,
  activationCommand,
  checkTree,
  computePlan,
  goodLines,
  isSpent,
  isWhole,
  longestWait,
  openingLines,
  parseActivationAnswer,
  returnLines,
  stageHost,
  switchLines,
  takeBackLines,
  tell,
  tellAnew,
  toBytes,
  toWaves,
  withoutLibcheck
} from "./chunk-4DDFHI32.js";
import {
  PROLOGUE,
  clearedFiles,
  clearingOn,
  compact,
  describeEnding,
  directoryOn,
  driftName,
  failuresOf,
  hostFailure,
  howItEnded,
  isSameEntry,
  protectionLines,
  releaseEntries,
  releasePath,
  scriptCommand,
  settleAll,
  toManifestEntry
} from "./chunk-UXYPRM3W.js";
import {
  beginOf,
  definitionsOf,
  endOf,
  eventOf,
  missingTrees,
  pushRecords
} from "./chunk-KJVIZ5M4.js";
import {
  summarizeFailures
} from "./chunk-CTUX5EJ7.js";
import {
  buildTrees,
  isTreeUnknown,
  sayWhatLacks
} from "./chunk-FFSKWJZY.js";
import {
  ensureState,
  readState
} from "./chunk-JUE3Q72V.js";
import {
  stateInputsFor
} from "./chunk-OEAUEXIH.js";
import {
  ROOT
} from "./chunk-YODFIPFU.js";
import {
  checkPlan
} from "./chunk-QSIRNNHS.js";
import {
  NO_CHANGES,
  isUnchanged,
  planDigest
} from "./chunk-MDGD5745.js";
import {
  gather
} from "./chunk-3CZVO4XC.js";
import {
  utf8ToBytes
} from "./chunk-XPSAQ6XK.js";

// src/app/deploy/check-resumed.ts
import { operationFailure$75 as operationFailure } from "./common.js";
function checkResumed(resumes, state) {
  const last = state?.deployments.at(-1)?.begin;
  if (resumes === void 0 || last === void 0 || last.id === resumes.id) return;
  throw operationFailure({
    code: "deploy/moved",
    message: `${last.instance} was deployed again meanwhile (${last.id}), so ${resumes.id} is not gone on with`,
    retry: "never",
    next: `facs status ${last.project} ${last.instance} shows how it stands`
  });
}

// src/app/deploy/check-hold.ts
async function checkHold(inputs, { ports, environment }, { definition, release, seen }) {
  if (seen === void 0) return [];
  const now = ports.clock.now();
  const state = await readInstance(seen.snapshot, definition);
  checkResumed(inputs.resumes, state);
  const event = async (name, fields) => eventOf(definition, { id: (await ports.ids()).ulid(now), event: name, fields, at: now }, environment);
  const reason = inputs.reason === void 0 ? {} : { reason: inputs.reason };
  if (inputs.rollback !== void 0) {
    const until = inputs.rollback.until === "" ? {} : { until: inputs.rollback.until };
    return [await event("hold", { release: release.githash, ...reason, ...until })];
  }
  const { channel } = release;
  const ends = inputs["release-hold"] && state?.hold !== void 0;
  const standing = { state: inputs["release-hold"] ? void 0 : state, now };
  const refusal = channel === void 0 ? void 0 : await refusalByHold(seen.snapshot, { ...definition, channel }, standing);
  if (refusal !== void 0) throw refusal;
  return ends ? [await event("hold-released", reason)] : [];
}

// src/app/deploy/conclude.ts
import { isFailure$75 as isFailure2 } from "./common.js";

// src/app/deploy/activate-host.ts
import { isFailure$75 as isFailure } from "./common.js";

// src/app/deploy/activation-report.ts
function reportActivation(task, heard) {
  const { member, work } = task;
  const isProven = heard.answer.finished || heard.back?.refusal?.kind === "proven";
  const current = isProven ? work.folder : currentAfter(heard);
  const now = copyOf(task, current);
  const isBack = hasSwitched(heard) && current !== void 0 && current !== work.folder;
  return {
    host: member.host.name,
    targets: member.host.targets,
    outcome: isProven ? "activated" : isBack ? "reverted" : "failed",
    ...work.from === void 0 ? {} : { from: work.from },
    ...now === void 0 ? {} : { now },
    ...isProven ? {} : { failure: describe(task, heard) }
  };
}
function copyOf({ member, work }, folder) {
  if (folder === work.folder) return work.to;
  const about = member.facts.kept.find(({ name }) => name === folder)?.about;
  return about && { release: about.release, tree: about.tree };
}
function currentAfter({ answer, back }) {
  if (answer.refusal?.kind === "fence") return answer.refusal.current;
  if (back === void 0) return answer.current;
  return back.refusal?.kind === "fence" ? back.refusal.current : back.current;
}
function hasSwitched({ answer, back }) {
  return answer.refusal === void 0 && (answer.back !== void 0 || back !== void 0);
}
function describe(task, { finished, answer, problem, interruption: interruption2 }) {
  const { host } = task.member;
  if (answer.refusal !== void 0) return describeRefusal(task, answer.refusal);
  const { failed } = answer;
  if (failed === void 0 || failed.phase === "closed") {
    const message = `the activation broke off (${howItEnded(finished.ending)})`;
    return hostFailure(host, { code: "ssh/closed", message, retry: "safe", next: "facs status shows what runs there" });
  }
  if (failed.phase === "interrupted") {
    return hostFailure(host, {
      code: "deploy/interrupted",
      message: `it was interrupted (${interruption2}), ${answer.back === void 0 ? "before the switch" : "and went back"}`,
      retry: "safe"
    });
  }
  if (failed.phase === "health") {
    const message = `it does not work: ${problem ?? "the health command fails"}`;
    return hostFailure(host, { code: "deploy/health", message, retry: "safe" });
  }
  if (answer.obstacles.length > 0) return inTheWay(host, answer.obstacles);
  const command = commandsOf(task)[failed.phase]?.[failed.index];
  if (command === void 0) {
    const message = `the switch failed at ${failed.phase}`;
    return hostFailure(host, { code: "host/activate", message, retry: "safe" });
  }
  return hostFailure(host, {
    code: "deploy/command",
    message: `${failed.phase}: ${command} ended with ${failed.code}`,
    retry: "safe",
    next: "mend the command or what it works on, then deploy again"
  });
}
function commandsOf(task) {
  const commands = task.planned.run;
  const directory = task.work.directories.map((path) => `mkdir -p ${path}`);
  return { ...commands, once: task.once, directory };
}
function describeRefusal({ member }, refusal) {
  const { host, facts } = member;
  if (refusal.kind === "locked") return locked(host, refusal.deployment);
  if (refusal.kind === "fence") {
    return hostFailure(host, {
      code: "host/fence",
      message: `current was ${facts.current} and is now ${refusal.current}: somebody else deploys here`,
      retry: "safe",
      next: "find out who, then run the same command again"
    });
  }
  if (refusal.kind === "journal") return unsettled(host, facts.home);
  const message = `${facts.home} is no longer there, or may not be written`;
  return hostFailure(host, { code: "host/denied", message, retry: "safe" });
}
function inTheWay(host, obstacles) {
  const shown = obstacles.slice(0, 5).join(", ");
  const more = obstacles.length > 5 ? ` and ${obstacles.length - 5} more` : "";
  return hostFailure(host, {
    code: "host/in-the-way",
    message: `${shown}${more} in ${host.home}: in the way of files of the release, and of no release of ours`,
    retry: "safe",
    next: "move it away there, or leave it out of the release"
  });
}
function unsettled(host, home) {
  return hostFailure(host, {
    code: "host/journal",
    message: "a switch that was broken off there can be neither finished nor undone",
    retry: "safe",
    next: `see what stands in the way: ${home}/.facsimile/journal lists its files, old/ in it has those that were there`
  });
}
function locked(host, deployment) {
  return hostFailure(host, {
    code: "host/locked",
    message: `another activation runs there (deployment ${deployment})`,
    retry: "safe",
    next: "wait until it is over, then run the same command again"
  });
}

// src/core/deploy/http-check.ts
var URL_FORM = /^(https?):\/\/(\[[0-9a-fA-F:.]+\]|[^/:?#@\s]+)(?::(\d{1,5}))?([/?][^#\s]*)?$/;
var DEFAULT_PORT = { http: 80, https: 443 };
function toHttpCheck(url) {
  const [, scheme, host, port, rest2 = "/"] = URL_FORM.exec(url) ?? [];
  if (scheme !== "http" && scheme !== "https" || host === void 0) return void 0;
  const path = rest2.startsWith("/") ? rest2 : `/${rest2}`;
  const authority = port === void 0 ? host : `${host}:${port}`;
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${authority}`,
    "User-Agent: facsimile",
    "Accept: */*",
    "Connection: close"
  ];
  const address = host.replace(/^\[|\]$/g, "");
  return {
    address,
    port: port === void 0 ? DEFAULT_PORT[scheme] : Number(port),
    request: utf8ToBytes(`${lines.join("\r\n")}\r
\r
`),
    ...scheme === "https" ? { serverName: address } : {}
  };
}
function parseHttpStatus(answer) {
  const start = String.fromCharCode(...answer.subarray(0, 16));
  const [, status] = /^HTTP\/1\.[01] (\d{3})(?:\s|$)/.exec(start) ?? [];
  return status === void 0 ? void 0 : Number(status);
}
function isHealthy(status) {
  return status !== void 0 && status >= 200 && status < 400;
}

// src/app/deploy/check-health.ts
import { hasCode$75 as hasCode } from "./common.js";
import { describeDuration$97 as describeDuration } from "./common.js";
var FIRST_PAUSE_MS = 25;
var LONGEST_PAUSE_MS = 500;
var LONGEST_ASK_MS = 5e3;
async function checkHealth(connection, health, { clock, interruption: interruption2 }) {
  if (health === void 0 || health.kind === "command") return void 0;
  const deadline = clock.now() + health.withinMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
    const problem = await ask(connection, health, Math.max(1, Math.min(LONGEST_ASK_MS, deadline - clock.now())));
    if (problem === void 0) return void 0;
    if (interruption2.aborted) return problem;
    if (clock.now() + pauseMs >= deadline) return `${problem}, for ${describeDuration(health.withinMs)}`;
    await clock.sleep(pauseMs);
  }
}
async function ask(connection, health, timeoutMs) {
  try {
    return health.kind === "url" ? await askUrl(connection, health.url, timeoutMs) : await askPort(connection, health, timeoutMs);
  } catch (error) {
    if (hasCode(error, "health/no-answer")) return error.message;
    throw error;
  }
}
async function askUrl(connection, url, timeoutMs) {
  const check = toHttpCheck(url);
  if (check === void 0) return `${url} is no http or https URL`;
  const status = parseHttpStatus(await connection.exchange({ ...check, timeoutMs }));
  if (isHealthy(status)) return void 0;
  return status === void 0 ? `${url} does not answer in HTTP` : `${url} answers ${status}`;
}
async function askPort(connection, health, timeoutMs) {
  if (health.kind !== "tcp") return;
  const { address, port } = health;
  await connection.exchange({ address, port, request: new Uint8Array(), timeoutMs });
}

// src/app/deploy/activate-host.ts
async function activateHost(deployment, task, { turn, ports }) {
  const { member, work, planned } = task;
  const { settings } = deployment;
  const change = { from: member.facts.current, to: work.folder, rules: work.rules };
  const talk = new Conversation(deployment.id, (line) => ports.talk.say(`${member.host.name}: ${line}`));
  let problem;
  let ranOnce = false;
  async function* stdin() {
    let opening = openingLines(change, settings, { once: task.once, directories: work.directories });
    if (task.once.length > 0) {
      yield toBytes(opening);
      opening = [];
      if (!await talk.isReady("once")) return;
      ranOnce = true;
      turn.onOnce(true);
    }
    if (deployment.interruption.aborted) return yield toBytes([{ verb: "stop", phase: "interrupted" }]);
    yield toBytes([...opening, ...switchLines(planned.run, settings)]);
    if (!await talk.isReady("health")) return;
    problem = await judge(deployment, member.connection, ports);
    if (deployment.interruption.aborted) yield toBytes([{ verb: "stop", phase: "interrupted" }]);
    else if (problem !== void 0) yield toBytes([{ verb: "stop", phase: "health" }]);
    else yield toBytes(goodLines(change, settings, turn));
  }
  const command = activationCommand(deployment, task, { patience: PATIENCE_S });
  const finished = await converse(member.connection, { command, stdin: stdin() }, talk);
  turn.onOnce(false);
  const answer = parseActivationAnswer(finished.stdout);
  const back = isWhole(answer) ? void 0 : await comeBack(deployment, task, { change, turn });
  const interruption2 = deployment.interruption.reason;
  const report = reportActivation(task, { finished, answer, back, problem, interruption: interruption2 });
  ports.talk.say(`${member.host.name}: ${report.outcome}`);
  if (answer.pruneFailed) ports.talk.warn(pruneWarning(member.host.name));
  return ranOnce ? { ...report, ranOnce } : report;
}
function pruneWarning(host) {
  return {
    code: "host/prune",
    message: `${host}: old releases could not be removed`,
    hint: "see who owns files in them"
  };
}
async function converse(connection, { command, stdin }, talk) {
  try {
    return await connection.execute({ command, stdin, onLine: (line) => talk.hear(line) });
  } catch (error) {
    if (!isFailure(error) || error.kind !== "operation") throw error;
    return { ending: { kind: "closed" }, stdout: "", stderr: error.message };
  } finally {
    talk.end();
  }
}
async function judge(deployment, connection, ports) {
  const { settings, interruption: interruption2 } = deployment;
  try {
    return await checkHealth(connection, settings.health, { clock: ports.clock, interruption: interruption2 });
  } catch (error) {
    if (isFailure(error)) return error.message;
    throw error;
  }
}
async function comeBack(deployment, task, { change, turn }) {
  const patience = longestWait(deployment.settings.health) + PATIENCE_S;
  const lines = returnLines(change, task.planned.run, deployment.settings);
  return tellAnew(deployment, task, { lines, patience, reach: turn.reach });
}

// src/app/deploy/take-back.ts
async function takeBack(deployment, task, { failed, turn, ports }) {
  const { member, work, planned } = task;
  const { host, connection, facts } = member;
  const lines = takeBackLines({ from: facts.current, to: work.folder, rules: work.rules }, planned.run);
  const telling = { lines, patience: PATIENCE_S };
  const answer = await tell(deployment, task, { ...telling, connection }) ?? await tellAnew(deployment, task, { ...telling, reach: turn.reach });
  const isBack = answer?.current === facts.current;
  ports.talk.say(`${host.name}: ${isBack ? "taken back" : "could not be taken back"}`);
  const why = `${failed.length} ${failed.length === 1 ? "host" : "hosts"} failed (${failed.join(", ")}), more than deploy.failure_budget allows`;
  const common = { host: host.name, targets: host.targets, ...work.from && { from: work.from } };
  if (isBack) {
    const failure2 = hostFailure(host, { code: "deploy/budget", message: `taken back: ${why}`, retry: "safe" });
    return { ...common, outcome: "reverted", ...work.from && { now: work.from }, failure: failure2 };
  }
  const message = `it works, but could not be taken back: ${why}`;
  const next = "facs status shows what runs there";
  const failure = hostFailure(host, { code: "deploy/budget", message, retry: "safe", next });
  return { ...common, outcome: "failed", now: work.to, failure };
}

// src/app/deploy/untouched.ts
function untouched({ member, work }, outcome) {
  const { name, targets } = member.host;
  const { from } = work;
  return { host: name, targets, outcome, ...from === void 0 ? {} : { from, now: from } };
}

// src/app/deploy/activate-in-waves.ts
async function activateInWaves(deployment, tasks, { turn, ports }) {
  const { settings, interruption: interruption2 } = deployment;
  const waves = toWaves(tasks, settings.waves, ({ member }) => member.host);
  const reports = /* @__PURE__ */ new Map();
  for (const [i, wave] of waves.entries()) {
    if (i > 0) await rest(deployment, `wave ${i + 1} of ${waves.length}`, ports);
    const isLast = hasToStop(deployment, reports, tasks.length) || interruption2.aborted;
    const ended = isLast ? wave.map((task) => untouched(task, "skipped")) : await activateWave(deployment, wave, { turn, ports });
    for (const report of ended) reports.set(report.host, report);
  }
  if (!isSpent(settings.failureBudget, countFailed(reports), tasks.length) || settings.forwardOnly) return reports;
  const changed = tasks.filter(({ member }) => reports.get(member.host.name)?.outcome === "activated");
  const failed = [...reports.values()].filter(({ failure }) => failure !== void 0).map(({ host }) => host);
  const back = await Promise.all(changed.map((task) => takeBack(deployment, task, { failed, turn, ports })));
  return new Map([...reports, ...back.map((report) => [report.host, report])]);
}
async function activateWave(deployment, wave, { turn, ports }) {
  const [first, ...others] = wave;
  if (first === void 0) return [];
  let decide = () => void 0;
  const once = first.once.length === 0 ? Promise.resolve(true) : new Promise((resolve) => decide = resolve);
  return Promise.all([
    activateHost(deployment, first, { turn: { ...turn, onOnce: decide }, ports }),
    ...others.map(async (task) => {
      if (!await once || deployment.interruption.aborted) return untouched(task, "skipped");
      return activateHost(deployment, task, { turn: { ...turn, onOnce: () => void 0 }, ports });
    })
  ]);
}
function hasToStop({ settings }, reports, all) {
  const failed = countFailed(reports);
  return settings.failureBudget === void 0 ? failed > 0 : isSpent(settings.failureBudget, failed, all);
}
function countFailed(reports) {
  return [...reports.values()].filter(({ failure }) => failure !== void 0).length;
}
async function rest({ settings, interruption: interruption2 }, next, { clock, talk }) {
  const pauseMs = settings.waves?.pauseMs ?? 0;
  if (pauseMs > 0) talk.say(`waiting ${pauseMs / 1e3} s before ${next}`);
  const until = clock.now() + pauseMs;
  while (clock.now() < until && !interruption2.aborted) await clock.sleep(Math.min(200, until - clock.now()));
  if (!interruption2.aborted) talk.say(next);
}

// src/core/deploy/scripts/directories.ts
function directoriesCommand(home) {
  return scriptCommand(DIRECTORIES, home);
}
function directoryLines(directories) {
  return directories.map((path) => `${path}
`).join("");
}
var DIRECTORIES = compact(`${PROLOGUE}
home=$1
while IFS= read -r path; do
  place_of "$path"
  make_place || exit
done
`);

// src/app/deploy/make-directories.ts
async function makeDirectories({ host, facts, connection }, directories) {
  async function* stdin() {
    yield new TextEncoder().encode(directoryLines(directories));
  }
  const finished = await connection.execute({ command: directoriesCommand(facts.home), stdin: stdin() });
  if (finished.ending.kind === "exit" && finished.ending.code === 0) return;
  throw hostFailure(host, {
    code: "host/directory",
    message: `a directory of the state could not be made (${describeEnding(finished)})`,
    retry: "safe",
    next: `give ${host.user} leave to make ${directories.join(", ")} on ${host.name}, or make it there`
  });
}

// src/app/deploy/roll-out.ts
async function rollOut(hosts, { deployment, plan, reach, begin, leave }, ports) {
  const changing = hosts.filter(({ work }) => work.action !== "unchanged");
  const resting = hosts.filter(({ work }) => work.action === "unchanged" && work.directories.length > 0);
  const made = settleAll(resting.map(withHost), ({ member, work }) => makeDirectories(member, work.directories));
  const unmade = new Map(failuresOf(await made).map(({ host, failure }) => [host.name, failure]));
  if (changing.length === 0 || unmade.size > 0)
    return hosts.map((host) => notActivated(host, unmade.get(host.member.host.name)));
  const staging = settleAll(changing.map(withHost), async (prepared) => {
    const { member, work, built } = prepared;
    if (work.action !== "stage") return;
    if (built === void 0) throw new Error(`${member.host.name} is to be staged without a tree`);
    await stageHost(deployment, { member, work, built }, ports);
  });
  const [staged, begun] = await Promise.allSettled([staging, begin()]);
  if (begun.status === "rejected") throw begun.reason;
  if (staged.status === "rejected") throw staged.reason;
  const failures = new Map(failuresOf(staged.value).map(({ host, failure }) => [host.name, failure]));
  if (failures.size > 0 || deployment.interruption.aborted) {
    return hosts.map((host) => notActivated(host, failures.get(host.member.host.name)));
  }
  const turn = { metaTip: begun.value, leave, reach };
  const reports = await activateInWaves(deployment, toTasks(changing, plan), { turn, ports });
  return hosts.map((host) => reports.get(host.member.host.name) ?? untouched(host, "unchanged"));
}
function notBegun(hosts) {
  return hosts.map((host) => notActivated(host, void 0));
}
function toTasks(changing, plan) {
  return changing.flatMap(({ member, work }, i) => {
    const planned = plan.hosts.find((each) => each.host === member.host.name);
    return planned === void 0 ? [] : [{ member, work, planned, once: i === 0 ? plan.once : [] }];
  });
}
function withHost(prepared) {
  return { ...prepared, host: prepared.member.host };
}
function notActivated(host, failure) {
  if (failure !== void 0) return { ...untouched(host, "failed"), failure };
  return untouched(host, host.work.action === "unchanged" ? "unchanged" : "skipped");
}

// src/app/deploy/write-log.ts
const { posix } = process.getBuiltinModule("node:path");
async function writeLog({ deployment, plan, circumstances, topDir }, reports, ports) {
  const { id, project, instance } = deployment;
  const log = {
    deployment: id,
    endedAt: ports.clock.now(),
    who: circumstances.environment.actor,
    reason: circumstances.reason,
    planDigest: planDigest(plan),
    plan,
    hosts: reports.map(({ failure, ...report }) => ({
      ...report,
      code: failure?.code ?? "",
      message: failure?.message ?? ""
    }))
  };
  const files = await ports.files();
  const content = new TextEncoder().encode(`${JSON.stringify(log, null, 2)}
`);
  await files.makeTopFolder(topDir);
  await files.write({ path: posix.join(topDir, "log", project, instance, `${id}.json`), mode: 420, content });
}

// src/app/deploy/conclude.ts
async function conclude(undertaking, ports) {
  const { deployment, plan, prepared, absent, reach, leave, seen } = undertaking;
  if (deployment.interruption.aborted) return result(deployment, plan, notBegun(prepared));
  const isNews = seen !== void 0 && await hasNews(undertaking, seen);
  const begin = async () => isNews ? pushBegin(undertaking, seen, ports) : void 0;
  if (isUnchanged(plan)) await begin();
  for (const { host, failure } of absent) ports.talk.warn(passedOver(deployment, host, failure));
  const changed = await rollOut(prepared, { deployment, plan, reach, begin, leave }, ports);
  const reports = [...changed, ...absent];
  const end = isNews ? await pushEnd(undertaking, reports, { seen, ports }) : void 0;
  if (seen === void 0 && !isUnchanged(plan)) await writeLog(undertaking, reports, ports);
  return result(deployment, plan, reports, end);
}
function result(deployment, plan, reports, recording) {
  const failed = summarizeFailures(reports, deployment) ?? interruption(deployment, reports) ?? recording;
  const done = { deployment: deployment.id, plan, planDigest: planDigest(plan), reports };
  return failed === void 0 ? done : { ...done, failed };
}
async function hasNews({ deployment, plan, absent, events }, { snapshot }) {
  if (!isUnchanged(plan) || absent.length > 0 || events.length > 0) return true;
  const state = await readInstance(snapshot, deployment);
  return plan.hosts.some(({ host, to }) => {
    const known = state?.hosts.find((each) => each.host === host)?.copy;
    return known?.release !== to.release || known.tree !== to.tree;
  });
}
async function pushBegin(undertaking, { meta, snapshot }, ports) {
  const { deployment, plan, circumstances, prepared, events } = undertaking;
  const begin = beginOf(deployment, plan, circumstances, ports.clock.now());
  const trees = prepared.flatMap(({ built }) => built === void 0 ? [] : [built.tree]);
  const missing = await missingTrees(snapshot, deployment.project, trees);
  return (await pushRecords(meta, deployment, [begin, ...events, ...missing])).commit;
}
async function pushEnd({ deployment, lock }, reports, { seen, ports }) {
  try {
    const { project } = deployment;
    const push = (ending) => pushRecords(seen.meta, { project, ending }, [endOf(deployment, reports, ports.clock.now())]);
    await (lock === void 0 ? push() : lock.endWith(push));
    return void 0;
  } catch (error) {
    if (!isFailure2(error) || error.kind !== "operation") throw error;
    const { code, message, retry, target } = error;
    return {
      ...{ code, retry },
      ...target === void 0 ? {} : { target },
      message: `the end of the deployment could not be recorded: ${message}`,
      left: "the hosts, as reported above",
      next: "run the same command again: it finds them unchanged and records that"
    };
  }
}
function passedOver({ project, instance }, host, failure) {
  return {
    code: "deploy/passed-over",
    message: `${failure?.message ?? host}; the others go on without it`,
    hint: `facs resume ${project} ${instance} brings it when it can be reached`
  };
}
function interruption({ interruption: interruption2, project, instance }, reports) {
  const isBrokenOff = reports.some(({ outcome, failure }) => outcome === "skipped" && failure === void 0);
  if (!interruption2.aborted || !isBrokenOff) return void 0;
  const operation = {
    code: "deploy/interrupted",
    message: `the deployment of ${project} ${instance} was interrupted (${interruption2.reason}) before any host changed`,
    retry: "safe"
  };
  return operation;
}

// src/app/deploy/prior-work.ts
import { operationFailure$75 as operationFailure2 } from "./common.js";
async function gatherAfter(prior, inputs, ports) {
  const gathered = await gather(inputs, ports);
  if (prior === void 0) return gathered;
  const { githash, channel = "the branch" } = gathered.release;
  if (githash === prior.release) return { ...gathered, release: withBinaries(gathered.release, prior.built) };
  throw operationFailure2({
    code: "deploy/moved",
    message: `${channel} is at ${githash.slice(0, 12)} by now, and this run is about ${prior.release.slice(0, 12)}`,
    retry: "safe",
    next: "run the same command again"
  });
}
function withBinaries(release, built) {
  const isBuilt = ({ name, platform }) => built.some((each) => each.name === name && each.platform === platform);
  return { ...release, binaries: [...release.binaries.filter((each) => !isBuilt(each)), ...built] };
}
function checkBuilt({ settings }, unbuilt) {
  const awaited = settings.install.flatMap(
    (group) => group.type === "binary" && unbuilt.includes(group.name) ? [group.name] : []
  );
  if (awaited.length === 0) return;
  throw operationFailure2({
    code: "build/pending",
    message: `${awaited.join(", ")} would be built first`,
    retry: "safe",
    next: "run the build"
  });
}

// src/app/deploy/refuse-outside.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { fileOrigin$88 as fileOrigin } from "./common.js";
function refuseOutside(built) {
  const entries = [...new Set(built.values())].flatMap(({ tree }) => tree.entries);
  const outside = new Set(entries.map(({ path }) => path).filter((path) => path.startsWith(ROOT)));
  if (outside.size === 0) return;
  const hint = "facs render shows it; leave it out, or put it under _DEPLOY_/ and place it with a hook";
  throw inputFailure(
    ...[...outside].map((path) => ({
      code: "tree/root",
      message: `${path.slice(ROOT.length - 1)} lies outside the release folder: this version renders it and puts it on no host`,
      hint,
      origin: fileOrigin(path)
    }))
  );
}

// src/core/deploy/host-work.ts
import { comparePaths$84 as comparePaths } from "./common.js";

// src/core/deploy/release-name.ts
var SHORTEST = 12;
var STEP = 4;
function releaseName(copy, kept) {
  for (let length = SHORTEST; ; length += STEP) {
    const name = `${copy.release.slice(0, length)}-${copy.tree.slice(0, length)}`;
    const other = kept.find((each) => each.name === name && each.about !== void 0 && !isCopy(each, copy));
    if (other === void 0 || length > copy.tree.length) return name;
  }
}
function isCopy({ about }, copy) {
  return about !== void 0 && about.release === copy.release && about.tree === copy.tree;
}

// src/core/deploy/host-work.ts
var NOTHING_TO_STAGE = { base: void 0, send: [], sent: [], dropped: [], linked: 0, bytes: 0 };
function computeHostWork(facts, built, { release, mtime, inPlace }) {
  const to = { release, tree: built.tree.digest };
  const current = facts.kept.find((each) => each.name === facts.current);
  const { lackedDirectories: directories } = facts;
  const from = current?.about && { release: current.about.release, tree: current.about.tree };
  const same = facts.kept.find((each) => isCopy(each, to));
  const folder = same?.name ?? releaseName(to, facts.kept);
  const common = { from, to, folder, directories, rules: inPlace === void 0 ? [] : protectionLines(inPlace) };
  if (same !== void 0 && same === current && same.outcome === "good" && !facts.unsettled)
    return { ...common, action: "unchanged", files: NO_CHANGES, stage: NOTHING_TO_STAGE };
  const wanted = wantedEntries(built, mtime);
  const files = fileChanges(facts, wanted, inPlace);
  if (same !== void 0 && (same === current || isReady(same, facts)))
    return { ...common, action: "activate", files, stage: NOTHING_TO_STAGE };
  return { ...common, action: "stage", files, stage: computeStage(facts, built, wanted) };
}
function fileChanges(facts, wanted, inPlace) {
  const files = compareManifests(facts.manifests.get(facts.current), wanted);
  if (inPlace === void 0) return files;
  return { ...files, removed: clearedFiles(facts, new Set(wanted.keys()), inPlace) };
}
function isReady(kept, facts) {
  const proven = kept.outcome === "good" || kept.outcome === "left";
  return proven && kept.name === facts.base && facts.drift.size === 0;
}
function wantedEntries({ tree, contents }, mtime) {
  const entries = releaseEntries(tree).flatMap(
    (entry) => toManifestEntry(entry, contents.get(entry.path), mtime) ?? []
  );
  return new Map(entries.map((entry) => [entry.path, entry]));
}
function compareManifests(before, after) {
  const added = [];
  const changed = [];
  for (const [path, entry] of after) {
    const old = before?.get(path);
    if (old === void 0) added.push(path);
    else if (!isSameEntry(old, entry)) changed.push(path);
  }
  const removed = [...before?.keys() ?? []].filter((path) => !after.has(path));
  return { added: added.sort(comparePaths), changed: changed.sort(comparePaths), removed: removed.sort(comparePaths) };
}
function computeStage(facts, built, wanted) {
  const base = facts.base === void 0 ? void 0 : facts.manifests.get(facts.base);
  const isLinked = (entry) => {
    const old = base?.get(entry.path);
    return old !== void 0 && isSameEntry(old, entry) && !facts.drift.has(driftName(old));
  };
  const entries = releaseEntries(built.tree);
  const send = entries.filter((entry) => {
    const target = wanted.get(releasePath(entry.path));
    return target === void 0 || !isLinked(target);
  });
  const linked = wanted.size - send.filter((entry) => entry.content.kind !== "dir").length;
  const bytes = send.reduce((sum, entry) => sum + (built.contents.get(entry.path)?.size ?? 0), 0);
  const sent = send.flatMap((entry) => wanted.get(releasePath(entry.path))?.line ?? []);
  if (linked === 0) return { base: void 0, send, sent, dropped: [], linked, bytes };
  const dropped = [...base?.values() ?? []].filter((old) => {
    const target = wanted.get(old.path);
    return target === void 0 || !isLinked(target);
  });
  return { base: facts.base, send, sent, dropped: dropped.map((entry) => entry.line), linked, bytes };
}

// src/app/deploy/survey.ts
import { inputFailure$75 as inputFailure2 } from "./common.js";
async function surveyFleet(deployment, { hosts, wishes, reach }) {
  const probes = await Promise.allSettled([
    wishes,
    settleAll(
      hosts.map((host) => ({ host })),
      ({ host }) => probeHost(
        host,
        reach,
        whenAsked(wishes, ({ built: built2, directories }) => ({
          ...wantedOf(deployment, host, built2),
          directories: directories.map((path) => directoryOn(host, path))
        }))
      )
    )
  ]);
  const [built, settled] = probes;
  const members = settled.status === "fulfilled" ? membersOf(settled.value) : [];
  const close = async () => void await Promise.all(members.map(({ connection }) => connection.close()));
  if (built.status === "rejected" || settled.status === "rejected") {
    await close();
    throw built.status === "rejected" ? built.reason : settled.reason;
  }
  try {
    return { ...compare(deployment, members, { settled: settled.value, ...built.value }), close };
  } catch (error) {
    await close();
    throw error;
  }
}
function compare(given, members, { settled, built, directories }) {
  const deployment = withoutOnce(given, members);
  const { release, settings } = deployment;
  checkTrees(new Set(built.values()), settings);
  const wish = { release: release.githash, mtime: release.committedAt };
  const prepared = members.map((member) => {
    const tree = treeOf(built, member.host);
    const inPlace = clearingOn(member.host, deployment, directories);
    return { member, work: computeHostWork(member.facts, tree, { ...wish, inPlace }), built: tree };
  });
  const plan = computePlan(
    subjectOf(deployment),
    prepared.map(({ member, work }) => ({ host: member.host, work })),
    settings
  );
  const unfit = prepared.flatMap(({ member, work }) => {
    const failure = checkFitness(member, work);
    return failure === void 0 ? [] : [{ host: member.host, failure }];
  });
  const lost = passedOver2(deployment, settled);
  const silent = failuresOf(settled).filter((each) => !lost.includes(each));
  const failures = new Map([...silent, ...unfit].map(({ host, failure }) => [host.name, failure]));
  const absent = lost.map(({ host: { name, targets }, failure }) => {
    return { host: name, targets, outcome: "skipped", failure };
  });
  if (failures.size === 0) return { deployment, prepared, plan, absent, refused: void 0 };
  const refused = settled.map(({ host }) => {
    const failure = failures.get(host.name);
    const work = prepared.find(({ member }) => member.host.name === host.name)?.work;
    const from = work?.from;
    const outcome = work?.action === "unchanged" ? "unchanged" : "skipped";
    return {
      host: host.name,
      targets: host.targets,
      ...failure === void 0 ? { outcome } : { outcome: "failed", failure },
      ...from === void 0 ? {} : { from, now: from }
    };
  });
  return { deployment, prepared, plan, absent: [], refused };
}
function passedOver2({ settings }, settled) {
  const lost = failuresOf(settled).filter(({ failure }) => failure.code === "ssh/unreachable");
  return settings.skipUnreachable && lost.length < settled.length ? lost : [];
}
function withoutOnce(deployment, members) {
  const { settings, resumes } = deployment;
  if (resumes === void 0) return deployment;
  const witness = members.find(({ facts }) => facts.onceOf !== void 0 && resumes.chain.includes(facts.onceOf));
  const onceOn = resumes.onceOn || (witness?.host.name ?? "");
  if (onceOn === "") return deployment;
  const hooks = { ...settings.hooks, once: [] };
  return { ...deployment, settings: { ...settings, hooks }, resumes: { ...resumes, onceOn } };
}
function whenAsked(promise, work) {
  const later = promise.then(work);
  later.catch(() => void 0);
  return later;
}
function wantedOf({ release, check }, host, built) {
  return { release: release.githash, tree: treeOf(built, host).tree.digest, check };
}
function treeOf(built, host) {
  const tree = built.get(host.name);
  if (tree === void 0) throw new Error(`no tree was built for ${host.name}`);
  return tree;
}
function membersOf(settled) {
  return settled.flatMap((each) => "value" in each ? [each.value] : []);
}
function checkTrees(trees, settings) {
  const results = [...trees].map(({ tree }) => checkTree(tree, settings));
  const bad = results.find((result2) => !result2.ok);
  if (bad !== void 0 && !bad.ok) throw inputFailure2(...bad.issues);
}
function subjectOf({ project, instance, release, definitions }) {
  const { githash, version, tag, dirty, channel = "" } = release;
  return { project, instance, release: { githash, version, tag, dirty }, channel, definitions };
}

// src/app/deploy.ts
async function deploy(inputs, context) {
  const { ports, environment } = context;
  const interruption2 = await ports.interruption();
  const gathered = await gatherAfter(inputs.prior, inputs, ports);
  const { seen } = gathered;
  if (seen === void 0 || inputs["dry-run"]) return run(inputs, context, { gathered, interruption: interruption2 });
  const { project, instance, settings } = gathered.definition;
  const wish = {
    ...{ project, instance },
    holder: environment.actor,
    runUrl: environment.runUrl ?? "",
    reason: inputs.reason ?? (inputs.rollback === void 0 ? "deploy" : "rollback"),
    waitMs: settings.deploy.lockWaitMs,
    interruption: interruption2
  };
  return whileLocked({ meta: seen.meta, wish, ports }, async (stop, lock) => {
    const snapshot = await seen.meta.snapshot();
    const fresh = snapshot.commit === seen.snapshot.commit ? gathered : await gatherAfter(inputs.prior, inputs, ports);
    return run(inputs, context, { gathered: fresh, interruption: stop, lock });
  });
}
async function run(inputs, context, { gathered, interruption: interruption2, lock }) {
  const { ports, environment } = context;
  const { definition, seen } = gathered;
  const machines = await chooseMachines(definition, inputs, context);
  const events = await checkHold(inputs, context, gathered);
  const isPartial = machines.hosts.length < definition.settings.hosts.length;
  const begun = { ...await toDeployment(inputs, context, { gathered, interruption: interruption2 }), partial: isPartial };
  const wishes = makeWishes(inputs, context, gathered, machines.hosts);
  const survey = await look(begun, machines, { wishes, isDryRun: inputs["dry-run"] });
  if ("unknown" in survey) return { ...result(begun, survey.plan, []), unknown: survey.unknown };
  try {
    const { deployment, plan, prepared, absent, refused } = survey;
    await checkHistory(
      prepared.map(({ member }) => member),
      seen
    );
    if (refused !== void 0) return result(deployment, plan, refused);
    await checkPlan(inputs.saved, plan);
    if (inputs["dry-run"]) return result(deployment, plan, []);
    const circumstances = { environment, reason: inputs.reason ?? (inputs.rollback === void 0 ? "" : "rollback") };
    const common = { deployment, plan, prepared, absent, reach: machines.reach, circumstances, seen, lock, events };
    return await conclude({ ...common, topDir: inputs["top-dir"], leave: inputs.rollback !== void 0 }, ports);
  } finally {
    await survey.close();
  }
}
async function look(deployment, machines, { wishes, isDryRun }) {
  try {
    return await surveyFleet(deployment, { ...machines, wishes });
  } catch (error) {
    if (!isDryRun || !isTreeUnknown(error)) throw error;
    const plan = computePlan(subjectOf(deployment), [], deployment.settings);
    return { plan, unknown: error instanceof Error ? error.message : String(error) };
  }
}
async function toDeployment(inputs, { ports }, { gathered, interruption: interruption2 }) {
  const { definition, release, definitionsAt } = gathered;
  const { project, instance, settings } = definition;
  return {
    id: (await ports.ids()).ulid(ports.clock.now()),
    ...{ project, instance, release, interruption: interruption2 },
    definitions: definitionsOf(definitionsAt),
    settings: inputs["skip-libcheck"] === true ? withoutLibcheck(settings.deploy, ports.talk) : settings.deploy,
    excludes: definition.excludes,
    check: inputs.check,
    ...inputs.resumes === void 0 ? {} : { resumes: inputs.resumes }
  };
}
async function makeWishes(inputs, { ports, environment }, gathered, hosts) {
  const { definition, release, define } = gathered;
  checkBuilt(definition, inputs.prior?.unbuilt ?? []);
  const wanted = stateInputsFor(gathered, { topDir: inputs["top-dir"], cwd: environment.cwd });
  const state = await (inputs["dry-run"] ? readState(wanted, ports) : ensureState(wanted, ports));
  if (inputs["dry-run"]) sayWhatLacks(state, wanted.needs, ports.talk);
  if (state.kind === "locked") ports.talk.warn(lockedDirectories(definition, state.failure.message));
  const options = inputs.prior?.options;
  const built = await buildTrees(
    { definition, release, define, hosts, state, topDir: inputs["top-dir"], ...options && { options } },
    ports
  );
  refuseOutside(built);
  return { built, directories: state.kind === "open" ? state.state.directories : [] };
}
function lockedDirectories({ instance }, why) {
  const message = `directories that the state of ${instance} may name are not made: ${why}`;
  return { code: "state/locked", message };
}

export {
  conclude,
  result,
  withBinaries,
  checkBuilt,
  NOTHING_TO_STAGE,
  fileChanges,
  deploy
};

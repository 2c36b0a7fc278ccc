import {
  findDefinitions
} from "./chunk-YUTHG3RS.js";
import {
  parseVersion
} from "./chunk-FOJKRAMO.js";
import {
  changeChannelFiles,
  signedBytes
} from "./chunk-P6Q4JOVJ.js";
import {
  chooseBinary
} from "./chunk-YODFIPFU.js";
import {
  readChannel
} from "./chunk-BN4GKCKH.js";
import {
  parseChannel,
  withRelease
} from "./chunk-DCE3FQGI.js";
import {
  binariesOf,
  findRelease,
  readRelease
} from "./chunk-OJIIX5JZ.js";
import {
  readProject
} from "./chunk-W7XQXRYD.js";
import {
  describeFreeze,
  freezeAt
} from "./chunk-B7LGTJMV.js";
import {
  loadEstate
} from "./chunk-PI6E2RBN.js";
import {
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import {
  binaryPath,
  channelPath,
  releasePath
} from "./chunk-TOVEXTTC.js";

// src/app/change-channel.ts
import { hasCode$75 as hasCode, inputFailure$75 as inputFailure, operationFailure$75 as operationFailure } from "./common.js";

// src/core/meta/promotion-rules.ts
import { inputOrigin$88 as inputOrigin } from "./common.js";

// src/core/meta/release-order.ts
function isBackwards(from, to) {
  const [old, wanted] = [parseVersion(from.version), parseVersion(to.version)];
  const order = old.ok && wanted.ok ? compareVersions(wanted.value, old.value) : 0;
  return order === 0 ? to.committedAt < from.committedAt : order < 0;
}
function compareVersions(a, b) {
  for (const [i, number] of a.release.entries()) if (number !== b.release[i]) return number - (b.release[i] ?? 0);
  const since = (a.since ?? 0) - (b.since ?? 0);
  return since === 0 ? compareIdentifiers(a.before, b.before) : since;
}
function compareIdentifiers(a, b) {
  if (a === void 0 || b === void 0) return Number(a === void 0) - Number(b === void 0);
  for (const [i, word] of a.entries()) {
    const other = b[i];
    if (other === void 0) return 1;
    const order = compareWords(word, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
function compareWords(a, b) {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

// src/core/meta/promotion-rules.ts
function judgePromotion(candidate, { rollback, force, reason }) {
  const fixed = [...checkHold(candidate), ...checkDirection(candidate, rollback), ...checkRecords(candidate)];
  const timely = [...checkFreeze(candidate), ...checkOrder(candidate)];
  if (!force || timely.length === 0) return { issues: [...fixed, ...timely], forced: [] };
  const silent = reason === void 0 ? [noReason()] : [];
  return { issues: [...fixed, ...silent], forced: timely.map(({ code }) => code.replace("channel/", "")) };
}
function checkHold({ project, channel, hold }) {
  if (hold === void 0) return [];
  const hint = `facs channel hold ${project} ${channel} --release ends that`;
  return [{ code: "channel/held", message: `${project} ${channel} is held: ${hold}`, hint, ...at("CHANNEL") }];
}
function checkFreeze({ project, channel, freeze }) {
  if (freeze === void 0) return [];
  const message = `${project} ${channel} is ${describeFreeze(freeze)}`;
  return [{ code: "channel/frozen", message, hint: "wait, or use --force with a --reason", ...at("CHANNEL") }];
}
function checkOrder({ project, channel, to, policy, cameThrough }) {
  if (cameThrough) return [];
  const before = policy.from.join(" or ");
  return [
    {
      code: "channel/order",
      message: `${project} ${channel} takes what ${before} had, and ${describeRelease(to)} was never there`,
      hint: `promote it to ${policy.from[0]} first, or use --force with a --reason`,
      ...at("VERSION")
    }
  ];
}
function checkDirection({ project, channel, from, to }, rollback) {
  if (rollback || from === void 0 || from.githash === to.githash || !isBackwards(from, to)) return [];
  const message = `${describeRelease(to)} is older than ${describeRelease(from)}, which ${project} ${channel} maps to`;
  return [{ code: "channel/backwards", message, hint: "use --rollback if it is to go back", ...at("VERSION") }];
}
function checkRecords({ project, to, policy, unbuilt, unsigned }) {
  const release = describeRelease(to);
  const hint = `record it with facs binary add ${project} --release ${to.githash.slice(0, 12)}`;
  const signers = policy.sign.length === 0 ? "anyone of allowed_signers" : policy.sign.join(" or ");
  return [
    ...unbuilt.map((what) => issue("channel/unbuilt", `${release} is not built: ${what} is not recorded`, hint)),
    ...unsigned.map((what) => issue("channel/unsigned", `${what} of ${release} is not signed by ${signers}`))
  ];
}
function issue(code, message, hint) {
  return { code, message, ...at("VERSION"), ...hint === void 0 ? {} : { hint } };
}
function noReason() {
  return { code: "channel/force", message: "--force needs a reason", hint: "say why with --reason", ...at("--force") };
}
function at(name) {
  return { origin: inputOrigin(name) };
}

// src/app/channel/unbuilt.ts
import { systemOf$52 as systemOf } from "./common.js";
import { isFailure$75 as isFailure, unwrap$75 as unwrap } from "./common.js";
async function listUnbuilt(seen, { channel, release, binaries }, around) {
  const definitions = await readDefinitions(seen, release, around);
  const following = definitions.filter(({ settings }) => settings.channel === channel);
  return [...new Set(following.flatMap((definition) => missingIn(definition, binaries)))];
}
function missingIn({ settings }, binaries) {
  return settings.install.flatMap((group) => {
    if (group.type !== "binary") return [];
    const hosts = settings.hosts.filter((host) => group.system === void 0 || systemOf(host) === group.system);
    const lacking = hosts.filter((host) => !chooseBinary({ group, binaries, origin: void 0 }, host).ok);
    return lacking.map(({ platform }) => platform === void 0 ? group.name : `${group.name}.${platform}`);
  });
}
async function readDefinitions(seen, { project, githash }, { ports, topDir }) {
  try {
    const place = await findDefinitions(seen, await ports.sourceRepos(topDir), { project, release: githash });
    return unwrap(await loadEstate(place, project, ports)).flatMap(({ definitions }) => definitions);
  } catch (error) {
    if (!isFailure(error)) throw error;
    sayUnread(ports.talk, githash, error.message);
    return [];
  }
}
function sayUnread(talk, githash, why) {
  const message = `the definitions of ${githash.slice(0, 12)} cannot be read here: whether it has the binaries that they want was not checked`;
  talk.warn({ code: "channel/definitions", message, hint: why.split("\n")[0] ?? "" });
}

// src/app/channel/unsigned.ts
var ALLOWED_SIGNERS = "allowed_signers";
async function listUnsigned(snapshot, { files, signers }, ports) {
  const [allowed, ...records] = await snapshot.readAll([ALLOWED_SIGNERS, ...files.map(({ path }) => path)]);
  if (allowed === void 0) return signers.length === 0 ? [] : files.map(({ words }) => words);
  const signatures = await ports.signatures();
  const isGood = await Promise.all(
    records.map(async (file) => {
      const signed = file === void 0 ? void 0 : signedBytes(file);
      if (signed === void 0) return false;
      const fitting = signed.signatures.filter(({ signer }) => signers.length === 0 || signers.includes(signer));
      const checked = fitting.map((each) => signatures.verify({ ...each, bytes: signed.bytes }, allowed));
      return (await Promise.all(checked)).includes(true);
    })
  );
  return files.filter((_, i) => isGood[i] !== true).map(({ words }) => words);
}

// src/app/channel/candidate.ts
async function gatherCandidate(seen, { project, channel, from, to }, around) {
  const { snapshot } = seen;
  const policy = policyOf(project, channel.name);
  const binaries = await binariesOf(snapshot, project.name, to.githash);
  const [cameThrough, unbuilt, unsigned] = await Promise.all([
    hasComeThrough(snapshot, { project: project.name, channel: channel.name, githash: to.githash, policy }),
    listUnbuilt(seen, { channel: channel.name, release: to, binaries }, around),
    listUnsigned(snapshot, { files: filesOf(to, binaries), signers: policy.sign }, around.ports)
  ]);
  return {
    project: project.name,
    channel: channel.name,
    ...{ from, to, hold: channel.hold, policy, cameThrough, unsigned },
    freeze: freezeAt(project.freezes, channel.name, around.ports.clock.now()),
    unbuilt: [.../* @__PURE__ */ new Set([...unrecorded(policy, binaries), ...unbuilt])]
  };
}
function policyOf({ policies }, channel) {
  const policy = policies.get(channel);
  if (policy === void 0) throw new Error(`a project has a policy for each of its channels, and none for ${channel}`);
  return policy;
}
function unrecorded({ binaries }, recorded) {
  return binaries.filter((wanted) => !recorded.some(({ name, platform }) => `${name}.${platform}` === wanted));
}
function filesOf({ project, githash }, binaries) {
  return [
    { path: releasePath(project, githash), words: "the record" },
    ...binaries.map(({ name, platform }) => {
      return { path: binaryPath(project, githash, name, platform), words: `binary ${name}.${platform}` };
    })
  ];
}
async function hasComeThrough(snapshot, { project, channel, githash, policy }) {
  if (policy.from.length === 0) return true;
  const paths = [...policy.from, channel].map((name) => channelPath(project, name));
  const now = await snapshot.readAll(paths);
  if (paths.some((path, i) => mapsTo(now[i], path) === githash)) return true;
  for (const path of paths) {
    const versions = await snapshot.versions(path);
    if (versions.some(({ bytes }) => mapsTo(bytes, path) === githash)) return true;
  }
  return false;
}
function mapsTo(bytes, path) {
  const parsed = bytes === void 0 ? void 0 : parseChannel(new TextDecoder().decode(bytes), path);
  return parsed?.ok === true ? parsed.value.release : void 0;
}

// src/app/change-channel.ts
async function planPromotion(seen, wish, ports) {
  const { snapshot } = seen;
  const { project: name, topDir, reason } = wish;
  const channel = await readChannel(snapshot, name, wish.channel);
  const to = await findRelease(snapshot, name, wish.version);
  const from = channel.release === void 0 ? void 0 : await readRelease(snapshot, name, channel.release);
  const files = await changeChannelFiles(snapshot, { project: name, channel: channel.name, release: to });
  const plan = { project: name, channel, from, to, isThere: channel.release === to.githash, files, reason, forced: [] };
  if (plan.isThere) return plan;
  const project = { ...await readProject(snapshot, name), name };
  const candidate = await gatherCandidate(seen, { project, channel, from, to }, { ports, topDir });
  const { issues, forced } = judgePromotion(candidate, wish);
  if (issues.length > 0) throw inputFailure(...issues);
  return { ...plan, forced };
}
function isDone({ isThere, files }) {
  return isThere && files.length === 0;
}
function toChange(promotion) {
  const { project, isThere, files, to, reason, forced } = promotion;
  const { path, bytes, name } = promotion.channel;
  const text = withRelease(bytes === void 0 ? void 0 : new TextDecoder().decode(bytes), to.githash);
  const changed = { path, bytes: new TextEncoder().encode(text), basedOn: bytes };
  const done = isThere ? `files for curl and sh of ${describeRelease(to)}` : describeMove(promotion);
  const trailers = [
    ...reason === void 0 ? [] : [`Reason: ${reason.replace(/\s+/g, " ")}`],
    ...forced.length === 0 ? [] : [`Forced: ${forced.join(", ")}`]
  ];
  const message = [`${project} ${name}: ${done}`, ...trailers.length === 0 ? [] : ["", ...trailers]].join("\n");
  return { added: [], changed: [...isThere ? [] : [changed], ...files], message };
}
function describeMove({ from, to, channel }) {
  const before = from === void 0 ? channel.release?.slice(0, 12) ?? "nothing" : describeRelease(from);
  return `${before} -> ${describeRelease(to)}`;
}
async function setChannel(meta, promotion) {
  if (isDone(promotion)) return void 0;
  try {
    const { commit } = await meta.append(toChange(promotion));
    return commit;
  } catch (error) {
    throw hasCode(error, "meta/changed") ? await moved(meta, promotion) : error;
  }
}
async function moved(meta, { project, channel, to }) {
  const now = await readChannel(await meta.snapshot(), project, channel.name);
  const before = channel.release ?? "nothing";
  const isSame = now.release === channel.release;
  return operationFailure({
    code: "channel/moved",
    message: isSame ? `the files of ${project} ${channel.name} changed meanwhile: not set to ${to.githash}` : `${project} ${channel.name} was at ${before} and is at ${now.release ?? "nothing"} now: not set to ${to.githash}`,
    target: channel.path,
    retry: "safe",
    next: `facs channel history ${project} ${channel.name} shows who set it; run the same command again if you still want to`
  });
}

export {
  planPromotion,
  isDone,
  toChange,
  describeMove,
  setChannel
};

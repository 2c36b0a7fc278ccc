import {
  findRelease
} from "./chunk-OJIIX5JZ.js";
import {
  findInCommit,
  metaPlace,
  pinMeta,
  pinUrl
} from "./chunk-65BOJNPC.js";
import {
  deploymentsFolder
} from "./chunk-TOVEXTTC.js";

// src/core/rollout/rollout.ts
import { isPattern$50 as isPattern, matchesPattern$50 as matchesPattern } from "./common.js";
function findMoved(changes) {
  return changes.flatMap(({ channel, before, after }) => {
    if (after?.release === void 0 || after.hold !== void 0) return [];
    const moved = before?.release !== after.release || before.hold !== void 0;
    return moved ? [{ channel, release: after.release }] : [];
  });
}
function computeRollout({ channel, release }, entries, deployed) {
  const named = entries.filter(({ name }) => !isPattern(name));
  const unnamed = deployed.filter((instance) => !named.some(({ name }) => name === instance));
  const matched = unnamed.flatMap((instance) => {
    const entry = entries.find(({ name }) => isPattern(name) && matchesPattern(name, instance));
    return entry === void 0 ? [] : [{ name: instance, channel: entry.channel }];
  });
  return [...named, ...matched].filter((entry) => entry.channel === channel).map(({ name }) => ({ instance: name, channel, release }));
}

// src/app/channel/followers.ts
import { listInstances$14 as listInstances } from "./common.js";
async function listFollowers(seen, repos, { project, channel, release }) {
  const place = await findDefinitions(seen, repos, { project, release });
  const entries = [...await listInstances(place, project) ?? []].map(toFollowing);
  const steps = computeRollout({ channel, release }, entries, await listDeployed(seen.snapshot, project));
  return steps.map(({ instance }) => instance);
}
async function listDeployed(snapshot, project) {
  const folders = await snapshot.children(deploymentsFolder(project));
  return folders.map((name) => name.replace(/\/$/, ""));
}
async function findDefinitions(seen, repos, { project, release, ref }) {
  const shared = await metaPlace(seen);
  if (shared !== void 0) return ref === void 0 ? shared.place : (await pinMeta(seen, ref)).place;
  const { repos: recorded, githash } = await findRelease(seen.snapshot, project, release);
  const url = recorded[0]?.url ?? "";
  const address = ref === void 0 ? { url, named: url, githash } : await pinUrl(repos, url, ref);
  return (await findInCommit(repos, { ...address, within: "" })).place;
}
function toFollowing([name, { channel }]) {
  return { name, channel };
}

export {
  findMoved,
  computeRollout,
  listFollowers,
  listDeployed,
  findDefinitions,
  toFollowing
};

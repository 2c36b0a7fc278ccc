import {
  readRecordsAt
} from "./chunk-OJIIX5JZ.js";
import {
  byBrought,
  byInstance
} from "./chunk-BSO4ZHIJ.js";
import {
  beginPath,
  beginPathOf,
  endPathOf,
  instanceDeploymentsFolder,
  isUlid
} from "./chunk-TOVEXTTC.js";

// src/app/deployments.ts
function recordsOf(found) {
  return [...new Map(found.map(({ path, record }) => [path, record])).values()];
}
function findLastBegins(snapshot, { project, instance }) {
  const folder = instanceDeploymentsFolder(project, instance);
  return snapshot.find({ folder, key: byInstance(instance), match: "beginning", last: "of-each-key" });
}
async function withOtherHalves(snapshot, records) {
  const there = new Set(records.map(({ path }) => path));
  const others = records.flatMap(
    ({ path, record: { kind } }) => kind === "deployment-begin" ? [endPathOf(path)] : kind === "deployment-end" ? [beginPathOf(path)] : []
  );
  return [
    ...records,
    ...await readRecordsAt(
      snapshot,
      [...new Set(others)].filter((path) => !there.has(path))
    )
  ];
}
async function readResumed(snapshot, { project, instance }, records) {
  const found = [];
  const begins = records.flatMap(({ record }) => record.kind === "deployment-begin" ? [record] : []);
  let at = begins.toSorted((a, b) => a.id < b.id ? -1 : 1).at(-1);
  while (at !== void 0 && isUlid(at.resumes) && at.resumes < at.id) {
    const [before] = await readRecordsAt(snapshot, [beginPath(project, instance, at.resumes)]);
    if (before !== void 0) found.push(before);
    at = before?.record.kind === "deployment-begin" ? before.record : void 0;
  }
  return found;
}
async function findBrought(snapshot, { project, instance }, { hosts }) {
  const folder = instanceDeploymentsFolder(project, instance);
  const found = await Promise.all(
    hosts.flatMap(
      ({ host, copy }) => copy === void 0 ? [] : [snapshot.find({ folder, key: byBrought(instance, host, copy), last: 1 })]
    )
  );
  return found.flat();
}

export {
  recordsOf,
  findLastBegins,
  withOtherHalves,
  readResumed,
  findBrought
};

import {
  planDigest
} from "./chunk-MDGD5745.js";
import {
  describeRecord,
  describeSubject
} from "./chunk-YQGFEGQ3.js";
import {
  encodeRecord
} from "./chunk-YNEHTLFL.js";
import {
  recordPath,
  treePath
} from "./chunk-TOVEXTTC.js";

// src/app/deploy/deployment-records.ts
function definitionsOf({ url = "", githash = "" }) {
  return githash === "" ? { url: "", githash } : { url, githash };
}
function beginOf(deployment, plan, { environment, reason }, now) {
  const { id, project, instance, definitions, partial, resumes } = deployment;
  const record = {
    kind: "deployment-begin",
    ...{ id, project, instance },
    release: plan.release.githash,
    version: plan.release.version,
    channel: plan.channel,
    definitions,
    planDigest: planDigest(plan),
    hosts: plan.hosts.map(({ host, targets, from, to }) => ({ host, targets, ...from && { from }, to })),
    who: environment.actor,
    runUrl: environment.runUrl ?? "",
    reason,
    begunAt: now,
    resumes: resumes?.id ?? "",
    partial
  };
  return record;
}
function endOf({ id, project, instance, resumes }, reports, now) {
  const record = {
    kind: "deployment-end",
    ...{ id, project, instance },
    hosts: reports.map(({ host, outcome, now: runs, failure }) => ({
      host,
      outcome,
      ...runs && { now: runs },
      code: failure?.code ?? "",
      message: failure?.message ?? ""
    })),
    endedAt: now,
    onceOn: reports.find(({ ranOnce }) => ranOnce)?.host ?? resumes?.onceOn ?? ""
  };
  return record;
}
function eventOf({ project, instance }, event, environment) {
  const { actor: who, runUrl = "" } = environment;
  return { kind: "event", ...event, project, instance, who, runUrl };
}
async function missingTrees(snapshot, project, trees) {
  const distinct = [...new Map(trees.map((tree) => [tree.digest, tree])).values()];
  const known = await snapshot.readAll(distinct.map(({ digest }) => treePath(project, digest)));
  return distinct.filter((_, i) => known[i] === void 0).map(({ digest, entries }) => ({ kind: "tree", digest, entries, base: "", removed: [] }));
}
function pushRecords(meta, { project, ending }, records) {
  const [first] = records;
  if (first === void 0) throw new Error("there is nothing to record");
  const added = records.map(
    (record) => ({ path: recordPath(project, record), bytes: encodeRecord(record) })
  );
  const told = records.filter((record) => record.kind !== "tree").map(describeRecord);
  return meta.append({ added, changed: [], message: [describeSubject(first), "", ...told].join("\n") }, ending);
}

export {
  definitionsOf,
  beginOf,
  endOf,
  eventOf,
  missingTrees,
  pushRecords
};

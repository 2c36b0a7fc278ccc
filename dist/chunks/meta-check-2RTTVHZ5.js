import {
  checkFiles,
  checkFolders,
  checkLedger,
  checkProjectFiles,
  checkWhole,
  formatMissing,
  isOfProject,
  lookWithProblems,
  openTip,
  projectsOf,
  readLedger,
  readSurroundings
} from "./chunk-VC3EWSJT.js";
import "./chunk-FB4I2YW6.js";
import {
  errorIn,
  orderFindings
} from "./chunk-4MSH5B5Z.js";
import "./chunk-DBME3KMD.js";
import "./chunk-FSSPOVIT.js";
import "./chunk-FT4SZ23G.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-UWRVC44L.js";
import "./chunk-57LPI4FI.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import {
  metaAddress
} from "./chunk-TPGW4MAS.js";
import "./chunk-ESGIBEUM.js";
import "./chunk-YNEHTLFL.js";
import {
  FORMAT_FILE
} from "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/meta-check.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";

// src/app/integrity/check-range.ts
async function checkRange(history, range, nowMs) {
  const { looked, findings } = await lookWithProblems(
    history,
    range,
    (seen, isBroken) => lookAtRange(seen, range, { nowMs, isBroken })
  );
  const { files, commits } = looked;
  return { url: history.url, commit: range.to, ...{ files, commits }, findings: [...findings, ...looked.findings] };
}
async function lookAtRange(history, range, state) {
  const { ledger, touched } = await readLedger(history, range, state);
  const tip = openTip(history, range.to);
  const commitOf = (path) => ledger.commitOf(path);
  const projects = await projectsAround(tip, touched);
  const around = await readSurroundings({ history, tip }, projects);
  const checking = { history, tip, around, ledger };
  const files = await filesOf(tip, await withDependents(tip, touched), commitOf);
  const isGone = touched.has(FORMAT_FILE) && await tip.entry(FORMAT_FILE) === void 0;
  const findings = [
    ...await checkFiles(files, checking),
    ...await checkFolders(await foldersOf(tip, touched), tip, commitOf),
    ...await checkProjectFiles(checking, commitOf),
    ...isGone ? [formatMissing(commitOf(FORMAT_FILE))] : [],
    ...await checkLedger(checking)
  ];
  return { tip, commitOf, findings, files: files.length, commits: ledger.commits };
}
async function projectsAround(tip, touched) {
  const tops = new Set([...touched].filter((path) => path.includes("/")).map((path) => path.split("/")[0] ?? ""));
  const known = [...tops].map(async (top) => {
    const path = `${top}/project.yaml`;
    return await tip.entry(path) === void 0 ? [] : [path];
  });
  return projectsOf([...(await Promise.all(known)).flat(), ...[...touched].filter(isOfProject)]);
}
async function withDependents(tip, touched) {
  const all = new Set(touched);
  for (const path of touched) {
    const [project = "", folder, file = "", ...deeper] = path.split("/");
    if (folder === "project.yaml" && file === "") {
      for (const name of ["channels", "flags"])
        for (const item of await tip.folder(`${project}/${name}`)) all.add(`${project}/${name}/${item.name}`);
    }
    if (folder !== "channels" || deeper.length > 0) continue;
    const [channel] = file.split(".");
    for (const { name } of await tip.folder(`${project}/channels`))
      if (name.split(".")[0] === channel) all.add(`${project}/channels/${name}`);
  }
  return all;
}
async function filesOf(tip, paths, commitOf) {
  const files = [];
  for (const path of paths) {
    const entry = await tip.entry(path);
    const commit = commitOf(path) || commitOf(`${path.split("/")[0]}/project.yaml`);
    if (entry !== void 0) files.push({ path, kind: entry.kind, hash: entry.hash, commit });
  }
  return files;
}
async function foldersOf(tip, touched) {
  const paths = [...new Set([...touched].flatMap(foldersAbove))];
  return Promise.all(paths.map(async (path) => ({ path, items: await tip.folder(path) })));
}
function foldersAbove(path) {
  const parts = path.split("/").slice(0, -1);
  return ["", ...parts.map((_, i) => parts.slice(0, i + 1).join("/"))];
}

// src/app/meta-check.ts
var NO_COMMIT = /^0{40}(0{24})?$/;
async function checkMeta(inputs, ports) {
  const { from, dots, to } = parseRange(inputs.range);
  const history = await (await ports.metaHistories(inputs["top-dir"])).open(metaAddress(inputs));
  const now = ports.clock.now();
  const newest = await resolve(history, to);
  if (from === void 0 || NO_COMMIT.test(from)) return ordered(await checkWhole(history, newest, now));
  const oldest = await resolve(history, from);
  const base = await history.mergeBase(oldest, newest);
  if (base === void 0) return unrelated(history, oldest, newest);
  const checked = await checkRange(history, { from: base, to: newest }, now);
  const rewound = dots === ".." && base !== oldest ? [rewoundBy(oldest, newest)] : [];
  return ordered({ ...checked, findings: [...checked.findings, ...rewound] });
}
function parseRange(range) {
  const [, from, dots, to = ""] = /^(?:(.*?[^.])(\.{2,3}))?([^.].*)$/.exec(range) ?? [];
  if (to !== "" && !to.includes("..") && !/^-/.test(from ?? to) && !to.startsWith("-")) return { from, dots, to };
  throw inputFailure({
    code: "meta/range",
    message: `"${range}" names no commits`,
    hint: "write A..B for a push from A to B, A...B for what B brings to A, or B for all that it has",
    origin: inputOrigin("RANGE")
  });
}
async function resolve(history, revision) {
  const commit = await history.resolve(revision);
  if (commit !== void 0) return commit;
  throw inputFailure({
    code: "meta/unknown-commit",
    message: `${history.url} has no commit ${revision}`,
    hint: "if the branch was there before, it was rewritten since: find out who did that",
    origin: inputOrigin("RANGE")
  });
}
function unrelated(history, from, to) {
  return { url: history.url, commit: to, commits: 0, files: 0, findings: [rewoundBy(from, to)] };
}
function rewoundBy(from, to) {
  const message = `it does not follow ${from}: the branch would be rewound or rewritten, and every client refuse it`;
  const remedy = `rebase what is new on ${from.slice(0, 12)}, and push without force`;
  return errorIn({ path: "", commit: to }, "history/rewound", message, remedy);
}
function ordered(checked) {
  return { ...checked, findings: orderFindings(checked.findings) };
}
export {
  checkMeta
};

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  parseFormat
} from "./chunk-VRJHIDB3.js";
import {
  keysOf
} from "./chunk-OJPPOND5.js";
import {
  decodeRecord,
  isSameRecord
} from "./chunk-2S6KN2W3.js";
import {
  FORMAT_FILE,
  isRecordPath
} from "./chunk-YCM4N6T2.js";

// src/adapters/meta/meta-failure.ts
import { inputFailure$72 as inputFailure, operationFailure$72 as operationFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
function notMeta(url, why) {
  return inputFailure({
    code: "meta/not-meta",
    message: `${url} is not a meta repo: ${why}`,
    hint: "facs meta init makes one of an empty repository",
    origin: inputOrigin("--meta")
  });
}
function otherRepo(url, names) {
  return inputFailure({
    code: "meta/other-repo",
    message: `${url} holds something else: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", \u2026" : ""}`,
    hint: "a meta repo is a repository of its own: make an empty one",
    origin: inputOrigin("URL|DIR")
  });
}
function denied(url, said) {
  return operationFailure({
    code: "meta/denied",
    message: `${url} denies access: ${said}`,
    target: url,
    retry: "never",
    next: "check the rights of the token or key, and the rules of the branch; record writers belong on its bypass list"
  });
}
function unreachable(url, said) {
  return operationFailure({
    code: "meta/unreachable",
    message: `${url} cannot be reached: ${said}`,
    target: url,
    retry: "safe",
    next: "check the URL and the network, then run the same command again: what landed already is not written twice"
  });
}
function recordedOtherwise(path) {
  return operationFailure({
    code: "meta/exists",
    message: `${path} is recorded already, with other content; what was written once is never changed`,
    target: path,
    retry: "never",
    next: `facs meta cat ${path} shows what is recorded`
  });
}
function changedMeanwhile(path) {
  return operationFailure({
    code: "meta/changed",
    message: `${path} was changed by somebody else meanwhile`,
    target: path,
    retry: "safe",
    next: `facs meta log ${path} shows who changed it; look at it, then run the same command again`
  });
}
function rewound(url, seen, tip, forget) {
  return operationFailure({
    code: "meta/rewound",
    message: `the history of ${url} was rewound or rewritten: its tip was ${seen.slice(0, 12)}, and ${tip === void 0 ? "now it has no commits" : `${tip.slice(0, 12)} does not follow it`}`,
    target: url,
    retry: "never",
    next: `find out who did that, and push ${seen.slice(0, 12)} again; only if it is right so, delete ${forget}`
  });
}
function rewritten(url, path, commit, forget) {
  return operationFailure({
    code: "meta/rewritten",
    message: `commit ${commit.slice(0, 12)} of ${url} changes or removes ${path}, which is written once`,
    target: path,
    retry: "never",
    next: `find out who did that, and push a commit that puts the file back as it was; only if it is right so, delete ${forget}`
  });
}
function outOfTime(url, attempts, deadlineMs, said) {
  return operationFailure({
    code: "meta/deadline",
    message: `${url} refused ${attempts} pushes in ${Math.round(deadlineMs / 1e3)} s${said === "" ? "" : `: ${said}`}`,
    target: url,
    retry: "safe",
    next: "run the same command again; if this happens often, too many writers push to the same branch"
  });
}

// src/adapters/meta/check-meta.ts
import { unwrap$72 as unwrap } from "#common";
var BELONGS_TO_NOBODY = /^(readme|licen[cs]e|codeowners|\.gitignore|\.gitattributes|\.sops|\.github|define)(\.[a-z]+)?$/i;
function checkFormat(url, format) {
  if (format === void 0) throw notMeta(url, `it has no ${FORMAT_FILE}`);
  unwrap(parseFormat(new TextDecoder().decode(format)));
}
function refuseOtherRepo(url, top) {
  const others = top.filter((name) => !BELONGS_TO_NOBODY.test(name));
  if (others.length > 0) throw otherRepo(url, others);
}

// src/adapters/meta/safe-path.ts
function safePath(path) {
  const parts = path.split("/");
  if (/["\u0000-\u001f]/.test(path) || parts.some((part) => ["", ".", ".."].includes(part) || /^\.git$/i.test(part)))
    throw new Error(`not a path for the meta repo: ${JSON.stringify(path)}`);
  return path;
}

// src/adapters/meta/missing-files.ts
async function readMissing(readTip, { added, changed }) {
  const files = await readTip([...added, ...changed].map(({ path }) => safePath(path)));
  const newFiles = added.filter((file, i) => isToAdd(file, files[i]));
  const newVersions = changed.filter((file, i) => isToChange(file, files[added.length + i]));
  return [...newFiles, ...newVersions];
}
function isToAdd(file, there) {
  if (there === void 0) return true;
  const same = file.path.endsWith(".binpb") ? isSameRecord(file.bytes, there) : isSame(file.bytes, there);
  if (!same) throw recordedOtherwise(file.path);
  return false;
}
function isToChange(file, there) {
  if (isSame(there, file.bytes)) return false;
  if (!isSame(there, file.basedOn)) throw changedMeanwhile(file.path);
  return true;
}
function isSame(a, b) {
  if (a === void 0 || b === void 0) return a === b;
  return Buffer.compare(a, b) === 0;
}

// src/adapters/meta/scan-records.ts
import { unwrap$72 as unwrap2 } from "#common";

// src/core/meta/find-records.ts
import { comparePaths$81 as comparePaths } from "#common";
function toRows(records) {
  const rows = records.flatMap((stored) => keysOf(stored.record).map((key) => ({ key, stored })));
  return rows.sort((a, b) => compareKeys(a.key, b.key) || comparePaths(a.stored.path, b.stored.path));
}
function findIn(rows, query) {
  const { key, match } = query;
  const start = firstAtLeast(rows, key);
  const isAsked = (row) => match === "beginning" ? row?.key.startsWith(key) === true : row?.key === key;
  let end = start;
  while (isAsked(rows[end])) end += 1;
  return [...new Set(chooseLast(rows.slice(start, end), query.last).map(({ stored }) => stored))];
}
function chooseLast(rows, last) {
  if (last === void 0) return rows;
  if (last === "of-each-key") return rows.filter(({ key }, i) => rows[i + 1]?.key !== key);
  return last === 0 ? [] : rows.slice(-last);
}
function compareKeys(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function firstAtLeast(rows, key) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = low + high >> 1;
    if ((rows[middle]?.key ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/adapters/meta/scan-records.ts
function scanRecords(snapshot) {
  const known = /* @__PURE__ */ new Map();
  return async (query) => {
    const rows = known.get(query.folder) ?? readRows(snapshot, query.folder);
    known.set(query.folder, rows);
    return findIn(await rows, query);
  };
}
async function readRows({ list, readAll }, folder) {
  const paths = (await list(folder)).filter(isRecordPath);
  const files = await readAll(paths);
  return toRows(paths.map((path, i) => ({ path, record: unwrap2(decodeRecord(files[i] ?? new Uint8Array(), path)) })));
}

export {
  notMeta,
  denied,
  unreachable,
  rewound,
  rewritten,
  outOfTime,
  checkFormat,
  refuseOtherRepo,
  safePath,
  readMissing,
  scanRecords
};

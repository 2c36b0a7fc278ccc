import {
  changedMeanwhile,
  notMeta,
  otherRepo,
  recordedOtherwise
} from "./chunk-M5RN2OGV.js";
import {
  parseFormat
} from "./chunk-ESGIBEUM.js";
import {
  keysOf
} from "./chunk-BSO4ZHIJ.js";
import {
  isSameRecord
} from "./chunk-YNEHTLFL.js";
import {
  FORMAT_FILE
} from "./chunk-TOVEXTTC.js";

// src/adapters/meta/check-meta.ts
import { unwrap$75 as unwrap } from "./common.js";
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

// src/core/meta/find-records.ts
import { comparePaths$84 as comparePaths } from "./common.js";
function toRows(records) {
  return inOrder(records.flatMap((stored) => keysOf(stored.record).map((key) => ({ key, stored }))));
}
function findIn(rows, query) {
  return [...new Set(selectRows(rows, query).map(({ stored }) => stored))];
}
function selectRows(rows, query) {
  const { key, match, folder } = query;
  const isAsked = (row) => match === "beginning" ? row?.key.startsWith(key) === true : row?.key === key;
  const start = firstAtLeast(rows, key);
  let end = start;
  while (isAsked(rows[end])) end += 1;
  const found = rows.slice(start, end).filter(({ stored }) => folder === "" || stored.path.startsWith(`${folder}/`));
  return chooseLast(found, query.last);
}
function inOrder(rows) {
  return rows.toSorted((a, b) => compareKeys(a.key, b.key) || comparePaths(a.stored.path, b.stored.path));
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

export {
  checkFormat,
  refuseOtherRepo,
  safePath,
  readMissing,
  toRows,
  findIn,
  selectRows,
  inOrder,
  chooseLast
};

// src/core/meta/full-tree.ts
import { comparePaths$84 as comparePaths } from "./common.js";
function resolveEntries(record, base) {
  if (record.base === "") return record.entries;
  if (base === void 0 || base.digest !== record.base || base.base !== "")
    throw new Error(`tree ${record.digest} needs the full record of ${record.base}`);
  const entries = new Map(base.entries.map((entry) => [entry.path, entry]));
  for (const path of record.removed) entries.delete(path);
  for (const entry of record.entries) entries.set(entry.path, entry);
  return [...entries.values()].sort((a, b) => comparePaths(a.path, b.path));
}

export {
  resolveEntries
};

import {
  findIn,
  toRows
} from "./chunk-BQX6SH4V.js";
import {
  decodeRecord
} from "./chunk-YNEHTLFL.js";
import {
  isRecordPath
} from "./chunk-TOVEXTTC.js";

// src/adapters/meta/scan-records.ts
import { unwrap$75 as unwrap } from "./common.js";
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
  return toRows(paths.map((path, i) => ({ path, record: unwrap(decodeRecord(files[i] ?? new Uint8Array(), path)) })));
}

export {
  scanRecords
};

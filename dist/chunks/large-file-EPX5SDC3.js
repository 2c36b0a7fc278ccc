const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import "./chunk-QNEN4M7J.js";

// src/adapters/fs/large-file.ts
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { operationFailure$72 as operationFailure } from "#common";
import { refusals$5 as refusals } from "#common";
import { ifThere$8 as ifThere } from "#common";
var PART_BYTES = 256 * 1024;
var SENT_BYTES = 64 * 1024;
var scratch = Buffer.allocUnsafe(PART_BYTES);
async function measureFile(path, shown) {
  const handle = refusals(shown, () => ifThere(() => openSync(path, "r")));
  if (handle === void 0) return void 0;
  const hash = createHash("sha256");
  let size = 0;
  try {
    for (; ; ) {
      const length = refusals(shown, () => readSync(handle, scratch));
      if (length === 0) break;
      hash.update(scratch.subarray(0, length));
      size += length;
      await setImmediate();
    }
  } finally {
    closeSync(handle);
  }
  return { size, sha256: hash.digest("hex"), open: () => readAgain(path, { shown, size }) };
}
async function* readAgain(path, { shown, size }) {
  const handle = refusals(shown, () => ifThere(() => openSync(path, "r")));
  if (handle === void 0) throw changed(shown);
  let left = size;
  try {
    for (; ; ) {
      const part = Buffer.allocUnsafe(Math.min(left + 1, SENT_BYTES));
      const length = refusals(shown, () => readSync(handle, part));
      left -= length;
      if (length === 0 || left < 0) break;
      yield part.subarray(0, length);
      await setImmediate();
    }
  } finally {
    closeSync(handle);
  }
  if (left !== 0) throw changed(shown);
}
function changed(shown) {
  return operationFailure({
    code: "source/changed",
    message: `${shown} changed while the files were read`,
    target: shown,
    retry: "safe",
    next: "run the same command again, when nothing else writes there"
  });
}
export {
  measureFile
};


// src/adapters/fs/large-file.ts
const { createHash } = process.getBuiltinModule("node:crypto");
const { closeSync, openSync, readSync } = process.getBuiltinModule("node:fs");
const { setImmediate } = process.getBuiltinModule("node:timers/promises");
import { operationFailure$75 as operationFailure } from "./common.js";
import { refusals$6 as refusals } from "./common.js";
import { ifThere$9 as ifThere } from "./common.js";
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

import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import {
  describeRecord
} from "./chunk-YQGFEGQ3.js";
import {
  decodeRecord
} from "./chunk-YNEHTLFL.js";
import "./chunk-JAWLCWRX.js";

// src/app/show-meta.ts
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
async function showMeta(snapshot, what) {
  const bytes = await snapshot.read(what);
  if (bytes !== void 0) return [toShown(what, bytes)];
  const touched = await snapshot.touched(what);
  if (touched === void 0) throw await unknown(snapshot, what);
  const { githash, paths } = touched;
  const files = await Promise.all(paths.map((path) => snapshot.readAt(githash, path)));
  return paths.map((path, i) => toShown(path, files[i] ?? new Uint8Array()));
}
function toShown(path, bytes) {
  if (path.endsWith(".binpb")) return { path, record: unwrap(decodeRecord(bytes, path)) };
  return { path, text: new TextDecoder().decode(bytes) };
}
function describeShown({ record, text: text2 }) {
  return record === void 0 ? text2.replace(/\n$/, "") : describeRecord(record);
}
async function unknown(snapshot, what) {
  const hint = didYouMean(what, await snapshot.list(""));
  return inputFailure({
    code: "meta/unknown",
    message: `meta has no file and no commit ${what}`,
    origin: inputOrigin("WHAT"),
    ...hint === void 0 ? {} : { hint }
  });
}

// src/commands/meta-cat.ts
import { inputFailure$75 as inputFailure2, usageFailure$75 as usageFailure } from "./common.js";
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { metaPlaces$87 as metaPlaces } from "./common.js";
import { inputOrigin$88 as inputOrigin2 } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  what: text({ positional: true, placeholder: "PATH|COMMIT", help: "A file of meta, or a commit: all it wrote." }),
  file: text({ placeholder: "FILE", help: "A record on disk instead; git uses this as its textconv." }),
  ...metaPlaces
});
var metaCatCommand = defineCommand({
  name: "meta cat",
  summary: "Show a record, or all that a commit wrote, as text.",
  inputs,
  run: async (given, context) => {
    const { what, file } = given;
    if (what === void 0 === (file === void 0))
      throw usageFailure("give either PATH|COMMIT or --file", "meta cat");
    const shown = file === void 0 ? await showMeta(await (await openMeta(context.ports, given)).snapshot(), what ?? "") : [await readFile(file, context)];
    const texts = shown.map(
      (each) => shown.length > 1 ? `${each.path}
${describeShown(each)}` : describeShown(each)
    );
    return { data: shown, text: texts.join("\n\n") };
  }
});
async function readFile(file, { ports }) {
  const bytes = await (await ports.files()).read(file);
  if (bytes !== void 0) return { ...toShown(".binpb", bytes), path: file };
  throw inputFailure2({ code: "meta/unknown", message: `${file} is not there`, origin: inputOrigin2("--file") });
}
export {
  metaCatCommand
};

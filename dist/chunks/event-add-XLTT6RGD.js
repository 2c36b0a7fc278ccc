import {
  toRecordChange
} from "./chunk-OZENGT3G.js";
import {
  sha256
} from "./chunk-TRFWPX5H.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-SEBKJMWE.js";
import {
  bytesToHex
} from "./chunk-XPSAQ6XK.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import {
  MAX_EVENT_BYTES,
  checkEvent,
  tooLarge
} from "./chunk-KDHN3MIS.js";
import {
  describeRecord
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import {
  recordPath
} from "./chunk-TOVEXTTC.js";
import {
  readMapping
} from "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/event-add.ts
const { posix: posix2 } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
import { fileOrigin$88 as fileOrigin, inputOrigin$88 as inputOrigin } from "./common.js";
import { decodeText$11 as decodeText } from "./common.js";

// src/app/measure-file.ts
const { posix } = process.getBuiltinModule("node:path");
async function measureFile(files, path) {
  const folder = await files.folder(posix.dirname(path));
  const large = await folder?.measure?.(posix.basename(path));
  if (large?.sha256 !== void 0) return { size: large.size, sha256: large.sha256 };
  const bytes = await files.read(path);
  return bytes === void 0 ? void 0 : { size: bytes.length, sha256: bytesToHex(sha256(bytes)) };
}

// src/app/event-add.ts
async function addEvent(inputs2, { ports, environment }) {
  const files = await ports.files();
  const problems = [];
  const fields = { ...await readFields(inputs2.fields, files, problems), ...parseFields(inputs2.field, problems) };
  const read = await readFiles(inputs2.input, "--input", { files, cwd: environment.cwd, problems });
  const made = await readFiles(inputs2.output, "--output", { files, cwd: environment.cwd, problems });
  const meta = await openMeta(ports, inputs2);
  const project = await chooseProject(await meta.snapshot(), inputs2.project);
  const at = ports.clock.now();
  const { kind: event, instance = "" } = inputs2;
  const { actor: who, runUrl = "" } = environment;
  const record = {
    kind: "event",
    ...{ id: (await ports.ids()).ulid(at), event, project, instance, fields, who, runUrl, at },
    ...{ inputs: read, outputs: made }
  };
  const checked = checkEvent(record);
  if (!checked.ok) problems.push(...checked.issues.map(placed));
  if (problems.length > 0) throw inputFailure(...problems);
  if (inputs2["dry-run"]) return { event: record, commit: void 0 };
  const { commit } = await meta.append({ ...toRecordChange(project, [record]), changed: [] });
  return { event: record, commit };
}
async function readFiles(paths, flag, { files, cwd, problems }) {
  const found = [];
  for (const path of paths) {
    const refuse = (message, hint) => void problems.push({ code: "event/file", message, hint, origin: inputOrigin(flag) });
    const measured = await measureFile(files, path);
    if (measured !== void 0) found.push({ path: recordedPath(path, cwd), ...measured });
    else if (await files.isFolder(path)) refuse(`${path} is a folder`, "name its files, or an archive of it");
    else refuse(`${path} is not there`, "a file is named as this program would open it");
  }
  return found;
}
function recordedPath(path, cwd) {
  const absolute = posix2.resolve(cwd, path);
  return absolute.startsWith(`${cwd}/`) ? absolute.slice(cwd.length + 1) : absolute;
}
function parseFields(texts, problems) {
  const fields = {};
  for (const text2 of texts) {
    const [, name, value = ""] = /^([^=]*)=([\s\S]*)$/.exec(text2) ?? [];
    const refuse = (message) => void problems.push({ code: "event/field", message, origin: inputOrigin("--field") });
    if (name === void 0) refuse(`"${text2}" is no NAME=VALUE`);
    else if (Object.hasOwn(fields, name)) refuse(`the field ${name} is given twice`);
    else fields[name] = value;
  }
  return fields;
}
async function readFields(path, files, problems) {
  if (path === void 0) return {};
  const measured = await measureFile(files, path);
  const refuse = (issue) => {
    problems.push({ ...issue, origin: inputOrigin("--fields") });
    return {};
  };
  if (measured === void 0) return refuse({ code: "event/file", message: `${path} is not there` });
  if (measured.size > MAX_EVENT_BYTES) return refuse(tooLarge(measured.size));
  const text2 = unwrap(decodeText(await files.read(path) ?? new Uint8Array(), path, "event"));
  const { members } = unwrap(readMapping({ text: text2, file: path, area: "event", thing: "a file of fields" }));
  return Object.fromEntries(
    [...members].flatMap(([name, { value, key }]) => {
      if (value.kind === "scalar") return [[name, String(value.value ?? "")]];
      problems.push({
        code: "event/field",
        message: `the field ${name} must be one text`,
        origin: key ?? fileOrigin(path)
      });
      return [];
    })
  );
}
function placed(issue) {
  const flag = { "event/kind": "--kind", "event/field": "--field", "meta/name": "--instance" }[issue.code];
  return flag === void 0 || issue.origin !== void 0 ? issue : { ...issue, origin: inputOrigin(flag) };
}

// src/commands/event-add.ts
import { defineInputs$85 as defineInputs, list$85 as list, pairs$85 as pairs, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  project: subject.project,
  kind: text({ required: true, placeholder: "KIND", help: "What happened, in words joined by -, like docs-built." }),
  input: list({ placeholder: "FILE", help: "Files that it was made from: path, size and SHA-256 are recorded." }),
  output: list({ placeholder: "FILE", help: "Files that it made, likewise." }),
  field: pairs({ help: "A text to record, like tool=protoc; may be given several times." }),
  fields: text({ placeholder: "FILE", help: "More of them: a YAML or JSON file that maps names to texts." }),
  instance: text({ placeholder: "INSTANCE", help: "The instance that it is about. Absent: the project as a whole." }),
  ...metaPlaces,
  ...dryRun
});
var eventAddCommand = defineCommand({
  name: "event add",
  summary: "Record what a program did: a kind, texts, and the digests of its files.",
  inputs,
  outputs: {
    path: "Where the event lies in the meta repo.",
    "meta-commit": "The commit of the meta repo that recorded it; empty in a dry run."
  },
  action: { name: "event", title: "Facsimile event", icon: "edit", color: "purple" },
  run: async (given, { ports, environment }) => {
    const { event, commit } = await addEvent(given, { ports, environment });
    const path = recordPath(event.project, event);
    return {
      data: { event, path, commit: commit ?? null },
      outputs: { path, "meta-commit": commit ?? "" },
      text: [describeRecord(event), commit === void 0 ? "would be recorded" : `recorded as ${path}`].join("\n")
    };
  }
});
export {
  eventAddCommand
};

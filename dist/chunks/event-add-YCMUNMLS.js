const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  toRecordChange
} from "./chunk-AA3KVOIR.js";
import {
  sha256
} from "./chunk-M3KARG6Z.js";
import "./chunk-3HUYWUEX.js";
import {
  bytesToHex
} from "./chunk-ITJBLXQ5.js";
import {
  chooseProject
} from "./chunk-CNVGTS4K.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import {
  MAX_EVENT_BYTES,
  checkEvent,
  tooLarge
} from "./chunk-DYY74XMS.js";
import {
  describeRecord
} from "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import {
  recordPath
} from "./chunk-YCM4N6T2.js";
import {
  readMapping
} from "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/event-add.ts
import { posix as posix2 } from "node:path";
import { inputFailure$72 as inputFailure, unwrap$72 as unwrap } from "#common";
import { fileOrigin$85 as fileOrigin, inputOrigin$85 as inputOrigin } from "#common";
import { decodeText$10 as decodeText } from "#common";

// src/app/measure-file.ts
import { posix } from "node:path";
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
import { defineInputs$82 as defineInputs, list$82 as list, pairs$82 as pairs, text$82 as text } from "#common";
import { dryRun$84 as dryRun, metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeRecord,
  describeSubject
} from "./chunk-HP3UBCFD.js";
import {
  encodeRecord
} from "./chunk-2S6KN2W3.js";
import {
  recordPath
} from "./chunk-YCM4N6T2.js";

// src/core/meta/record-change.ts
function toRecordChange(project, records) {
  const added = records.map((record) => ({ path: recordPath(project, record), bytes: encodeRecord(record) }));
  const [first, ...others] = records.filter((record) => record.kind !== "event");
  const binaries = others.length === 1 ? "1 binary" : `${others.length} binaries`;
  const more = others.every((record) => record.kind === "binary") ? binaries : `${others.length} more records`;
  const subject = first === void 0 ? "events" : describeSubject(first);
  const body = records.map(describeRecord).join("\n\n");
  return { added, message: `${subject}${others.length === 0 ? "" : `, ${more}`}

${body}
` };
}

export {
  toRecordChange
};

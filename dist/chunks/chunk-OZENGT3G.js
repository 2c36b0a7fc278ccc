import {
  describeRecord,
  describeSubject
} from "./chunk-YQGFEGQ3.js";
import {
  encodeRecord
} from "./chunk-YNEHTLFL.js";
import {
  recordPath
} from "./chunk-TOVEXTTC.js";

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

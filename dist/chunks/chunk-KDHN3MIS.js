import {
  encodeRecord
} from "./chunk-YNEHTLFL.js";

// src/core/meta/new-event.ts
import { didYouMean$92 as didYouMean } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
import { parseName$91 as parseName } from "./common.js";
var OWN_KINDS = [
  ...["hold", "hold-released", "locked", "lock-released", "repair", "run-begun", "run-done", "run-failed"],
  ...["release-recorded", "binary-recorded", "binary-copy"]
];
var MAX_EVENT_BYTES = 64 * 1024;
var WORDS = /^[a-z0-9]+(-[a-z0-9]+)*$/;
var UNSEEN = new RegExp("[\\0-\\x08\\x0b-\\x1f\\x7f]|\\p{Surrogate}", "u");
function checkEvent(event) {
  const { instance } = event;
  const names = [parseName("project", event.project), ...instance === "" ? [] : [parseName("instance", instance)]];
  const issues = [
    ...checkKind(event.event),
    ...names.flatMap((name) => name.ok ? [] : name.issues),
    ...Object.entries(event.fields).flatMap(([name, value]) => checkField(name, value))
  ];
  const size = encodeRecord(event).length;
  if (size > MAX_EVENT_BYTES) issues.push(tooLarge(size));
  return issues.length > 0 ? invalid(...issues) : valid(event);
}
function checkKind(kind) {
  const refuse = (message, hint) => [{ code: "event/kind", message, hint }];
  if (!WORDS.test(kind) || kind.length > 100)
    return refuse(
      `"${kind}" is no kind of event`,
      "use lowercase letters and digits, words joined by -, like docs-built"
    );
  if (!OWN_KINDS.includes(kind)) return [];
  return refuse(`events of kind ${kind} are written by facs itself`, "name what your program did in words of its own");
}
function checkField(name, value) {
  const refuse = (message, hint) => [
    { code: "event/field", message, ...hint === void 0 ? {} : { hint } }
  ];
  if (!WORDS.test(name) || name.length > 100) {
    const words = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    return refuse(`"${name}" is no name of a field`, didYouMean(name, [words]) ?? "use words like tool-version");
  }
  return UNSEEN.test(value) ? refuse(`the field ${name} holds characters that nobody sees`) : [];
}
function tooLarge(size) {
  return {
    code: "event/too-large",
    message: `this event takes ${describeSize(size)}; at most ${describeSize(MAX_EVENT_BYTES)} may be recorded`,
    hint: "store what is large, and name the file with --input or --output: its digest is recorded"
  };
}
function describeSize(size) {
  return size < 1e6 ? `${Math.ceil(size / 1024)} KiB` : `${(size / 1024 / 1024).toFixed(1)} MiB`;
}

export {
  MAX_EVENT_BYTES,
  checkEvent,
  tooLarge
};

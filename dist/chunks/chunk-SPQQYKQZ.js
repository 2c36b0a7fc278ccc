const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  readProject
} from "./chunk-2GVTZCY7.js";
import {
  channelPath
} from "./chunk-3SVSA3EF.js";
import {
  isGithash
} from "./chunk-2XE6ZA5R.js";
import {
  LineCounter,
  isMap,
  isNode,
  isScalar,
  parseDocument
} from "./chunk-NSLUIHBZ.js";
import {
  didYouMean
} from "./chunk-MQ4C672U.js";
import {
  fileOrigin,
  inputFailure,
  inputOrigin,
  unwrap
} from "./chunk-42LGJTFO.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/meta/channel.ts
var KEYS = ["release", "hold"];
var NOTHING = ["", "false", "null", "~"];
function parseChannel(text, path) {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines });
  const [error] = document.errors;
  if (error !== void 0) {
    const [at] = error.linePos ?? [];
    return invalid({ code: "channel/yaml", message: error.message, origin: fileOrigin(path, at?.line, at?.col) });
  }
  const { contents } = document;
  if (contents === null) return valid({ release: void 0, hold: void 0 });
  const issueAt = (node, message, hint) => {
    const { line, col } = lines.linePos(isNode(node) && node.range?.[0] || 0);
    const issue = { code: "channel/invalid", message, origin: fileOrigin(path, line, col) };
    return hint === void 0 ? issue : { ...issue, hint };
  };
  if (!isMap(contents)) return invalid(issueAt(contents, "a channel file is a mapping", `keys: ${KEYS.join(", ")}`));
  const found = {};
  const issues = contents.items.flatMap(({ key, value }) => {
    const name = String(key);
    const hint = didYouMean(name, KEYS) ?? `its keys are ${KEYS.join(", ")}`;
    if (!KEYS.includes(name)) return [issueAt(key, `unknown key ${name}`, hint)];
    if (value !== null && !isScalar(value)) return [issueAt(value, `${name}: one text is meant`)];
    found[name] = String(value?.value ?? "");
    const githash = name !== "release" || NOTHING.includes(found[name]) || isGithash(found[name]);
    return githash ? [] : [issueAt(value, `release: "${found[name]}" is not a full githash`)];
  });
  if (issues.length > 0) return invalid(...issues);
  return valid({ release: textOf(found["release"]), hold: textOf(found["hold"]) });
}
function withRelease(text, githash) {
  const document = parseDocument(text ?? "");
  document.set("release", githash);
  return document.toString();
}
function textOf(value = "") {
  return NOTHING.includes(value) ? void 0 : value;
}

// src/app/channels.ts
async function listChannels(snapshot, project) {
  const { channels } = await readProject(snapshot, project);
  const paths = channels.map((channel) => channelPath(project, channel));
  const files = await snapshot.readAll(paths);
  return channels.map((name, i) => toStoredChannel(name, paths[i] ?? "", files[i]));
}
async function readChannel(snapshot, project, channel) {
  const { channels } = await readProject(snapshot, project);
  if (!channels.includes(channel)) {
    throw inputFailure({
      code: "channel/unknown",
      message: `${project} has no channel ${channel}`,
      hint: didYouMean(channel, channels) ?? `its channels are ${channels.join(", ")}`,
      origin: inputOrigin("CHANNEL")
    });
  }
  const path = channelPath(project, channel);
  return toStoredChannel(channel, path, await snapshot.read(path));
}
function toStoredChannel(name, path, bytes) {
  const text = bytes === void 0 ? "" : new TextDecoder().decode(bytes);
  return { name, path, bytes, ...unwrap(parseChannel(text, path)) };
}

export {
  parseChannel,
  withRelease,
  listChannels,
  readChannel
};

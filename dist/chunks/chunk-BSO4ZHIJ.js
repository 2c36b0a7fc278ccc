// src/core/meta/record-keys.ts
var KEYS_VERSION = 1;
var byGithash = (githash) => key("githash", hex(githash));
var byName = (name) => key("name", name);
var BY_DATE = "date ";
var bySha256 = (sha256) => key("sha256", hex(sha256));
var byBase = (digest) => key("base", hex(digest));
var byCopy = (release) => key("copy", hex(release));
var byTree = (digest) => key("tree", hex(digest));
var byDefinitions = (githash) => key("definitions", hex(githash));
var byHost = (host, instance = "") => key("host", host, instance);
var byInstance = (instance, host = "") => key("instance", instance, host);
var BY_INSTANCE = "instance ";
var byBrought = (instance, host, { release, tree }) => key("brought", instance, host, hex(release), hex(tree));
var byEvent = (instance) => key("event", instance);
var byHold = (instance) => key("hold", instance);
var KEYS = {
  release: ({ githash, version, tag, committedAt, repos }) => [
    ...[githash, ...repos.map((repo) => repo.githash)].map(byGithash),
    ...[version, tag].filter((name) => name !== "").map(byName),
    key("date", String(committedAt).padStart(DATE_DIGITS, "0"))
  ],
  binary: ({ sha256 }) => [bySha256(sha256)],
  tree: ({ entries, base }) => [
    ...entries.flatMap(({ content }) => content.kind === "file" ? [bySha256(content.sha256)] : []),
    ...base === "" ? [] : [byBase(base)]
  ],
  "deployment-begin": ({ instance, release, definitions, hosts }) => [
    ...[release, ...hosts.flatMap(({ from, to }) => (from === void 0 ? [to] : [from, to]).map(releaseOf))].map(
      byCopy
    ),
    ...hosts.flatMap(({ from, to }) => [...from === void 0 ? [] : [byTree(from.tree)], byTree(to.tree)]),
    ...definitions.githash === "" || definitions.githash === release ? [] : [byDefinitions(definitions.githash)],
    ...hosts.flatMap(({ host }) => [byHost(host, instance), byInstance(instance, host)]),
    byInstance(instance)
  ],
  "deployment-end": ({ instance, hosts }) => hosts.flatMap(({ host, outcome, now }) => {
    if (now === void 0) return [];
    return [byCopy(now.release), ...outcome === "activated" ? [byBrought(instance, host, now)] : []];
  }),
  event: ({ event, instance }) => {
    if (instance === "") return [];
    return [byEvent(instance), ...event === "hold" || event === "hold-released" ? [byHold(instance)] : []];
  },
  unknown: () => []
};
function keysOf(record) {
  const keys = KEYS[record.kind];
  return [...new Set(keys(record))];
}
var DATE_DIGITS = 12;
var OTHERS = /[^\x21-\x7e]/;
var ALL_OTHERS = /[^\x21-\x7e]/g;
var HEX_DIGITS = 16;
function hex(digits) {
  return digits.slice(0, HEX_DIGITS);
}
function releaseOf({ release }) {
  return release;
}
function key(field, ...words) {
  let text = field;
  for (const word of words) text += OTHERS.test(word) ? ` ${word.replace(ALL_OTHERS, "_")}` : ` ${word}`;
  return text;
}

export {
  KEYS_VERSION,
  byGithash,
  byName,
  BY_DATE,
  bySha256,
  byBase,
  byCopy,
  byTree,
  byDefinitions,
  byHost,
  byInstance,
  BY_INSTANCE,
  byBrought,
  byEvent,
  byHold,
  keysOf
};

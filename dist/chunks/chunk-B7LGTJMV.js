import {
  readMapping
} from "./chunk-IKWEXBVC.js";

// src/core/meta/freeze.ts
var KEYS = ["channels", "from", "until", "zone", "reason"];
var DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
var ONCE = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[ T]((?:[01]\d|2[0-3]):[0-5]\d)$/;
var WEEKLY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]* +([01]\d|2[0-3]):([0-5]\d)$/i;
var HINT = "write 2026-12-20 16:00 for once, or fri 16:00 for every week";
function freezeAt(freezes, channel, now) {
  return freezes.find(
    ({ channels, zone, window }) => (channels.length === 0 || channels.includes(channel)) && covers(window, zone, now)
  );
}
function describeFreeze({ window, zone, reason }) {
  return `frozen until ${window.kind === "once" ? window.until : window.end} (${zone}): ${reason}`;
}
function readFreeze(entry, channels, reader) {
  const { members, origin } = entry;
  reader.expectKeys(entry, KEYS);
  const only = reader.texts("channels", members.get("channels"));
  for (const { text, origin: origin2 } of only)
    if (!channels.includes(text))
      reader.refuse(origin2, `there is no channel ${text}`, `there are ${channels.join(", ")}`);
  const [from, until, reason] = ["from", "until", "reason"].map((name) => need(name, members.get(name), entry, reader));
  const zone = readZone(reader.text("zone", members.get("zone")), reader);
  if (from === void 0 || until === void 0 || reason === void 0) return void 0;
  const window = readWindow(from, until, reader);
  if (window === void 0 || zone === void 0) return void 0;
  const named = only.map(({ text }) => text);
  if (members.has("channels") && named.length === 0) reader.refuse(origin, "channels: leave it out for all of them");
  return { channels: named, zone, reason: reason.text.replace(/\s+/g, " "), window };
}
function covers(window, zone, now) {
  const { date, time, minuteOfWeek } = clockIn(zone, now);
  if (window.kind === "once") return window.from <= `${date} ${time}` && `${date} ${time}` < window.until;
  const { from, until } = window;
  if (from < until) return from <= minuteOfWeek && minuteOfWeek < until;
  return from <= minuteOfWeek || minuteOfWeek < until;
}
function clockIn(zone, now) {
  const shown = clockOf(zone).formatToParts(now);
  const part = (type) => shown.find((each) => each.type === type)?.value ?? "";
  const day = DAYS.indexOf(part("weekday").toLowerCase());
  return {
    date: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
    minuteOfWeek: (day * 24 + Number(part("hour"))) * 60 + Number(part("minute"))
  };
}
function clockOf(timeZone) {
  const two = "2-digit";
  const date = { year: "numeric", month: two, day: two, weekday: "short" };
  return new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...date, hour: two, minute: two });
}
function need(name, member, { origin }, reader) {
  if (member === void 0) reader.refuse(origin, `a freeze needs ${name}`);
  return reader.text(name, member);
}
function readZone(given, reader) {
  if (given === void 0) return "UTC";
  try {
    clockOf(given.text);
    return given.text;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reader.refuse(given.origin, `zone: "${given.text}" is no time zone`, "write one like Europe/Paris, or UTC");
    return void 0;
  }
}
function readWindow(from, until, reader) {
  const [start, end] = [readMoment(from, reader), readMoment(until, reader)];
  if (start === void 0 || end === void 0) return void 0;
  if (typeof start === "string" && typeof end === "string" && start < end)
    return { kind: "once", from: start, until: end };
  if (typeof start === "number" && typeof end === "number" && start !== end)
    return { kind: "weekly", from: start, until: end, end: until.text };
  const isMixed = typeof start !== typeof end;
  reader.refuse(
    until.origin,
    isMixed ? "from and until: one form for both is meant" : "until: it must be after from",
    HINT
  );
  return void 0;
}
function readMoment({ text, origin }, reader) {
  const [, date, time] = ONCE.exec(text) ?? [];
  if (date !== void 0) return `${date} ${time}`;
  const [, day, hour, minute] = WEEKLY.exec(text) ?? [];
  if (day !== void 0) return (DAYS.indexOf(day.toLowerCase()) * 24 + Number(hour)) * 60 + Number(minute);
  reader.refuse(origin, `"${text}" is no moment`, HINT);
  return void 0;
}

// src/core/meta/project.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";

// src/core/meta/channel-policy.ts
import { BINARY$91 as BINARY, parseName$91 as parseName } from "./common.js";
var KEYS2 = ["sign", "from", "binaries"];
var ANYWHERE = "anywhere";
function defaultPolicy(channels, channel) {
  const before = channels[channels.indexOf(channel) - 1];
  return { sign: [], from: before === void 0 ? [] : [before], binaries: [] };
}
function readPolicy(entry, { channels, channel }, reader) {
  const { members } = entry;
  reader.expectKeys(entry, KEYS2);
  const usual = defaultPolicy(channels, channel);
  return {
    sign: reader.texts("sign", members.get("sign")).map(({ text }) => text),
    from: members.has("from") ? readFrom(entry, { channels, channel }, reader) : usual.from,
    binaries: readBinaries(entry, reader)
  };
}
function readFrom({ members }, { channels, channel }, reader) {
  const said = reader.texts("from", members.get("from"));
  if (said.length === 1 && said[0]?.text === ANYWHERE) return [];
  const others = channels.filter((name) => name !== channel);
  for (const { text, origin } of said)
    if (!others.includes(text))
      reader.refuse(origin, `from: there is no other channel ${text}`, `write ${[...others, ANYWHERE].join(", ")}`);
  if (said.length === 0) reader.issues.push(...noFrom(members.get("from")?.key));
  return said.map(({ text }) => text);
}
function noFrom(origin) {
  if (origin === void 0) return [];
  return [{ code: "project/invalid", message: `from: a list of channels, or ${ANYWHERE}`, origin }];
}
function readBinaries({ members }, reader) {
  return reader.texts("binaries", members.get("binaries")).flatMap(({ text, origin }) => {
    const [, name = "", platform = ""] = /^(.*)\.([^.]*)$/.exec(text) ?? [];
    if (BINARY.test(name) && parseName("platform", platform).ok) return [text];
    reader.refuse(origin, `binaries: "${text}" is no binary`, "write NAME.PLATFORM, like server.linux-x64");
    return [];
  });
}

// src/core/meta/project.ts
import { parseName$91 as parseName2 } from "./common.js";

// src/core/meta/small-reader.ts
import { didYouMean$92 as didYouMean } from "./common.js";
var SmallReader = class {
  /** In the order in which they were found. */
  issues = [];
  code;
  /** @param code Of every issue that is told by `refuse`. */
  constructor(code) {
    this.code = code;
  }
  /** Notes a mistake. */
  refuse(origin, message, hint) {
    this.issues.push({ code: this.code, message, origin, ...hint === void 0 ? {} : { hint } });
  }
  /** Refuses every key that is none of these. */
  expectKeys({ members }, known) {
    for (const [name, { key }] of members) {
      if (known.includes(name)) continue;
      this.refuse(key, `unknown key ${name}`, didYouMean(name, known) ?? `its keys are ${known.join(", ")}`);
    }
  }
  /** The text of a member; undefined, and noted, when it is something else or empty. */
  text(name, member) {
    if (member === void 0) return void 0;
    const { key, value } = member;
    const text = value.kind === "scalar" ? String(value.value ?? "").trim() : "";
    if (text === "") this.refuse(key, `${name}: one text is meant`);
    return text === "" ? void 0 : { text, origin: value.origin };
  }
  /** The texts of a member that is a list of them, or one; none when it is not there. */
  texts(name, member) {
    if (member === void 0) return [];
    if (member.value.kind !== "list") return [this.text(name, member)].filter((text) => text !== void 0);
    return member.value.items.flatMap((value) => {
      const text = value.kind === "scalar" ? String(value.value ?? "").trim() : "";
      if (text === "") this.refuse(value.origin, `${name}: each is one text`);
      return text === "" ? [] : [{ text, origin: value.origin }];
    });
  }
  /** The members of a value that is a mapping; undefined, and noted, when it is something else. */
  mapping(name, value) {
    if (value.kind === "mapping") return value;
    this.refuse(value.origin, `${name}: keys with values are meant`);
    return void 0;
  }
};

// src/core/meta/project.ts
var FIRST_PROJECT = { channels: ["edge", "stable"] };
var KEYS3 = ["channels", "policy", "freezes"];
function parseProject(text, path) {
  const read = readMapping({ text, file: path, area: "project", thing: "project.yaml" });
  if (!read.ok) return read;
  const reader = new SmallReader("project/invalid");
  reader.expectKeys(read.value, KEYS3);
  const channels = readChannels(read.value, reader);
  const policies = readPolicies(read.value, channels, reader);
  const freezes = readFreezes(read.value, channels, reader);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ channels, policies, freezes });
}
function readChannels({ members, origin }, reader) {
  const member = members.get("channels");
  const said = member?.value.kind === "list" ? reader.texts("channels", member) : [];
  if (said.length === 0)
    reader.refuse(member?.key ?? origin, "channels: a list of names, the first is where releases enter");
  const channels = /* @__PURE__ */ new Set();
  for (const { text, origin: origin2 } of said) {
    const name = parseName2("channel", text);
    if (!name.ok) reader.issues.push(...name.issues.map((issue) => ({ ...issue, origin: origin2 })));
    if (channels.has(text)) reader.refuse(origin2, "channels: a name stands twice");
    channels.add(text);
  }
  return [...channels];
}
function readPolicies({ members }, channels, reader) {
  const policies = new Map(channels.map((channel) => [channel, defaultPolicy(channels, channel)]));
  const member = members.get("policy");
  const entries = member === void 0 ? void 0 : reader.mapping("policy", member.value);
  for (const [channel, { key, value }] of entries?.members ?? []) {
    if (!policies.has(channel))
      reader.refuse(key, `there is no channel ${channel}`, `there are ${channels.join(", ")}`);
    const entry = reader.mapping(channel, value);
    if (entry !== void 0) policies.set(channel, readPolicy(entry, { channels, channel }, reader));
  }
  return policies;
}
function readFreezes({ members }, channels, reader) {
  const member = members.get("freezes");
  if (member === void 0) return [];
  if (member.value.kind !== "list") {
    reader.refuse(member.key, "freezes: a list is meant, each with from, until and reason");
    return [];
  }
  return member.value.items.flatMap((item) => {
    const entry = reader.mapping("freezes", item);
    const freeze = entry === void 0 ? void 0 : readFreeze(entry, channels, reader);
    return freeze === void 0 ? [] : [freeze];
  });
}
function encodeProject({ channels }) {
  const comment = "# Channels in the order of promotion; releases enter at the first.";
  return `${comment}
channels: [${channels.join(", ")}]
`;
}

export {
  freezeAt,
  describeFreeze,
  FIRST_PROJECT,
  parseProject,
  encodeProject
};

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  projectPath
} from "./chunk-YCM4N6T2.js";
import {
  readMapping
} from "./chunk-DNB4XOF6.js";

// src/app/projects.ts
import { inputFailure$72 as inputFailure, unwrap$72 as unwrap } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
import { parseName$88 as parseName2 } from "#common";

// src/core/meta/project.ts
import { didYouMean$89 as didYouMean } from "#common";
import { invalid$91 as invalid, valid$91 as valid } from "#common";
import { parseName$88 as parseName } from "#common";
var FIRST_PROJECT = { channels: ["edge", "stable"] };
var KEYS = ["channels"];
function parseProject(text, path) {
  const read = readMapping({ text, file: path, area: "project", thing: "project.yaml" });
  if (!read.ok) return read;
  const { members, origin } = read.value;
  const unknown = [...members].filter(([key]) => !KEYS.includes(key));
  const problems = unknown.map(([key, { key: at }]) => problem(at, `unknown key ${key}`, didYouMean(key, KEYS)));
  const channels = readChannels(members.get("channels"), origin, problems);
  return problems.length > 0 ? invalid(...problems) : valid({ channels });
}
function readChannels(member, around, problems) {
  const at = member?.key ?? around;
  const items = member?.value.kind === "list" ? member.value.items : [];
  if (items.length === 0) problems.push(problem(at, "channels: a list of names, the first is where releases enter"));
  const channels = /* @__PURE__ */ new Set();
  for (const item of items) {
    if (item.kind !== "scalar") {
      problems.push(problem(item.origin, "channels: each is one name"));
      continue;
    }
    const channel = String(item.value);
    const name = parseName("channel", channel);
    if (!name.ok) problems.push(...name.issues.map((issue) => ({ ...issue, origin: item.origin })));
    if (channels.has(channel)) problems.push(problem(item.origin, "channels: a name stands twice"));
    channels.add(channel);
  }
  return [...channels];
}
function encodeProject({ channels }) {
  const comment = "# Channels in the order of promotion; releases enter at the first.";
  return `${comment}
channels: [${channels.join(", ")}]
`;
}
function problem(origin, message, hint) {
  return { code: "project/invalid", message, origin, ...hint === void 0 ? {} : { hint } };
}

// src/app/projects.ts
import { didYouMean$89 as didYouMean2 } from "#common";
import { decodeText$10 as decodeText } from "#common";
async function listProjects(snapshot) {
  const folders = (await snapshot.children("")).filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const names = folders.filter((name) => parseName2("project", name).ok);
  const files = await snapshot.readAll(names.map(projectPath));
  return names.filter((_, i) => files[i] !== void 0);
}
async function chooseProject(snapshot, given) {
  const names = await listProjects(snapshot);
  const [only] = names;
  if (given === void 0 && names.length === 1 && only !== void 0) return only;
  if (given !== void 0 && names.includes(given)) return given;
  throw given === void 0 ? whichProject(names) : unknownProject(given, names);
}
async function readProject(snapshot, project) {
  unwrap(parseName2("project", project));
  const path = projectPath(project);
  const bytes = await snapshot.read(path);
  if (bytes === void 0) throw unknownProject(project, await listProjects(snapshot));
  return unwrap(parseProject(unwrap(decodeText(bytes, path, "project")), path));
}
function whichProject(names) {
  return inputFailure({
    code: "project/which",
    message: names.length === 0 ? "the meta repo has no project yet" : `which project? there are ${names.join(", ")}`,
    hint: names.length === 0 ? "its first release makes one: facs release create" : "name one as PROJECT",
    origin: inputOrigin("PROJECT")
  });
}
function unknownProject(given, names) {
  const first = "it has none yet: the first release makes one, with facs release create";
  const known = names.length === 0 ? first : `there are ${names.join(", ")}`;
  return inputFailure({
    code: "project/unknown",
    message: `the meta repo has no project ${given}`,
    hint: didYouMean2(given, names) ?? known,
    origin: inputOrigin("PROJECT")
  });
}

export {
  FIRST_PROJECT,
  encodeProject,
  listProjects,
  chooseProject,
  readProject
};

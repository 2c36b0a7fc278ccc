import {
  hostsOrLocal
} from "./chunk-ZJSGJCEA.js";
import {
  buildKnownTrees,
  maskState
} from "./chunk-FFSKWJZY.js";
import {
  readState
} from "./chunk-JUE3Q72V.js";
import {
  stateInputsFor
} from "./chunk-OEAUEXIH.js";
import {
  mapBounded
} from "./chunk-DBGHAI7F.js";
import {
  gather
} from "./chunk-3CZVO4XC.js";
import {
  toSourceUrl
} from "./chunk-LHH4TCB6.js";

// src/app/diff.ts
import { toYaml$70 as toYaml } from "./common.js";

// src/core/diff/differing-values.ts
import { toObject$72 as toObject } from "./common.js";
import { isObject$90 as isObject } from "./common.js";
function differingValues(a, b) {
  return differingPaths(a.value, b.value, []).map((path) => ({ path, a: a.trail(path), b: b.trail(path) }));
}
function isSame(a, b) {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  return isObject(a) && isObject(b) && keysOf(a, b).every((key) => isSame(a[key], b[key]));
}
function orderedAs(model, value) {
  if (Array.isArray(value)) return value.map((item, i) => orderedAs(Array.isArray(model) ? model[i] : void 0, item));
  if (!isObject(value) || !isObject(model)) return value;
  const keys = keysOf(model, value).filter((key) => key in value);
  return toObject(keys.map((key) => [key, orderedAs(model[key], value[key])]));
}
function differingPaths(a, b, at) {
  if (isSame(a, b)) return [];
  if (!isObject(a) || !isObject(b)) return [at];
  return keysOf(a, b).flatMap((key) => differingPaths(a[key], b[key], [...at, key]));
}
function keysOf(a, b) {
  return [.../* @__PURE__ */ new Set([...Object.keys(a), ...Object.keys(b)])];
}

// src/core/diff/pair-hosts.ts
function pairHosts(a, b) {
  const targets = [...new Set([...a.targets, ...b.targets].map(({ name }) => name))];
  if (targets.length === 0) return pairTarget("", hostsIn(a, ""), hostsIn(b, ""));
  return targets.flatMap((target) => pairTarget(target, hostsIn(a, target), hostsIn(b, target)));
}
function hostsIn(settings, target) {
  if (settings.hosts.length === 0) return hostsOrLocal(settings).map((host) => host.name);
  return settings.targets.find(({ name }) => name === target)?.hosts ?? [];
}
function pairTarget(target, a, b) {
  const [firstA, firstB] = [a[0], b[0]];
  if (firstA === void 0) return b.map((host) => ({ target, b: host }));
  if (firstB === void 0) return a.map((host) => ({ target, a: host }));
  const common = a.filter((host) => b.includes(host));
  const [restA, restB] = [a, b].map((hosts) => hosts.filter((host) => !common.includes(host)));
  const length = Math.max(restA.length, restB.length);
  const others = Array.from({ length }, (_, i) => ({ target, a: restA[i] ?? firstA, b: restB[i] ?? firstB }));
  return [...common.map((host) => ({ target, a: host, b: host })), ...others];
}

// src/app/diff.ts
import { describeIssue$88 as describeIssue } from "./common.js";

// src/core/diff/compare-files.ts
import { comparePaths$84 as comparePaths } from "./common.js";
function compareFiles(a, b) {
  const paths = new Set([a, b].flatMap(({ files, unknown }) => [...files.keys(), ...unknown.keys()]));
  return [...paths].sort(comparePaths).flatMap((path) => compareFile(path, a, b) ?? []);
}
function compareFile(path, a, b) {
  const why = [a.unknown.get(path), b.unknown.get(path)].filter((each) => each !== void 0);
  if (why.length > 0) return { path, change: "unknown", why: [...new Set(why)].join("; ") };
  const [before, after] = [a.files.get(path), b.files.get(path)];
  if (before === void 0) return after === void 0 ? void 0 : { path, change: "added", b: after };
  if (after === void 0) return { path, change: "removed", a: before };
  const seen = before.kind === after.kind && before.mode === after.mode && before.shown === after.shown;
  if (!seen) return { path, change: "changed", a: before, b: after };
  return before.content === after.content ? void 0 : { path, change: "secrets", a: before, b: after };
}

// src/app/diff/compare-trees.ts
var MAX_SHOWN_BYTES = 1024 * 1024;
async function compareTrees(pairs, a, b) {
  const groups = /* @__PURE__ */ new Map();
  for (const pair of pairs) {
    const [before, after] = viewsOf(pair, a, b);
    const alone = before === void 0 || after === void 0;
    const key = alone ? `${pair.target} ${after === void 0}` : JSON.stringify([before.copy, after.copy]);
    groups.set(key, [...groups.get(key) ?? [], pair]);
  }
  return mapBounded([...groups.values()], (group) => compareGroup(group, a, b));
}
async function compareGroup(pairs, a, b) {
  const named = (names) => [...new Set(names.filter((name) => name !== void 0))];
  const hosts = {
    targets: named(pairs.map(({ target }) => target)),
    a: named(pairs.map((pair) => pair.a)),
    b: named(pairs.map((pair) => pair.b))
  };
  const [before, after] = pairs[0] === void 0 ? [] : viewsOf(pairs[0], a, b);
  if (before === void 0 || after === void 0) return { ...hosts, files: [] };
  const files = await mapBounded(compareFiles(before, after), async (change) => {
    const sides = { a: { label: a.label, view: before }, b: { label: b.label, view: after } };
    return { ...change, diff: await describeLines(change, sides) };
  });
  return { ...hosts, files };
}
function viewsOf(pair, a, b) {
  return [a.hosts.get(pair.a ?? ""), b.hosts.get(pair.b ?? "")];
}
async function describeLines({ path, change, a, b }, sides) {
  if (change === "secrets" || change === "unknown") return null;
  const [before, after] = await Promise.all([readText(a, path, sides.a.view), readText(b, path, sides.b.view)]);
  if (before === null || after === null) return null;
  const { describeDifference } = await import("./unified-CVRNF4BR.js");
  const named = (label, text) => ({ name: `${label}/${path}`, text });
  return describeDifference(named(sides.a.label, before), named(sides.b.label, after)) || null;
}
async function readText(state, path, view) {
  if (state === void 0) return void 0;
  const content = state.kind === "file" ? view.content(path) : void 0;
  if (content === void 0 || content.size > MAX_SHOWN_BYTES) return null;
  return toText(await readAll(content));
}
async function readAll(content) {
  const pieces = [];
  for await (const piece of content.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}
function toText(bytes) {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

// src/app/diff/open-side.ts
const { posix } = process.getBuiltinModule("node:path");
import { openDefinition$18 as openDefinition } from "./common.js";
async function openSide(inputs, ports, { cwd }) {
  if (inputs.version !== void 0 || inputs.meta !== void 0 || inputs["src-dir"] !== void 0)
    return fromRelease(inputs, ports);
  const definition = await openDefinition(inputs, ports);
  const repos = await ports.sourceRepos(inputs["top-dir"]);
  const root = await repos.root(".");
  const hint = "name a VERSION, or use --meta or --src-dir";
  if (root === void 0) return { definition, why: `no release says which files to compare: ${hint}` };
  const { repo } = definition.settings;
  if (repo !== void 0 && toSourceUrl(repo) !== (await repos.workTree(".")).url)
    return { definition, why: `the code of ${definition.project} lies elsewhere: ${hint}` };
  return fromRelease({ ...inputs, "src-dir": posix.relative(cwd, root) || "." }, ports);
}
async function fromRelease(inputs, ports) {
  const gathered = await gather({ ...inputs, "dry-run": true }, ports);
  return { definition: gathered.definition, gathered };
}

// src/app/diff/side-files.ts
import { isFailure$75 as isFailure } from "./common.js";
async function readSideFiles(gathered, places, ports) {
  const { definition, release, define } = gathered;
  const state = await readState(stateInputsFor(gathered, places), ports);
  const hosts = hostsOrLocal(definition.settings, places.platform);
  const inputs = { definition, release, define, hosts, state, topDir: places.topDir };
  const real = await buildKnownTrees(inputs, ports);
  const masked = await buildMasked(inputs, real, ports);
  const trees = [...new Set(real.trees.values())];
  return new Map(
    [...real.trees].map(([host, tree]) => {
      const needs = real.needs.filter((need) => need.host === host);
      const unknown = new Map(
        needs.map(({ path, wanted }) => [path, describeNeed(state, real.refused, wanted)])
      );
      const copy = JSON.stringify([trees.indexOf(tree), [...unknown]]);
      return [host, { ...viewHost(tree, masked?.trees.get(host)), copy, unknown }];
    })
  );
}
async function buildMasked(inputs, real, ports) {
  const { state } = inputs;
  if (state.kind !== "open" || ![...real.trees.values()].some(holdsSecrets)) return real;
  try {
    return await buildKnownTrees(
      { ...inputs, state: { ...state, state: maskState(state.state) }, masked: true },
      ports
    );
  } catch (error) {
    if (isFailure(error) && error.kind === "input") return void 0;
    throw error;
  }
}
function holdsSecrets(tree) {
  return secretPaths(tree).size > 0;
}
function secretPaths({ tree, artefacts }) {
  const deployed = tree.entries.filter(({ content }) => content.kind === "secret");
  const beside = [...artefacts.values()].filter(({ body }) => body.kind === "file" && body.secret);
  return new Set([...deployed, ...beside].map(({ path }) => path));
}
function viewHost(real, masked) {
  const secrets = secretPaths(real);
  const content = (path) => masked === void 0 && secrets.has(path) ? void 0 : contentOf(masked ?? real, path);
  const states = [...statesOf(real)].map(([path, state]) => {
    const shown = content(path)?.sha256 ?? state.content;
    return [path, { ...state, shown }];
  });
  return { files: new Map(states), content };
}
function statesOf({ tree, contents, artefacts }) {
  const states = /* @__PURE__ */ new Map();
  for (const { path, mode, content } of tree.entries) {
    if (content.kind === "link") states.set(path, { kind: "link", mode, content: content.target });
    else if (content.kind === "dir") states.set(path, { kind: "dir", mode, content: "" });
    else states.set(path, { kind: "file", mode, content: contents.get(path)?.sha256 ?? "" });
  }
  for (const [path, { mode, body }] of artefacts) {
    const content = body.kind === "file" ? body.content.sha256 : body.kind === "link" ? body.target : "";
    states.set(path, { kind: body.kind, mode, content });
  }
  return states;
}
function contentOf({ contents, artefacts }, path) {
  const body = artefacts.get(path)?.body;
  return contents.get(path) ?? (body?.kind === "file" ? body.content : void 0);
}
function describeNeed(state, refused, wanted) {
  if (refused !== void 0) return `needs key: ${refused.message}`;
  if (state.kind === "locked") return `needs key: ${state.failure.message}`;
  const missing = state.kind === "absent" ? "does not exist yet" : "does not hold it yet";
  return `needs the ${wanted}: ${state.path} ${missing}`;
}

// src/app/diff.ts
async function diff(inputs, ports, environment) {
  const { other, against, "against-define-ref": ref, ...first } = inputs;
  const [older, newer] = against === void 0 ? [first, { ...first, instance: other ?? "" }] : [{ ...first, version: against, ...ref !== void 0 && { "define-ref": ref } }, first];
  const quiet = { ...ports, talk: sayOnce(ports.talk) };
  const a = await openSide(older, quiet, environment);
  const b = await openSide(newer, quiet, environment);
  const labels = against === void 0 ? [older.instance, newer.instance] : [`${older.instance}@${against}`, newer.instance];
  const [labelA = "", labelB = ""] = labels;
  return {
    a: describeSide(labelA, a),
    b: describeSide(labelB, b),
    definition: await describeDefinitions([labelA, a.definition], [labelB, b.definition]),
    values: differingValues(a.definition, b.definition),
    trees: await compareSides([labelA, a], [labelB, b], {
      topDir: inputs["top-dir"],
      cwd: environment.cwd,
      platform: environment.platform,
      ports
    })
  };
}
function sayOnce(talk) {
  const said = /* @__PURE__ */ new Set();
  const warn = (issue) => {
    const text = describeIssue(issue);
    if (!said.has(text)) talk.warn(issue);
    said.add(text);
  };
  return { ...talk, warn };
}
function describeSide(label, side) {
  return { label, definition: side.definition, ..."gathered" in side ? { release: side.gathered.release } : {} };
}
async function describeDefinitions([nameA, a], [nameB, b]) {
  const { describeDifference } = await import("./unified-CVRNF4BR.js");
  const text = (label, value) => ({ name: `${label}: definition`, text: `${toYaml(value)}
` });
  return describeDifference(text(nameA, a.value), text(nameB, orderedAs(a.value, b.value))) ?? "";
}
async function compareSides([labelA, a], [labelB, b], { ports, ...places }) {
  if ("why" in a) return { why: a.why };
  if ("why" in b) return { why: b.why };
  const [hostsA, hostsB] = await Promise.all([
    readSideFiles(a.gathered, places, ports),
    readSideFiles(b.gathered, places, ports)
  ]);
  const pairs = pairHosts(a.definition.settings, b.definition.settings);
  return compareTrees(pairs, { label: labelA, hosts: hostsA }, { label: labelB, hosts: hostsB });
}

export {
  diff
};

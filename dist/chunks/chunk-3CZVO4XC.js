import {
  readOwnWorkTree
} from "./chunk-VRTVNBEO.js";
import {
  listChannels
} from "./chunk-BN4GKCKH.js";
import {
  findRelease,
  readRelease,
  toChosenRelease
} from "./chunk-OJIIX5JZ.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import {
  toSourceUrl
} from "./chunk-LHH4TCB6.js";
import {
  findNamed,
  isPartOf
} from "./chunk-ZUGTOIAK.js";
import {
  findInCommit,
  metaPlace,
  nothingToPin,
  pinMeta,
  pinUrl,
  pinWorkTree
} from "./chunk-65BOJNPC.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";

// src/app/gather/choose-release.ts
import { findEntry$39 as findEntry } from "./common.js";
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { isObject$90 as isObject } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
async function chooseVersion({ repos, seen }, { project, version, from }) {
  if (seen !== void 0) return toChoice(await findRelease(seen.snapshot, project, version));
  if (from === void 0) throw noRepo(project, version);
  const commit = await repos.find(from.url, version);
  if (commit !== void 0) return { ...commit, from, ...commit.githash.startsWith(version) ? {} : { tag: version } };
  const message = `${from.named} has no commit or tag ${version}`;
  const hint = "write a githash of 7 digits or more, or a tag";
  throw inputFailure({ code: "release/unknown", message, hint, origin: inputOrigin("VERSION") });
}
async function chooseTip({ repos }, wish) {
  const { project, version = "HEAD", from } = wish;
  if (from === void 0) throw noRepo(project, version);
  const githash = await repos.resolve(from.url, version);
  const commit = githash === void 0 ? void 0 : await repos.find(from.url, githash);
  if (commit !== void 0) return { ...commit, from };
  const message = `${from.named} has no branch, tag or commit ${version}`;
  throw inputFailure({ code: "release/unknown", message, origin: inputOrigin("VERSION") });
}
async function chooseByChannel({ seen }, definition) {
  const { project, instance, settings } = definition;
  if (seen === void 0) {
    const message = "which release? without --meta no channel can be looked up";
    const hint2 = "name a VERSION, use --src-dir, or name the meta repo with --meta";
    throw inputFailure({ code: "release/which", message, hint: hint2, origin: inputOrigin("VERSION") });
  }
  const origin = originOfChannel(definition);
  if (settings.channel === void 0) {
    const message = `"${instance}" follows no channel: it deploys only by an explicit VERSION`;
    throw inputFailure({ code: "release/no-channel", message, hint: "name a VERSION", ...origin });
  }
  const channels = await listChannels(seen.snapshot, project);
  const channel = channels.find((each) => each.name === settings.channel);
  if (channel !== void 0) return chooseOf(seen, project, channel);
  const names = channels.map((each) => each.name);
  const hint = didYouMean(settings.channel, names) ?? `its channels are ${names.join(", ")}`;
  throw inputFailure({
    code: "channel/unknown",
    message: `${project} has no channel "${settings.channel}"`,
    hint,
    ...origin
  });
}
async function chooseOf({ snapshot }, project, channel) {
  if (channel.release === void 0) {
    const message2 = `channel ${channel.name} of ${project} maps to no release yet`;
    throw inputFailure({ code: "channel/empty", message: message2, hint: "promote one, or name a VERSION" });
  }
  const record = await readRelease(snapshot, project, channel.release);
  if (record !== void 0) return { ...toChoice(record), channel: channel.name };
  const message = `channel ${channel.name} of ${project} maps to ${channel.release}, which is no recorded release`;
  throw inputFailure({ code: "release/unknown", message, hint: `look at ${channel.path}` });
}
function noRepo(project, version) {
  return inputFailure({
    code: "release/no-repo",
    message: `which repository has ${version}? nothing says where ${project} lies`,
    hint: "write repo: in the definitions, or use --meta",
    origin: inputOrigin("VERSION")
  });
}
function toChoice(record) {
  return { githash: record.githash, committedAt: record.committedAt, record };
}
function originOfChannel({ project, instance, trail }) {
  const lists = [["projects", project, "instances"], ["instances"]];
  const entries = lists.flatMap((list) => {
    const listed = trail(list)?.value;
    const entry = isObject(listed) ? findEntry(Object.keys(listed), instance) : void 0;
    return entry === void 0 ? [] : [[...list, entry]];
  });
  const [found] = [...entries.map((entry) => [...entry, "channel"]), ...entries].flatMap((path) => trail(path) ?? []);
  return found === void 0 ? {} : { origin: found.origin };
}

// src/app/gather/chosen-release.ts
const { posix } = process.getBuiltinModule("node:path");

// src/app/gather/submodule-files.ts
import { comparePaths$84 as comparePaths } from "./common.js";
async function readWithSubmodules(repos, at) {
  const files = await repos.files(at.url, at.githash, at.folder);
  const pinned = (await files.list("")).filter(({ kind }) => kind === "submodule").map(({ path }) => path);
  return pinned.length === 0 ? files : new SubmoduleFiles(files, pinned, (path) => openSubmodule(repos, at, path));
}
async function openSubmodule(repos, { url, githash, folder }, path) {
  const whole = folder === "" ? path : `${folder}/${path}`;
  const found = (await repos.submodules(url, githash)).find((each) => each.path === whole);
  if (found === void 0 || found.url === "") return void 0;
  return readWithSubmodules(repos, { url: found.url, githash: found.githash, folder: "" });
}
var SubmoduleFiles = class {
  label;
  opened = /* @__PURE__ */ new Map();
  files;
  pinned;
  openOne;
  constructor(files, pinned, openOne) {
    this.label = files.label;
    this.files = files;
    this.pinned = pinned;
    this.openOne = openOne;
  }
  async list(folder, only) {
    const around = this.around(folder);
    if (around !== void 0) return this.listInside(around, folder.slice(around.length + 1), only);
    const found = await this.files.list(folder, only);
    if (only !== void 0) return found;
    const entries = await Promise.all(
      found.map(async (entry) => {
        if (entry.kind !== "submodule") return [entry];
        return await this.open(entry.path) === void 0 ? [entry] : this.listInside(entry.path, "");
      })
    );
    return entries.flat().sort((a, b) => comparePaths(a.path, b.path));
  }
  async read(path) {
    const around = this.around(path);
    if (around === void 0) return this.files.read(path);
    return (await this.open(around))?.read(path.slice(around.length + 1));
  }
  locate(path) {
    return this.files.locate(path);
  }
  async listInside(submodule, folder, only) {
    const entries = await (await this.open(submodule))?.list(folder, only) ?? [];
    return entries.map((entry) => ({ ...entry, path: `${submodule}/${entry.path}` }));
  }
  /** The submodule that a path lies in. */
  around(path) {
    return this.pinned.find((each) => path === each || path.startsWith(`${each}/`));
  }
  open(path) {
    const known = this.opened.get(path) ?? this.openOne(path);
    this.opened.set(path, known);
    return known;
  }
};

// src/app/gather/chosen-release.ts
function toPlainRelease({ project }, { githash, committedAt, tag = "" }, url) {
  const name = posix.basename(toSourceUrl(url)).replace(/\.git$/, "");
  const repos = [{ name, url: toSourceUrl(url), githash, path: "" }];
  return { project, githash, version: tag.replace(/^v(?=\d)/, ""), tag, committedAt, repos };
}
async function openRelease(places, found) {
  const { definition, choice } = found;
  const { githash, channel, record, from } = choice;
  const url = await findSource(places, found);
  const release = places.seen === void 0 || record === void 0 ? { ...toPlainRelease(definition, choice, from?.named ?? url), binaries: [] } : await toChosenRelease(places.seen.snapshot, record);
  const source = await readWithSubmodules(places.repos, { url, githash, folder: definition.settings.srcDir });
  return { release: { ...release, ...channel === void 0 ? {} : { channel }, dirty: false, source }, url };
}
async function openSource(places, found) {
  const { definition, choice } = found;
  const url = await findSource(places, found);
  return readWithSubmodules(places.repos, { url, githash: choice.githash, folder: definition.settings.srcDir });
}
async function findSource({ repos }, { definition, choice, own }) {
  if (choice.from !== void 0) return choice.from.url;
  if (own !== void 0 && await repos.find(own.root, choice.githash) !== void 0) return own.root;
  const url = definition.settings.repo ?? choice.record?.repos[0]?.url;
  if (url === void 0) throw new Error("a release that no repository was searched for is one of meta");
  return url;
}
async function recordedBinaries({ seen }, { project, githash }) {
  if (seen === void 0) return [];
  const record = await readRelease(seen.snapshot, project, githash);
  return record === void 0 ? [] : (await toChosenRelease(seen.snapshot, record)).binaries;
}

// src/app/gather/find-release.ts
import { inputFailure$75 as inputFailure2, isFailure$75 as isFailure2 } from "./common.js";

// src/app/gather/ground.ts
import { isFailure$75 as isFailure, unwrap$75 as unwrap } from "./common.js";
import { listProjects$14 as listProjects, loadDefinition$14 as loadDefinition, nameProject$14 as nameProject } from "./common.js";
import { accept$13 as accept, findOnDisk$13 as findOnDisk } from "./common.js";
import { listLayerFiles$16 as listLayerFiles } from "./common.js";
async function findGround(places) {
  const { inputs, seen } = places;
  if (inputs.define !== void 0) return readApart(places, await findNamed(places, inputs.define));
  const shared = seen === void 0 ? void 0 : await metaPlace(seen);
  if (seen === void 0 || shared === void 0) return findAround(places);
  const ref = inputs["define-ref"];
  return readApart(places, ref === void 0 ? shared : await pinMeta(seen, ref));
}
async function readDefinition(places, place, project) {
  const { ports } = places;
  const named = project ?? await pickProject(places, place);
  return accept(await load(places, place, named), ports.talk);
}
async function load({ inputs, ports }, place, project) {
  const { instance } = inputs;
  return loadDefinition({ ...place, project, instance, source: "elsewhere" }, ports);
}
async function findAround(places) {
  const { inputs, ports, repos, seen } = places;
  const here = await findOnDisk(inputs, ports).catch((error) => {
    if (seen !== void 0 && isFailure(error) && error.kind === "input") return void 0;
    throw error;
  });
  if (here === void 0) return released(places);
  const label = here.files.locate(here.folder);
  const ref = inputs["define-ref"];
  if (await repos.root(".") === void 0) {
    if (ref !== void 0) throw nothingToPin(label);
    return readApart(places, { place: here, at: { label } });
  }
  const state = await repos.workTree(".");
  const project = await pickProject(places, here);
  if (await isElsewhere(places, project, { here, state })) return released(places);
  if (ref !== void 0) return readPinned(places, state, await pinWorkTree(repos, state, ref));
  const firstLook = unwrap(await load(places, here, project));
  if (isOwn(firstLook, state)) return { kind: "own", firstLook, state };
  return readApart(places, await atLastCommit(places, state));
}
async function readPinned(places, state, found) {
  const ground = await readApart(places, found);
  return isOwn(ground.definition, state) ? { ...ground, own: state } : ground;
}
function isOwn({ settings: { repo } }, state) {
  return repo === void 0 || toSourceUrl(repo) === state.url;
}
async function readApart(places, found) {
  return { kind: "apart", ...found, definition: await readDefinition(places, found.place) };
}
async function pickProject({ inputs, seen }, place) {
  if (inputs.project === void 0 && seen !== void 0 && await listProjects(place) === void 0)
    return chooseProject(seen.snapshot, void 0);
  return nameProject(place, inputs.project);
}
async function released(places) {
  const { inputs, repos, seen } = places;
  if (seen === void 0) throw new Error("nothing leads to a release without meta");
  const project = await chooseProject(seen.snapshot, inputs.project);
  const ref = inputs["define-ref"];
  if (ref === void 0) return { kind: "released", project, seen };
  const url = await findRecordedUrl(seen, project);
  if (url === void 0) throw nothingToPin(`the repository of ${project}`, "no channel has a release of it yet");
  return readApart(places, await findInCommit(repos, { ...await pinUrl(repos, url, ref), within: "" }));
}
async function isElsewhere({ seen }, project, { here, state }) {
  if (seen === void 0 || await listProjects(here) !== void 0) return false;
  if ((await listLayerFiles(here)).has(project)) return false;
  const url = await findRecordedUrl(seen, project);
  return url !== void 0 && toSourceUrl(url) !== state.url;
}
async function findRecordedUrl({ snapshot }, project) {
  const channels = await listChannels(snapshot, project);
  const githash = channels.find((channel) => channel.release !== void 0)?.release;
  const record = githash === void 0 ? void 0 : await readRelease(snapshot, project, githash);
  return record?.repos[0]?.url;
}
async function atLastCommit({ repos, ports }, state) {
  const { root, url, head, within } = state;
  const found = await findInCommit(repos, { url: root, named: url, githash: head.githash, within });
  const { folder } = found.place;
  const define = [within, folder].filter((part) => part !== "").join("/");
  const changed = state.dirty.filter((path) => path.startsWith(`${define}/`));
  if (changed.length > 0) {
    const message = `${changed.length} changed files in ${folder}/ are not used: definitions are those of the last commit`;
    ports.talk.warn({ code: "definition/uncommitted", message, hint: "commit them, or use --define" });
  }
  return found;
}

// src/app/gather/find-release.ts
async function findOwn(places, { firstLook, state }) {
  const { project } = firstLook;
  const choice = await chooseOwn(places, { firstLook, state });
  const local = await places.repos.find(state.root, choice.githash);
  const named = choice.record?.repos[0]?.url ?? state.url;
  const url = local === void 0 ? named : state.root;
  const found = await readAt(places, project, { url, named, githash: choice.githash, within: state.within });
  if (choice.channel === void 0 || found.definition.settings.channel === choice.channel)
    return { ...found, choice, own: state };
  throw inputFailure2({
    code: "release/other-channel",
    message: `"${firstLook.instance}" follows ${choice.channel} here, but in the release that ${choice.channel} maps to (${choice.githash.slice(0, 12)}) it follows ${found.definition.settings.channel ?? "no channel"}`,
    hint: "name a VERSION"
  });
}
async function chooseOwn(places, { firstLook, state }) {
  const { version, devel } = places.inputs;
  const { project } = firstLook;
  if (devel) return chooseTip(places, { project, version, from: { url: state.url, named: state.url } });
  if (version === void 0) return chooseByChannel(places, firstLook);
  return chooseVersion(places, { project, version, from: { url: state.root, named: state.url } });
}
async function findReleased(places, { project, seen }) {
  const { version, instance, devel } = places.inputs;
  if (devel) return readTip(places, { project, seen });
  if (version !== void 0) {
    const choice = await chooseVersion(places, { project, version });
    return { ...await readAt(places, project, addressOf(choice)), choice };
  }
  const channels = (await listChannels(seen.snapshot, project)).filter((channel) => channel.release !== void 0);
  const looks = await Promise.all(channels.map((channel) => lookAt(places, { project, seen, channel })));
  const claims = looks.flatMap((look) => "choice" in look && claimsIt(look) ? [look] : []);
  const [claim] = claims;
  if (claim !== void 0 && claims.length === 1) return claim;
  const issues = looks.flatMap((look) => "issues" in look ? look.issues : []);
  if (claim === void 0 && issues.length > 0) throw inputFailure2(...issues);
  const named = claims.map((each) => each.choice?.channel).join(" and ");
  throw inputFailure2({
    code: claim === void 0 ? "release/no-channel" : "release/many-channels",
    message: claim === void 0 ? `no channel of ${project} has a release whose definitions let "${instance}" follow it` : `by their own definitions "${instance}" follows ${named}`,
    hint: "name a VERSION"
  });
}
async function readTip(places, { project, seen }) {
  const url = await findRecordedUrl(seen, project);
  const from = url === void 0 ? void 0 : { url, named: url };
  const choice = await chooseTip(places, { project, version: places.inputs.version, from });
  const address = { url: url ?? "", named: url ?? "", githash: choice.githash, within: "" };
  return { ...await readAt(places, project, address), choice };
}
async function lookAt(places, look) {
  const { project, seen, channel } = look;
  try {
    const choice = await chooseOf(seen, project, channel);
    return { ...await readAt(places, project, addressOf(choice)), choice };
  } catch (error) {
    if (isFailure2(error) && error.kind === "input") return { issues: error.issues };
    throw error;
  }
}
function claimsIt({ definition, choice }) {
  return definition.settings.channel !== void 0 && definition.settings.channel === choice?.channel;
}
async function readAt(places, project, address) {
  const found = await findInCommit(places.repos, address);
  return { ...found, definition: await readDefinition(places, found.place, project) };
}
function addressOf({ record, githash }) {
  const url = record?.repos[0]?.url;
  if (url === void 0) throw new Error("a release in meta names its repository");
  return { url, named: url, githash, within: "" };
}

// src/app/gather/over-install.ts
import { unwrap$75 as unwrap2 } from "./common.js";
import { loadDefinition$14 as loadDefinition2 } from "./common.js";
import { listInstallFiles$16 as listInstallFiles } from "./common.js";
async function overInstall({ ports }, { definition, place }, source) {
  if ((await listInstallFiles(source)).length === 0) return definition;
  const { project, instance } = definition;
  return unwrap2(await loadDefinition2({ ...place, project, instance, source }, ports));
}

// src/app/gather/work-tree.ts
const { posix: posix2 } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure3 } from "./common.js";
import { below$84 as below, without$84 as without } from "./common.js";
import { inputOrigin$88 as inputOrigin2 } from "./common.js";
import { findOnDisk$13 as findOnDisk2 } from "./common.js";
async function readWorkTree(places, folder) {
  const { inputs, seen } = places;
  if (seen !== void 0 && inputs["dry-run"] !== true) {
    throw inputFailure3({
      code: "gather/src-dir-and-meta",
      message: "a work tree is never recorded: --src-dir and --meta go together only with --dry-run",
      hint: "leave one of them out, or add --dry-run",
      origin: inputOrigin2("--src-dir")
    });
  }
  return inputs.version === void 0 ? readAsItIs(places, folder) : readCommit(places, folder, inputs.version);
}
async function readAsItIs(places, folder) {
  const { inputs, ports, repos } = places;
  const state = await readOwnWorkTree(repos, folder);
  const found = await findChosen(places, state) ?? await findAsItIs(places, state);
  const definition = await readDefinition(places, found.place);
  const files = await (await ports.files()).folder(folder);
  if (files === void 0) throw new Error(`${folder} vanished while it was read`);
  const dirty = state.dirty.length > 0;
  const [tag] = dirty ? [] : state.tags;
  const choice = { ...state.head, ...tag === void 0 ? {} : { tag } };
  const release = toPlainRelease(definition, choice, state.url);
  const source = below(withoutOwn(files, folder, inputs["top-dir"]), definition.settings.srcDir);
  return { ...found, definition, release: { ...release, dirty, source } };
}
async function findChosen(places, state) {
  const { define, "define-ref": ref } = places.inputs;
  if (define !== void 0) return findNamed(places, define);
  return ref === void 0 ? void 0 : pinWorkTree(places.repos, state, ref);
}
async function findAsItIs({ inputs, ports }, { within, url, head, dirty }) {
  const place = await findOnDisk2(inputs, ports);
  const label = place.files.locate(place.folder);
  const isChanged = dirty.some(
    (path) => [place.folder, posix2.join(within, place.folder)].some((folder) => isPartOf(path, folder))
  );
  return { place, at: isChanged ? { label: `${label} (changed)` } : { label, url, githash: head.githash } };
}
function withoutOwn(files, folder, topDir) {
  const own = posix2.relative(folder, topDir);
  return own === "" || own.startsWith("..") || posix2.isAbsolute(own) ? files : without(files, own);
}
async function readCommit(places, folder, version) {
  const { repos } = places;
  const state = await readOwnWorkTree(repos, folder);
  const { root, within, url: named } = state;
  const { project = folder } = places.inputs;
  const choice = await chooseVersion({ repos }, { project, version, from: { url: root, named } });
  const { githash } = choice;
  const found = await findChosen(places, state) ?? await findInCommit(repos, { url: root, named, githash, within });
  const definition = await readDefinition(places, found.place);
  const release = toPlainRelease(definition, choice, named);
  const source = below(
    await readWithSubmodules(repos, { url: root, githash, folder: within }),
    definition.settings.srcDir
  );
  const origin = { url: root, within: posix2.join(within, definition.settings.srcDir).replace(/^\.$/, "") };
  return { ...found, definition, release: { ...release, dirty: false, source }, origin };
}

// src/app/gather.ts
async function gather(inputs, ports) {
  const places = await openPlaces(inputs, ports);
  const seen = places.seen === void 0 ? {} : { seen: places.seen };
  if (inputs["src-dir"] !== void 0) {
    const { release: release2, origin: origin2, ...found2 } = await readWorkTree(places, inputs["src-dir"]);
    const definition2 = await overInstall(places, found2, release2.source);
    const binaries = await recordedBinaries(places, release2);
    const gathered = { definition: definition2, release: { ...release2, binaries }, definitionsAt: found2.at, define: found2.place };
    return { ...gathered, ...seen, ...origin2 && { origin: origin2 } };
  }
  const found = await find(places);
  const choice = found.choice ?? await chooseApart(places, found);
  const { release, url } = await openRelease(places, { ...found, choice });
  const definition = await overInstall(places, found, release.source);
  const origin = { url, within: definition.settings.srcDir };
  return { definition, release, definitionsAt: found.at, define: found.place, origin, ...seen };
}
async function gatherDefinition(inputs, ports) {
  const places = await openPlaces(inputs, ports);
  if (inputs["src-dir"] !== void 0) {
    const { release, ...found2 } = await readWorkTree(places, inputs["src-dir"]);
    return { ...found2, definition: await overInstall(places, found2, release.source) };
  }
  const found = await find(places);
  const choice = found.choice ?? (inputs.version === void 0 ? void 0 : await chooseApart(places, found));
  if (choice === void 0) return found;
  return { ...found, definition: await overInstall(places, found, await openSource(places, { ...found, choice })) };
}
async function openPlaces(inputs, ports) {
  const repos = await ports.sourceRepos(inputs["top-dir"]);
  if (inputs.meta === void 0) return { inputs, ports, repos };
  const meta = await openMeta(ports, inputs);
  return { inputs, ports, repos, seen: { meta, snapshot: await meta.snapshot() } };
}
async function find(places) {
  const ground = await findGround(places);
  if (ground.kind === "own") return findOwn(places, ground);
  return ground.kind === "released" ? findReleased(places, ground) : ground;
}
async function addressOf2({ repos }, repo) {
  if (repo !== void 0) return { url: repo, named: repo };
  if (await repos.root(".") === void 0) return void 0;
  const { root, url } = await repos.workTree(".");
  return { url: root, named: url };
}
async function chooseApart(places, { definition }) {
  const { version, devel } = places.inputs;
  if (devel) {
    const { project: project2, settings: settings2 } = definition;
    return chooseTip(places, { project: project2, version, from: await addressOf2(places, settings2.repo) });
  }
  if (version === void 0) return chooseByChannel(places, definition);
  const { project, settings } = definition;
  return chooseVersion(places, { project, version, from: await addressOf2(places, settings.repo) });
}

export {
  gather,
  gatherDefinition
};

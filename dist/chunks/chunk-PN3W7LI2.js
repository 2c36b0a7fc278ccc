const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  metaFiles
} from "./chunk-AXVUXNQO.js";
import {
  listChannels
} from "./chunk-SPQQYKQZ.js";
import {
  toSourceUrl
} from "./chunk-TO4YQPUN.js";
import {
  accept,
  findOnDisk
} from "./chunk-T7AAMPLI.js";
import {
  findDefineFolder,
  findEntry,
  listLayerFiles,
  listProjects,
  loadDefinition,
  nameProject,
  openDefineFolder
} from "./chunk-RMGOG7U5.js";
import {
  chooseProject,
  findRelease,
  readRelease,
  toChosenRelease
} from "./chunk-2GVTZCY7.js";
import {
  openMeta
} from "./chunk-QJCYUTJH.js";
import {
  isObject
} from "./chunk-NSLUIHBZ.js";
import {
  didYouMean
} from "./chunk-MQ4C672U.js";
import {
  below,
  without
} from "./chunk-RB4T4KKB.js";
import {
  inputFailure,
  inputOrigin,
  isFailure,
  unwrap
} from "./chunk-42LGJTFO.js";

// src/app/gather/choose-release.ts
async function chooseVersion({ repos, seen }, {
  project,
  version,
  from
}) {
  if (seen !== void 0) return toChoice(await findRelease(seen.snapshot, project, version));
  const origin = inputOrigin("VERSION");
  if (from === void 0) {
    const message2 = `which repository has ${version}? nothing says where ${project} lies`;
    throw inputFailure({
      code: "release/no-repo",
      message: message2,
      hint: "write repo: in the definitions, or use --meta",
      origin
    });
  }
  const commit = await repos.find(from.url, version);
  if (commit !== void 0) return { ...commit, from, ...commit.githash.startsWith(version) ? {} : { tag: version } };
  const message = `${from.named} has no commit or tag ${version}`;
  const hint = "write a githash of 7 digits or more, or a tag";
  throw inputFailure({ code: "release/unknown", message, hint, origin });
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
function toChoice(record) {
  return { githash: record.githash, committedAt: record.committedAt, record };
}
function originOfChannel({ instance, value, trail }) {
  const listed = value["instances"];
  const entry = isObject(listed) ? findEntry(Object.keys(listed), instance) : void 0;
  if (entry === void 0) return {};
  const found = trail(["instances", entry, "channel"]) ?? trail(["instances", entry]);
  return found === void 0 ? {} : { origin: found.origin };
}

// src/app/gather/chosen-release.ts
import { posix } from "node:path";
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
  const source = await places.repos.files(url, githash, definition.settings.srcDir);
  return { ...release, ...channel === void 0 ? {} : { channel }, dirty: false, source };
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

// src/app/gather/ground.ts
async function findGround(places) {
  const { inputs, ports, seen } = places;
  if (inputs.define !== void 0)
    return readApart(places, { place: await findOnDisk(inputs, ports), at: { label: inputs.define } });
  if (seen !== void 0) {
    const place = { files: metaFiles(seen), folder: "define" };
    const at = { label: place.files.label, githash: seen.snapshot.commit };
    if ((await listLayerFiles(place)).size > 0) return readApart(places, { place, at });
  }
  return findAround(places);
}
async function readDefinition(places, place, project) {
  const { inputs, ports } = places;
  const wanted = { ...place, project: project ?? await pickProject(places, place), instance: inputs.instance };
  return accept(await loadDefinition(wanted, await ports.shipped()), ports.talk);
}
async function findAround(places) {
  const { inputs, ports, repos, seen } = places;
  const here = await findOnDisk(inputs, ports).catch((error) => {
    if (seen !== void 0 && isFailure(error) && error.kind === "input") return void 0;
    throw error;
  });
  if (here === void 0) return released(places);
  if (await repos.root(".") === void 0)
    return readApart(places, { place: here, at: { label: here.files.locate(here.folder) } });
  const state = await repos.workTree(".");
  const project = await pickProject(places, here);
  if (await isElsewhere(places, project, { here, state })) return released(places);
  const firstLook = unwrap(
    await loadDefinition({ ...here, project, instance: inputs.instance }, await ports.shipped())
  );
  const { repo } = firstLook.settings;
  if (repo === void 0 || toSourceUrl(repo) === state.url) return { kind: "own", firstLook, state };
  return readApart(places, await atLastCommit(places, state));
}
async function readApart(places, found) {
  return { kind: "apart", ...found, definition: await readDefinition(places, found.place) };
}
async function pickProject({ inputs, seen }, place) {
  if (inputs.project === void 0 && seen !== void 0 && await listProjects(place) === void 0)
    return chooseProject(seen.snapshot, void 0);
  return nameProject(place, inputs.project);
}
async function released({ inputs, seen }) {
  if (seen === void 0) throw new Error("nothing leads to a release without meta");
  return { kind: "released", project: await chooseProject(seen.snapshot, inputs.project), seen };
}
async function isElsewhere({ seen }, project, { here, state }) {
  if (seen === void 0 || await listProjects(here) !== void 0) return false;
  if ((await listLayerFiles(here)).has(project)) return false;
  const channels = await listChannels(seen.snapshot, project);
  const githash = channels.find((channel) => channel.release !== void 0)?.release;
  const record = githash === void 0 ? void 0 : await readRelease(seen.snapshot, project, githash);
  return record !== void 0 && toSourceUrl(record.repos[0]?.url ?? "") !== state.url;
}
async function atLastCommit({ repos, ports }, state) {
  const { githash } = state.head;
  const place = await openDefineFolder(await repos.files(state.root, githash, ""));
  const changed = state.dirty.filter((path) => path.startsWith(`${place.folder}/`));
  if (changed.length > 0) {
    const message = `${changed.length} changed files in ${place.folder}/ are not used: definitions are those of the last commit`;
    ports.talk.warn({ code: "definition/uncommitted", message, hint: "commit them, or use --define" });
  }
  return { place, at: { label: place.files.label, githash } };
}

// src/app/gather/find-release.ts
async function findOwn(places, { firstLook, state }) {
  const { version } = places.inputs;
  const { project } = firstLook;
  const choice = version === void 0 ? await chooseByChannel(places, firstLook) : await chooseVersion(places, { project, version, from: { url: state.root, named: state.url } });
  const local = await places.repos.find(state.root, choice.githash);
  const url = local === void 0 ? choice.record?.repos[0]?.url ?? state.url : state.root;
  const found = await readAt(places, { project, url, choice });
  if (choice.channel === void 0 || found.definition.settings.channel === choice.channel)
    return { ...found, choice, own: state };
  throw inputFailure({
    code: "release/other-channel",
    message: `"${firstLook.instance}" follows ${choice.channel} here, but in the release that ${choice.channel} maps to (${choice.githash.slice(0, 12)}) it follows ${found.definition.settings.channel ?? "no channel"}`,
    hint: "name a VERSION"
  });
}
async function findReleased(places, { project, seen }) {
  const { version, instance } = places.inputs;
  if (version !== void 0) {
    const choice = await chooseVersion(places, { project, version });
    return { ...await readAt(places, { project, url: urlOf(choice), choice }), choice };
  }
  const channels = (await listChannels(seen.snapshot, project)).filter((channel) => channel.release !== void 0);
  const looks = await Promise.all(channels.map((channel) => lookAt(places, { project, seen, channel })));
  const claims = looks.flatMap((look) => "choice" in look && claimsIt(look) ? [look] : []);
  const [claim] = claims;
  if (claim !== void 0 && claims.length === 1) return claim;
  const issues = looks.flatMap((look) => "issues" in look ? look.issues : []);
  if (claim === void 0 && issues.length > 0) throw inputFailure(...issues);
  const named = claims.map((each) => each.choice?.channel).join(" and ");
  throw inputFailure({
    code: claim === void 0 ? "release/no-channel" : "release/many-channels",
    message: claim === void 0 ? `no channel of ${project} has a release whose definitions let "${instance}" follow it` : `by their own definitions "${instance}" follows ${named}`,
    hint: "name a VERSION"
  });
}
async function lookAt(places, look) {
  const { project, seen, channel } = look;
  try {
    const choice = await chooseOf(seen, project, channel);
    return { ...await readAt(places, { project, url: urlOf(choice), choice }), choice };
  } catch (error) {
    if (isFailure(error) && error.kind === "input") return { issues: error.issues };
    throw error;
  }
}
function claimsIt({ definition, choice }) {
  return definition.settings.channel !== void 0 && definition.settings.channel === choice?.channel;
}
async function readAt(places, { project, url, choice }) {
  const { githash } = choice;
  const place = await openDefineFolder(await places.repos.files(url, githash, ""));
  const definition = await readDefinition(places, place, project);
  return { place, at: { label: place.files.label, githash }, definition };
}
function urlOf({ record }) {
  const url = record?.repos[0]?.url;
  if (url === void 0) throw new Error("a release in meta names its repository");
  return url;
}

// src/app/gather/work-tree.ts
import { posix as posix2 } from "node:path";
async function readWorkTree(places, folder) {
  const { inputs, seen } = places;
  if (seen !== void 0 && inputs["dry-run"] !== true) {
    throw inputFailure({
      code: "gather/src-dir-and-meta",
      message: "a work tree is never recorded: --src-dir and --meta go together only with --dry-run",
      hint: "leave one of them out, or add --dry-run",
      origin: inputOrigin("--src-dir")
    });
  }
  return inputs.version === void 0 ? readAsItIs(places, folder) : readCommit(places, folder, inputs.version);
}
async function readAsItIs(places, folder) {
  const { inputs, ports, repos } = places;
  const state = await repos.workTree(folder);
  const place = await findOnDisk(inputs, ports);
  const definition = await readDefinition(places, place);
  const files = await (await ports.files()).folder(folder);
  if (files === void 0) throw new Error(`${folder} vanished while it was read`);
  const dirty = state.dirty.length > 0;
  const [tag] = dirty ? [] : state.tags;
  const choice = { ...state.head, ...tag === void 0 ? {} : { tag } };
  const release = toPlainRelease(definition, choice, state.url);
  const label = `${place.files.locate(place.folder)}${dirty ? " (changed)" : ""}`;
  const at = inputs.define === void 0 ? { label, githash: state.head.githash } : { label: inputs.define };
  const source = below(withoutOwn(files, folder, inputs["top-dir"]), definition.settings.srcDir);
  return { place, at, definition, release: { ...release, dirty, source } };
}
function withoutOwn(files, folder, topDir) {
  const own = posix2.relative(folder, topDir);
  return own === "" || own.startsWith("..") || posix2.isAbsolute(own) ? files : without(files, own);
}
async function readCommit(places, folder, version) {
  const { inputs, ports, repos } = places;
  const { root, within, url } = await repos.workTree(folder);
  const { project = folder } = inputs;
  const choice = await chooseVersion({ repos }, { project, version, from: { url: root, named: url } });
  const { githash } = choice;
  const [whole, files] = await Promise.all([repos.files(root, githash, ""), repos.files(root, githash, within)]);
  const place = inputs.define === void 0 ? await findDefineFolder(files) ?? await openDefineFolder(whole) : await findOnDisk(inputs, ports);
  const definition = await readDefinition(places, place);
  const release = toPlainRelease(definition, choice, url);
  const source = below(files, definition.settings.srcDir);
  const at = inputs.define === void 0 ? { label: place.files.label, githash } : { label: inputs.define };
  return { place, at, definition, release: { ...release, dirty: false, source } };
}

// src/app/gather.ts
async function gather(inputs, ports) {
  const places = await openPlaces(inputs, ports);
  const seen = places.seen === void 0 ? {} : { seen: places.seen };
  if (inputs["src-dir"] !== void 0) {
    const { definition: definition2, place: place2, at: at2, release: release2 } = await readWorkTree(places, inputs["src-dir"]);
    const binaries = await recordedBinaries(places, release2);
    return { definition: definition2, release: { ...release2, binaries }, definitionsAt: at2, define: place2, ...seen };
  }
  const found = await find(places);
  const choice = found.choice ?? await chooseApart(places, found);
  const release = await openRelease(places, { ...found, choice });
  const { definition, place, at } = found;
  return { definition, release, definitionsAt: at, define: place, ...seen };
}
async function gatherDefinition(inputs, ports) {
  const places = await openPlaces(inputs, ports);
  if (inputs["src-dir"] !== void 0) return (await readWorkTree(places, inputs["src-dir"])).definition;
  return (await find(places)).definition;
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
async function addressOf({ repos }, repo) {
  if (repo !== void 0) return { url: repo, named: repo };
  if (await repos.root(".") === void 0) return void 0;
  const { root, url } = await repos.workTree(".");
  return { url: root, named: url };
}
async function chooseApart(places, { definition }) {
  const { version } = places.inputs;
  if (version === void 0) return chooseByChannel(places, definition);
  const { project, settings } = definition;
  return chooseVersion(places, { project, version, from: await addressOf(places, settings.repo) });
}

export {
  gather,
  gatherDefinition
};

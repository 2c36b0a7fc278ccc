const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import "./chunk-QNEN4M7J.js";

// src/app/resolve-all.ts
import { chooseProject$36 as chooseProject } from "#common";
import { knownInstances$37 as knownInstances } from "#common";
import { projectLayers$38 as projectLayers } from "#common";
import { readShared$59 as readShared, resolveInstance$59 as resolveInstance } from "#common";
import { below$81 as below } from "#common";
import { distinctIssues$85 as distinctIssues, fileOrigin$85 as fileOrigin } from "#common";
import { collect$91 as collect, invalid$91 as invalid, valid$91 as valid } from "#common";
import { LayerReader$11 as LayerReader } from "#common";
import { everyLayer$13 as everyLayer, openSurroundings$13 as openSurroundings } from "#common";
import { accept$12 as accept, findOnDisk$12 as findOnDisk } from "#common";
import { listLayerFiles$15 as listLayerFiles } from "#common";
async function resolveAll(inputs, ports) {
  const place = await findEstate(inputs, ports);
  return accept(await loadEstate(place, inputs.project, ports), ports.talk);
}
async function findEstate(inputs, ports) {
  const isOnDisk = inputs.define !== void 0 || inputs.meta === void 0 || inputs["src-dir"] !== void 0;
  if (isOnDisk && inputs["define-ref"] === void 0) return findOnDisk(inputs, ports);
  const { findEstatePlace } = await import("./estate-place-RDGNJWWX.js");
  return findEstatePlace(inputs, ports);
}
async function loadEstate(place, given, ports) {
  const reader = new LayerReader(place, await listLayerFiles(place));
  await reader.read(projectLayers(given ?? "facsimile"));
  const projects = chooseProjects(reader.layers, given);
  if (!projects.ok) return invalid(...distinctIssues([...reader.issues, ...projects.issues]));
  await reader.read(projects.value.flatMap(projectLayers));
  const rosters = projects.value.map((project) => listProject(reader.layers, project));
  for (const roster of rosters) if (roster.ok) await reader.readInstances(roster.value.project, roster.value.names);
  const installs = await readInstalls(reader, rosters, place);
  const { layers } = reader;
  const surroundings = await openSurroundings([...everyLayer(layers), ...installs], ports);
  const resolved = rosters.map((roster, i) => {
    const install = installs[i];
    const own = install === void 0 ? layers : { ...layers, install };
    return roster.ok ? resolveProject(roster.value, own, surroundings) : roster;
  });
  return once(reader.issues, collect(resolved));
}
async function readInstalls(reader, rosters, { files }) {
  const installs = [];
  for (const roster of rosters) {
    const { project = "", shared } = roster.ok ? roster.value : {};
    const srcDir = shared?.projects?.get(project)?.src_dir ?? "";
    installs.push(roster.ok ? await reader.readInstall(below(files, srcDir)) : void 0);
  }
  return installs;
}
function chooseProjects(layers, given) {
  const shared = readShared(layers, given);
  if (!shared.ok) return shared;
  const { projects, instances } = shared.value;
  if (given === void 0 && projects !== void 0 && projects.size > 0) return valid([...projects.keys()]);
  return collect([chooseProject(given, projects, instances)]);
}
function listProject(layers, project) {
  const shared = readShared(layers, project);
  if (!shared.ok) return shared;
  const { instances } = shared.value;
  if (instances !== void 0)
    return valid({ project, listed: instances, shared: shared.value, ...knownInstances(instances, layers.available) });
  return invalid({
    code: "definition/no-instances",
    message: `nothing lists the instances of project "${project}"`,
    hint: "list them under instances: in the facsimile layer",
    origin: fileOrigin(layers.looked)
  });
}
function resolveProject({ shared: read, ...roster }, layers, surroundings) {
  const { project, names } = roster;
  const shared = valid(read);
  const definitions = collect(
    names.map((instance) => resolveInstance(layers, { project, instance }, { ...surroundings, shared }))
  );
  return definitions.ok ? valid({ ...roster, definitions: definitions.value }, definitions.warnings) : definitions;
}
function once(ofFiles, result) {
  if (!result.ok) return invalid(...distinctIssues([...ofFiles, ...result.issues]));
  return ofFiles.length > 0 ? invalid(...ofFiles) : valid(result.value, distinctIssues(result.warnings));
}
export {
  resolveAll
};

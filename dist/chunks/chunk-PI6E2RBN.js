// src/app/resolve-all.ts
import { chooseProject$39 as chooseProject } from "./common.js";
import { knownInstances$40 as knownInstances } from "./common.js";
import { projectLayers$41 as projectLayers } from "./common.js";
import { readShared$62 as readShared, resolveInstance$62 as resolveInstance } from "./common.js";
import { below$84 as below } from "./common.js";
import { distinctIssues$88 as distinctIssues, fileOrigin$88 as fileOrigin } from "./common.js";
import { collect$94 as collect, invalid$94 as invalid, valid$94 as valid } from "./common.js";
import { LayerReader$12 as LayerReader } from "./common.js";
import { everyLayer$14 as everyLayer, openSurroundings$14 as openSurroundings } from "./common.js";
import { accept$13 as accept, findOnDisk$13 as findOnDisk } from "./common.js";
import { listLayerFiles$16 as listLayerFiles } from "./common.js";
async function resolveAll(inputs, ports) {
  const place = await findEstate(inputs, ports);
  return accept(await loadEstate(place, inputs.project, ports), ports.talk);
}
async function findEstate(inputs, ports) {
  const isOnDisk = inputs.define !== void 0 || inputs.meta === void 0 || inputs["src-dir"] !== void 0;
  if (isOnDisk && inputs["define-ref"] === void 0) return findOnDisk(inputs, ports);
  const { findEstatePlace } = await import("./estate-place-LED7M3GZ.js");
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
  resolveAll,
  loadEstate
};

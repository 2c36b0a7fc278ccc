import {
  parseProject
} from "./chunk-B7LGTJMV.js";
import {
  projectPath
} from "./chunk-TOVEXTTC.js";

// src/app/projects.ts
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { parseName$91 as parseName } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
import { decodeText$11 as decodeText } from "./common.js";
async function listProjects(snapshot) {
  const folders = (await snapshot.children("")).filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const names = folders.filter((name) => parseName("project", name).ok);
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
  unwrap(parseName("project", project));
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
    hint: didYouMean(given, names) ?? known,
    origin: inputOrigin("PROJECT")
  });
}

export {
  listProjects,
  chooseProject,
  readProject
};

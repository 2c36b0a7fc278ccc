// src/core/tree/path.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
var LONE_SURROGATE = new RegExp("\\p{Surrogate}", "u");
function pathProblem(path) {
  if (path === "") return "a file needs a name";
  if (path.includes("\n")) return `${JSON.stringify(path)} has a line break in its name`;
  if (path.includes("\0")) return `${JSON.stringify(path)} has a NUL in its name`;
  if (path.includes("\uFFFD") || LONE_SURROGATE.test(path)) return `${JSON.stringify(path)} is not UTF-8`;
  if (path.startsWith("/")) return `${path} is absolute`;
  if (path.split("/").some((part) => part === "" || part === "." || part === ".."))
    return `${path} has an empty part, "." or ".."`;
  return void 0;
}
function nameIssues(listing, locate) {
  return listing.flatMap(({ path }) => {
    const problem = pathProblem(path);
    return problem === void 0 ? [] : [{ code: "tree/name", message: problem, origin: fileOrigin(locate(path)) }];
  });
}

export {
  pathProblem,
  nameIssues
};

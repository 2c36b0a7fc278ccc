// src/app/own-work-tree.ts
import { hasCode$75 as hasCode, inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
var NO_WORK_TREE = ["git/not-a-repo", "git/no-folder"];
async function readOwnWorkTree(sources, folder, made = []) {
  try {
    return await sources.workTree(folder ?? ".", made);
  } catch (error) {
    if (!NO_WORK_TREE.some((code) => hasCode(error, code))) throw error;
    throw inputFailure({
      code: "source/no-work-tree",
      message: `${folder ?? "the folder that this runs in"} is in no git work tree`,
      hint: "run it where the project is checked out, or name that folder with --src-dir",
      ...folder === void 0 ? {} : { origin: inputOrigin("--src-dir") }
    });
  }
}

export {
  readOwnWorkTree
};

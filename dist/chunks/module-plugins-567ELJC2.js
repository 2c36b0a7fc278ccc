
// src/adapters/plugin/module-plugins.ts
const { resolve } = process.getBuiltinModule("node:path");
const { pathToFileURL } = process.getBuiltinModule("node:url");
import { inputFailure$75 as inputFailure } from "./common.js";
import { fileOrigin$88 as fileOrigin } from "./common.js";
function modulePlugins(cwd) {
  return {
    load: async (path) => {
      try {
        return { ...await import(pathToFileURL(resolve(cwd, path)).href) };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw inputFailure({ code: "plugin/broken", message: `cannot be loaded: ${why}`, origin: fileOrigin(path) });
      }
    },
    call: async (work) => {
      const here = process.cwd();
      try {
        await work();
      } finally {
        process.chdir(here);
      }
    }
  };
}
export {
  modulePlugins
};

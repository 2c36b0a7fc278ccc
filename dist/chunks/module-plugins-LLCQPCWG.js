const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import "./chunk-QNEN4M7J.js";

// src/adapters/plugin/module-plugins.ts
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inputFailure$72 as inputFailure } from "#common";
import { fileOrigin$85 as fileOrigin } from "#common";
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

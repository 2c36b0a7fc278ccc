/** Plugins as ES modules of this machine. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugins } from '../../app/ports/plugins.ts';
import { inputFailure } from '../../core/error.ts';
import { fileOrigin } from '../../core/issue.ts';

/** @param cwd Where relative paths are counted from. */
export function modulePlugins(cwd: string): Plugins {
  return {
    load: async (path) => {
      try {
        return { ...(await import(pathToFileURL(resolve(cwd, path)).href)) };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw inputFailure({ code: 'plugin/broken', message: `cannot be loaded: ${why}`, origin: fileOrigin(path) });
      }
    },
    call: async (work) => {
      const here = process.cwd();
      try {
        await work();
      } finally {
        process.chdir(here);
      }
    },
  };
}

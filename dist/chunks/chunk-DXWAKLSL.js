const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/adapters/fs/top-folder.ts
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
var IGNORE = "# Written by facs: everything here but the encrypted state stays out of git.\n/*\n!/.gitignore\n!/state/\n";
async function makeTopFolder(folder) {
  const made = await mkdir(folder, { recursive: true });
  if (made !== void 0) await writeFile(join(folder, ".gitignore"), IGNORE);
}

export {
  makeTopFolder
};

// src/adapters/fs/top-folder.ts
const { mkdir, writeFile } = process.getBuiltinModule("node:fs/promises");
const { join } = process.getBuiltinModule("node:path");
var IGNORE = "# Written by facs: everything here but the encrypted state stays out of git.\n/*\n!/.gitignore\n!/state/\n";
async function makeTopFolder(folder) {
  const made = await mkdir(folder, { recursive: true });
  if (made !== void 0) await writeFile(join(folder, ".gitignore"), IGNORE);
}

export {
  makeTopFolder
};

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/app/gather/meta-files.ts
import { posix } from "node:path";
function metaFiles({ meta, snapshot }) {
  const label = `${posix.basename(meta.url)}@${snapshot.commit.slice(0, 7)}`;
  return {
    label,
    list: async (folder) => (await snapshot.list(folder)).map((path) => ({ path, kind: "file" })),
    read: (path) => snapshot.read(path),
    locate: (path) => path === "" ? label : `${label}/${path}`
  };
}

export {
  metaFiles
};

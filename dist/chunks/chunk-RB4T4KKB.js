const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/core/files.ts
function below(set, folder) {
  if (folder === "") return set;
  const inside = (path) => path === "" ? folder : `${folder}/${path}`;
  return {
    label: set.label,
    list: async (path, direct) => (await set.list(inside(path), direct)).map((entry) => ({ ...entry, path: entry.path.slice(folder.length + 1) })),
    read: (path) => set.read(inside(path)),
    locate: (path) => set.locate(inside(path))
  };
}
function without(set, folder) {
  const isOutside = (path) => !path.startsWith(`${folder}/`);
  return {
    ...set,
    list: async (path, direct) => (await set.list(path, direct)).filter((entry) => isOutside(entry.path)),
    read: async (path) => isOutside(path) ? set.read(path) : void 0
  };
}
function comparePaths(a, b) {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return byteRank(left) - byteRank(right);
  }
  return a.length - b.length;
}
function byteRank(unit) {
  if (unit >= 57344) return unit - 2048;
  return unit >= 55296 ? unit + 8192 : unit;
}

export {
  below,
  without,
  comparePaths
};

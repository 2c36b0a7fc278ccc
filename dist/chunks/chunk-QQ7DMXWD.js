const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/core/run/work-folders.ts
function workFolders(top, { project, instance, githash, isAsItIs = false }) {
  const name = githash === void 0 ? "" : `/${githash}${isAsItIs ? "-dev" : ""}`;
  const release = `${top}/release/${project}/${instance}${name}`;
  return {
    top,
    source: `${top}/source/${project}${name}`,
    build: `${top}/build/${project}${name}`,
    binaries: `${top}/binaries/${project}${name}`,
    release,
    deploy: `${release}/_DEPLOY_`,
    state: `${top}/state`
  };
}

export {
  workFolders
};

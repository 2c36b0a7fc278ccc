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

// src/core/run/info.ts
var CODECS = ["yaml", "json", "toml"];
function describeNodes({ targets }) {
  if (targets.length === 0) return "cannot determine nodes, you are probably doing a localhost push.";
  const lines = targets.flatMap(({ name, hosts }) => [`${name}:`, ...hosts.map((host) => `  ${host}`)]);
  return ["", "Nodes that this instance uses:", ...lines].join("\n");
}
function describeSummary(summary) {
  const { repo, ...folders } = summary;
  const lines = Object.entries(folders).map(([name, value]) => `${name}: ${value}`);
  const { release_environment: instance, version, deploy_dir } = summary;
  const last = [`deploy_dir: ${deploy_dir}`, `repo: ${repo === "" ? "None" : repo}`];
  return ["Summary", ...lines, ...last, `version=${version} instance=${instance}`].join("\n");
}

export {
  CODECS,
  describeNodes,
  describeSummary
};

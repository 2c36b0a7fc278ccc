const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  metaFiles
} from "./chunk-AXVUXNQO.js";
import {
  listChannels,
  parseChannel
} from "./chunk-SPQQYKQZ.js";
import {
  isPattern,
  listInstances,
  listLayerFiles,
  matchesPattern,
  openDefineFolder
} from "./chunk-RMGOG7U5.js";
import {
  findRelease,
  listProjects
} from "./chunk-2GVTZCY7.js";
import {
  deploymentsFolder
} from "./chunk-3SVSA3EF.js";
import "./chunk-SGREDNFV.js";
import "./chunk-RYXTZ5AD.js";
import {
  openMeta
} from "./chunk-QJCYUTJH.js";
import "./chunk-NH3IMKON.js";
import {
  metaPlaces
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs,
  text
} from "./chunk-34VBN6EU.js";
import "./chunk-2XE6ZA5R.js";
import "./chunk-NSLUIHBZ.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-MQ4C672U.js";
import "./chunk-RB4T4KKB.js";
import "./chunk-ZO5PUFDL.js";
import {
  unwrap
} from "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/core/rollout/rollout.ts
function findMoved(changes) {
  return changes.flatMap(({ channel, before, after }) => {
    if (after?.release === void 0 || after.hold !== void 0) return [];
    const moved = before?.release !== after.release || before.hold !== void 0;
    return moved ? [{ channel, release: after.release }] : [];
  });
}
function computeRollout({ channel, release }, entries, deployed) {
  const named = entries.filter(({ name }) => !isPattern(name));
  const unnamed = deployed.filter((instance) => !named.some(({ name }) => name === instance));
  const matched = unnamed.flatMap((instance) => {
    const entry = entries.find(({ name }) => isPattern(name) && matchesPattern(name, instance));
    return entry === void 0 ? [] : [{ name: instance, channel: entry.channel }];
  });
  return [...named, ...matched].filter((entry) => entry.channel === channel).map(({ name }) => ({ instance: name, channel, release }));
}

// src/app/rollout.ts
var NOTHING = /^0+$/;
async function planRollout(inputs, ports) {
  const meta = await openMeta(ports, inputs);
  const snapshot = await meta.snapshot();
  const repos = await ports.sourceRepos(inputs["top-dir"]);
  const steps = [];
  for (const project of await listProjects(snapshot)) {
    const deployed = await listDeployed(snapshot, project);
    for (const moved of findMoved(await listChanges(snapshot, project, inputs.before))) {
      const place = await findDefinitions({ meta, snapshot }, repos, { project, release: moved.release });
      const entries = [...await listInstances(place, project) ?? []];
      steps.push(...computeRollout(moved, entries.map(toFollowing), deployed).map((step) => ({ project, ...step })));
    }
  }
  return steps;
}
async function listChanges(snapshot, project, before) {
  const channels = await listChannels(snapshot, project);
  return Promise.all(
    channels.map(async ({ name, path, ...after }) => ({
      channel: name,
      before: NOTHING.test(before) ? void 0 : await readChannelAt(snapshot, before, path),
      after
    }))
  );
}
async function readChannelAt(snapshot, githash, path) {
  const bytes = await snapshot.readAt(githash, path);
  return bytes === void 0 ? void 0 : unwrap(parseChannel(new TextDecoder().decode(bytes), path));
}
async function listDeployed(snapshot, project) {
  const folders = await snapshot.children(deploymentsFolder(project));
  return folders.map((name) => name.replace(/\/$/, ""));
}
async function findDefinitions(seen, repos, { project, release }) {
  const shared = { files: metaFiles(seen), folder: "define" };
  if ((await listLayerFiles(shared)).size > 0) return shared;
  const record = await findRelease(seen.snapshot, project, release);
  return openDefineFolder(await repos.files(record.repos[0]?.url ?? "", record.githash, ""));
}
function toFollowing([name, { channel }]) {
  return { name, channel };
}

// src/commands/rollout.ts
var rolloutCommand = defineCommand({
  name: "rollout",
  summary: "List the instances that follow a channel which a push to the meta repo moved.",
  inputs: defineInputs({
    before: text({
      required: true,
      placeholder: "GITHASH",
      help: "Commit of the meta repo before the push; only zeros when the push made the branch."
    }),
    ...metaPlaces
  }),
  outputs: { instances: "JSON list of `{project, instance, channel, release}`: the matrix of the deployments." },
  action: { name: "rollout", title: "Facsimile rollout", icon: "git-merge", color: "blue" },
  run: async (inputs, { ports }) => {
    const steps = (await planRollout(inputs, ports)).map((step) => ({ ...step }));
    const lines = steps.map(
      ({ project, instance, channel, release }) => `${project} ${instance}: ${release.slice(0, 12)} (${channel})`
    );
    return {
      data: steps,
      text: lines.length === 0 ? "no channel moved that an instance follows" : lines.join("\n"),
      outputs: { instances: JSON.stringify(steps) }
    };
  }
});
export {
  rolloutCommand
};

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  listChannels,
  parseChannel
} from "./chunk-K5IPVNVH.js";
import {
  findRelease
} from "./chunk-MA7YGVBO.js";
import {
  listProjects
} from "./chunk-CNVGTS4K.js";
import {
  findInCommit,
  metaPlace,
  pinMeta,
  pinUrl
} from "./chunk-2YODGYIY.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-OJPPOND5.js";
import "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import {
  deploymentsFolder
} from "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/rollout.ts
import { unwrap$72 as unwrap } from "#common";

// src/core/rollout/rollout.ts
import { isPattern$47 as isPattern, matchesPattern$47 as matchesPattern } from "#common";
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
import { decodeText$10 as decodeText } from "#common";
import { listInstances$13 as listInstances } from "#common";
var NOTHING = /^0+$/;
async function planRollout(inputs, ports) {
  const meta = await openMeta(ports, inputs);
  const snapshot = await meta.snapshot();
  const repos = await ports.sourceRepos(inputs["top-dir"]);
  const ref = inputs["define-ref"];
  const steps = [];
  for (const project of await listProjects(snapshot)) {
    const deployed = await listDeployed(snapshot, project);
    for (const moved of findMoved(await listChanges(snapshot, project, inputs.before))) {
      const place = await findDefinitions({ meta, snapshot }, repos, { project, release: moved.release, ref });
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
  return bytes === void 0 ? void 0 : unwrap(parseChannel(unwrap(decodeText(bytes, path, "channel")), path));
}
async function listDeployed(snapshot, project) {
  const folders = await snapshot.children(deploymentsFolder(project));
  return folders.map((name) => name.replace(/\/$/, ""));
}
async function findDefinitions(seen, repos, { project, release, ref }) {
  const shared = await metaPlace(seen);
  if (shared !== void 0) return ref === void 0 ? shared.place : (await pinMeta(seen, ref)).place;
  const { repos: recorded, githash } = await findRelease(seen.snapshot, project, release);
  const url = recorded[0]?.url ?? "";
  const address = ref === void 0 ? { url, named: url, githash } : await pinUrl(repos, url, ref);
  return (await findInCommit(repos, { ...address, within: "" })).place;
}
function toFollowing([name, { channel }]) {
  return { name, channel };
}

// src/commands/rollout.ts
import { defineInputs$82 as defineInputs, text$82 as text } from "#common";
import { definitionsPin$84 as definitionsPin, metaPlaces$84 as metaPlaces } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var rolloutCommand = defineCommand({
  name: "rollout",
  summary: "List the instances that follow a channel which a push to the meta repo moved.",
  inputs: defineInputs({
    before: text({
      required: true,
      placeholder: "GITHASH",
      help: "Commit of the meta repo before the push; only zeros when the push made the branch."
    }),
    ...metaPlaces,
    ...definitionsPin
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

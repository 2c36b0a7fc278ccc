import {
  computeRollout,
  findDefinitions,
  findMoved,
  listDeployed,
  toFollowing
} from "./chunk-YUTHG3RS.js";
import {
  listChannels
} from "./chunk-BN4GKCKH.js";
import {
  parseChannel
} from "./chunk-DCE3FQGI.js";
import "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  listProjects
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-65BOJNPC.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/rollout.ts
import { unwrap$75 as unwrap } from "./common.js";
import { decodeText$11 as decodeText } from "./common.js";
import { listInstances$14 as listInstances } from "./common.js";
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

// src/commands/rollout.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { definitionsPin$87 as definitionsPin, metaPlaces$87 as metaPlaces } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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

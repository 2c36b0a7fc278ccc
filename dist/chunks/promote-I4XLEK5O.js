import {
  describeMove,
  isDone,
  planPromotion,
  toChange
} from "./chunk-SMHA7UNR.js";
import "./chunk-YUTHG3RS.js";
import "./chunk-FOJKRAMO.js";
import "./chunk-P6Q4JOVJ.js";
import {
  markdownCode,
  markdownLink
} from "./chunk-DWXHLSI5.js";
import "./chunk-YODFIPFU.js";
import "./chunk-UWRVC44L.js";
import "./chunk-HIPR4ACX.js";
import "./chunk-OUXSVDOY.js";
import "./chunk-57LPI4FI.js";
import "./chunk-QXTDGWVD.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import {
  listReleases
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  chooseProject,
  listProjects,
  readProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-65BOJNPC.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-PI6E2RBN.js";
import "./chunk-BSO4ZHIJ.js";
import {
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/promote.ts
import { inputFailure$75 as inputFailure, isFailure$75 as isFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";

// src/core/meta/promotion-text.ts
import { describeTable$96 as describeTable } from "./common.js";
function promotionTitle({ project, channel, to }) {
  return `Promote ${project} ${channel} to ${describeRelease(to)}`.replace(/\s+/g, " ");
}
function promotionBody(move) {
  const { project, channel, from, to, reason, forced = [] } = move;
  const before = from === void 0 ? "nothing" : markdownCode(describeRelease(from));
  return [
    `${markdownCode(`${project} ${channel}`)}: ${before} \u2192 ${markdownCode(describeRelease(to))}`,
    "",
    "| repository | from | to | |",
    "|---|---|---|---|",
    ...to.repos.map((repo) => repoRow(repo, from?.repos.find((each) => each.name === repo.name)?.githash)),
    "",
    ...reason === void 0 ? [] : [`Reason: ${markdownCode(reason)}`, ""],
    ...forced.length === 0 ? [] : [`**Forced past ${forced.join(", ")}.**`, ""],
    `Merging deploys every instance that follows ${markdownCode(channel)}.`
  ].join("\n");
}
function describePromotion({ from, to }) {
  const rows = to.repos.map(({ name, url, githash }) => {
    const old = from?.repos.find((each) => each.name === name)?.githash;
    return [name, old?.slice(0, 12) ?? "new", "->", githash.slice(0, 12), old === githash ? "unchanged" : url];
  });
  return describeTable(rows).join("\n");
}
function repoRow({ name, url, githash }, old) {
  const cells = [name, old?.slice(0, 12) ?? "new", githash.slice(0, 12)].map(markdownCode);
  return `| ${[...cells, compareLink(url, old, githash)].join(" | ")} |`;
}
function compareLink(url, old, githash) {
  if (old === githash) return "unchanged";
  if (old === void 0) return markdownLink("commit", `${url}/commit/${githash}`);
  return markdownLink("compare", `${url}/compare/${old}...${githash}`);
}

// src/app/promote.ts
async function readPromotion(seen, inputs2, ports) {
  const { snapshot } = seen;
  const { version, rollback, force, reason, "top-dir": topDir } = inputs2;
  const { project, channel } = await nameProjectAndChannel(snapshot, inputs2);
  const { channels } = await readProject(snapshot, project);
  try {
    const wish = { project, channel: channel ?? channels[0] ?? "", version, rollback, force, reason, topDir };
    return await planPromotion(seen, wish, ports);
  } catch (error) {
    const isUnknown = isFailure(error) && error.kind === "input" && error.issues[0]?.code === "release/unknown";
    if (!isUnknown || ![project, ...channels].includes(version)) throw error;
    throw await noVersion(snapshot, project, version);
  }
}
async function noVersion(snapshot, project, word) {
  const [newest] = await listReleases(snapshot, project, 1);
  const version = newest === void 0 ? "VERSION" : newest.version || newest.githash.slice(0, 12);
  const before = word === project ? project : `${project} ${word}`;
  return inputFailure({
    code: "release/which",
    message: `which release? ${word} is the ${word === project ? "project" : "channel"}`,
    hint: `write the VERSION after it: facs promote ${before} ${version}`,
    origin: inputOrigin("VERSION")
  });
}
async function propose({ ports, meta, token }, promotion) {
  const { project, channel, from, to, reason, forced } = promotion;
  const branch = `promote/${project}/${channel.name}`;
  const { commit } = await meta.propose(branch, toChange(promotion));
  const forge = await ports.forge();
  if (!forge.hosts(meta.url)) return { branch, commit, pullRequest: void 0 };
  const move = { project, channel: channel.name, from, to, reason, forced };
  const text2 = { title: promotionTitle(move), body: promotionBody(move), ...token && { token } };
  return { branch, commit, pullRequest: await forge.openPullRequest({ url: meta.url, branch, ...text2 }) };
}
async function nameProjectAndChannel(snapshot, { project, channel }) {
  if (channel !== void 0 || project === void 0)
    return { project: await chooseProject(snapshot, project), channel };
  const projects = await listProjects(snapshot);
  const [only] = projects;
  if (projects.includes(project) || projects.length !== 1 || only === void 0)
    return { project: await chooseProject(snapshot, project), channel };
  return { project: only, channel: project };
}

// src/commands/promote.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { consent$87 as consent, dryRun$87 as dryRun, metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  project: subject.project,
  channel: text({
    positional: true,
    placeholder: "CHANNEL",
    help: "The channel. Absent: the first of the project, where releases enter."
  }),
  version: text({ positional: true, required: true, placeholder: "VERSION", help: "Githash, version or tag." }),
  ...consent,
  ...metaPlaces,
  ...dryRun
});
var promoteCommand = defineCommand({
  name: "promote",
  summary: "Propose that a channel maps to a release: a branch of meta, and a pull request on GitHub.",
  inputs,
  outputs: {
    changed: "true when something was proposed, false when the channel maps to the release already.",
    channel: "The channel.",
    branch: "Branch of the meta repo to merge; empty when nothing changes.",
    "pull-request": "URL of the pull request; empty when there is none."
  },
  action: { name: "promote", title: "Facsimile promote", icon: "arrow-up-circle", color: "green" },
  run: async (given, { ports }) => {
    const meta = await openMeta(ports, given);
    const promotion = await readPromotion({ meta, snapshot: await meta.snapshot() }, given, ports);
    const { project, channel, to, isThere, forced } = promotion;
    const changed = !isDone(promotion);
    const proposal = !changed || given["dry-run"] ? void 0 : await propose({ ports, meta, token: given["meta-token"] }, promotion);
    const move = `${project} ${channel.name}: ${describeMove(promotion)}`;
    const done = isThere ? `${project} ${channel.name} maps to ${to.githash} already` : move;
    const lines = [done, ...isThere ? [] : [describePromotion({ ...promotion, channel: channel.name })]];
    return {
      data: {
        project,
        channel: channel.name,
        from: channel.release ?? null,
        to: to.githash,
        changed,
        forced: [...forced],
        branch: proposal?.branch ?? null,
        commit: proposal?.commit ?? null,
        pullRequest: proposal?.pullRequest?.url ?? null
      },
      text: [...lines, ...proposal === void 0 ? [] : describeProposal(proposal, meta.url)].join("\n"),
      outputs: {
        changed: String(changed),
        channel: channel.name,
        branch: proposal?.branch ?? "",
        "pull-request": proposal?.pullRequest?.url ?? ""
      }
    };
  }
});
function describeProposal({ branch, pullRequest }, url) {
  if (pullRequest !== void 0) {
    return [`${pullRequest.created ? "opened" : "updated"} ${pullRequest.url}: merging it promotes`];
  }
  return [
    `pushed branch ${branch}; to promote, merge it in a clone of ${url}:`,
    `  git merge origin/${branch} && git push`
  ];
}
export {
  promoteCommand
};

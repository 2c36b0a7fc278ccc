const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeMove,
  planPromotion,
  toChange
} from "./chunk-ZPERNU7F.js";
import {
  markdownCode,
  markdownLink
} from "./chunk-YSOSO3KG.js";
import "./chunk-K5IPVNVH.js";
import {
  listReleases
} from "./chunk-MA7YGVBO.js";
import {
  chooseProject,
  listProjects,
  readProject
} from "./chunk-CNVGTS4K.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-OJPPOND5.js";
import {
  describeRelease
} from "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/promote.ts
import { inputFailure$72 as inputFailure, isFailure$72 as isFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";

// src/core/meta/promotion-text.ts
import { describeTable$93 as describeTable } from "#common";
function promotionTitle({ project, channel, to }) {
  return `Promote ${project} ${channel} to ${describeRelease(to)}`.replace(/\s+/g, " ");
}
function promotionBody(move) {
  const { project, channel, from, to } = move;
  const before = from === void 0 ? "nothing" : markdownCode(describeRelease(from));
  return [
    `${markdownCode(`${project} ${channel}`)}: ${before} \u2192 ${markdownCode(describeRelease(to))}`,
    "",
    "| repository | from | to | |",
    "|---|---|---|---|",
    ...to.repos.map((repo) => repoRow(repo, from?.repos.find((each) => each.name === repo.name)?.githash)),
    "",
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
async function readPromotion(snapshot, wish) {
  const { project, channel } = await nameProjectAndChannel(snapshot, wish);
  const { channels } = await readProject(snapshot, project);
  try {
    return await planPromotion(snapshot, project, channel ?? channels[0] ?? "", wish.version);
  } catch (error) {
    const isUnknown = isFailure(error) && error.kind === "input" && error.issues[0]?.code === "release/unknown";
    if (!isUnknown || ![project, ...channels].includes(wish.version)) throw error;
    throw await noVersion(snapshot, project, wish.version);
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
  const { project, channel, from, to } = promotion;
  const branch = `promote/${project}/${channel.name}`;
  const { commit } = await meta.propose(branch, toChange(promotion));
  const forge = await ports.forge();
  if (!forge.hosts(meta.url)) return { branch, commit, pullRequest: void 0 };
  const move = { project, channel: channel.name, from, to };
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
import { defineInputs$82 as defineInputs, text$82 as text } from "#common";
import { dryRun$84 as dryRun, metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var inputs = defineInputs({
  project: subject.project,
  channel: text({
    positional: true,
    placeholder: "CHANNEL",
    help: "The channel. Absent: the first of the project, where releases enter."
  }),
  version: text({ positional: true, required: true, placeholder: "VERSION", help: "Githash, version or tag." }),
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
    const promotion = await readPromotion(await meta.snapshot(), given);
    const { project, channel, to, isThere } = promotion;
    const proposal = isThere || given["dry-run"] ? void 0 : await propose({ ports, meta, token: given["meta-token"] }, promotion);
    const move = `${project} ${channel.name}: ${describeMove(promotion)}`;
    const done = isThere ? `${project} ${channel.name} maps to ${to.githash} already` : move;
    const lines = [done, ...isThere ? [] : [describePromotion({ ...promotion, channel: channel.name })]];
    return {
      data: {
        project,
        channel: channel.name,
        from: channel.release ?? null,
        to: to.githash,
        changed: !isThere,
        branch: proposal?.branch ?? null,
        commit: proposal?.commit ?? null,
        pullRequest: proposal?.pullRequest?.url ?? null
      },
      text: [...lines, ...proposal === void 0 ? [] : describeProposal(proposal, meta.url)].join("\n"),
      outputs: {
        changed: String(!isThere),
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

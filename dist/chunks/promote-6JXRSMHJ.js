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
} from "./chunk-7CC3VYAP.js";
import "./chunk-SPQQYKQZ.js";
import {
  markdownCode,
  markdownLink
} from "./chunk-YSOSO3KG.js";
import {
  describeTable
} from "./chunk-IWLR6JVR.js";
import {
  chooseProject,
  listProjects,
  readProject
} from "./chunk-2GVTZCY7.js";
import "./chunk-3SVSA3EF.js";
import {
  describeRelease
} from "./chunk-SGREDNFV.js";
import "./chunk-RYXTZ5AD.js";
import {
  openMeta
} from "./chunk-QJCYUTJH.js";
import "./chunk-NH3IMKON.js";
import {
  dryRun,
  metaPlaces,
  subject
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
import "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/core/meta/promotion-text.ts
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
  return planPromotion(snapshot, project, channel ?? channels[0] ?? "", wish.version);
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

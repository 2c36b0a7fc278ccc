import {
  checkPushed,
  findLeftover,
  follow,
  openVersion,
  publish,
  readVersion
} from "./chunk-AVNJOX7Q.js";
import {
  describeVersion,
  developmentAfter,
  parseVersion,
  releaseVersion
} from "./chunk-FOJKRAMO.js";

// src/app/version-release.ts
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
var RELEASE_BRANCH = "release";
async function releaseVersionFile(inputs, ports) {
  const wanted = inputs.version === void 0 ? void 0 : unwrap(parseVersion(inputs.version.replace(/^v(?=\d)/, "")));
  const open = await openVersion(await ports.versionRepo(inputs["src-dir"] ?? ".", inputs["top-dir"]));
  const release = unwrap(releaseVersion(open.current, wanted));
  const version = describeVersion(release);
  const next = developmentAfter(release, open.current);
  const tagName = open.tagOf(version);
  const left = await findLeftover(open, tagName, (tag2) => isOurs(open, tag2, version));
  if (left.at !== "origin") await checkPushed(open);
  const common = {
    ...{ was: describeVersion(open.current), version, tag: tagName, file: open.file },
    ...next === void 0 ? {} : { next: describeVersion(next) },
    finished: left.at !== "nowhere"
  };
  if (inputs["dry-run"]) return { ...common, branches: { [open.branch]: "", [RELEASE_BRANCH]: "" } };
  const tag = left.at === "nowhere" ? await make(open, version, tagName) : left.tag;
  const publication = {
    version,
    tagName,
    tag,
    branches: await place(open, tag, left.at === "origin" ? "there" : next)
  };
  if (left.at === "origin") await open.repo.fetch([open.branch]);
  else await publish(open, publication);
  await follow(open, publication);
  return { ...common, githash: tag.githash, branches: publication.branches };
}
async function isOurs({ repo, head, file }, tag, version) {
  const text = await repo.read(tag.githash, file);
  const read = text === void 0 ? void 0 : readVersion(file, text);
  if (read?.ok !== true || describeVersion(read.value) !== version) return false;
  return await repo.leadsTo(head, tag.githash) && !await repo.leadsTo(tag.githash, head);
}
async function make(open, version, tagName) {
  const { repo, head } = open;
  const message = `set version ${version}`;
  const files = await open.filesWith(version, head);
  const githash = await repo.commit({ tree: head, files, parents: [head], message });
  return repo.tag(tagName, await mergeIntoRelease(open, githash, version), `version ${version}`);
}
async function mergeIntoRelease({ repo, origin, branch, filesWith }, githash, version) {
  const tip = origin.branches.get(RELEASE_BRANCH);
  if (tip === void 0) return githash;
  await repo.fetch([RELEASE_BRANCH]);
  const files = await filesWith(version, githash);
  const { tree, conflicts } = await repo.merge(tip, githash);
  const open = conflicts.filter((path) => !Object.hasOwn(files, path));
  if (open.length > 0) {
    const message = `${branch} and ${RELEASE_BRANCH} contradict each other in ${open.join(", ")}`;
    const hint = `git fetch, git merge origin/${RELEASE_BRANCH} into ${branch}, settle it there and push`;
    throw inputFailure({ code: "version/conflict", message, hint });
  }
  return repo.commit({ tree, files, parents: [tip, githash], message: `set version ${version}` });
}
async function place(open, { githash, parents }, next) {
  const { repo, branch, origin, filesWith } = open;
  const merged = parents[1] ?? githash;
  const move = (to) => ({ [branch]: to, [RELEASE_BRANCH]: githash });
  if (next === "there") return move(origin.branches.get(branch) ?? merged);
  if (next === void 0) return move(merged);
  const version = describeVersion(next);
  const files = await filesWith(version, merged);
  return move(await repo.commit({ tree: merged, files, parents: [merged], message: `set version ${version}` }));
}
export {
  RELEASE_BRANCH,
  releaseVersionFile
};

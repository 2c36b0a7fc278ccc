import {
  checkPushed,
  findLeftover,
  follow,
  openVersion,
  publish
} from "./chunk-AVNJOX7Q.js";
import {
  bumpVersion,
  describeVersion
} from "./chunk-FOJKRAMO.js";

// src/app/version-bump.ts
import { unwrap$75 as unwrap } from "./common.js";
async function bumpVersionFile(inputs, ports) {
  const open = await openVersion(await ports.versionRepo(inputs["src-dir"] ?? ".", inputs["top-dir"]));
  const { repo, head, branch } = open;
  const version = describeVersion(unwrap(bumpVersion(open.current, inputs.part)));
  const tagName = open.tagOf(version);
  const isOurs = async ({ parents }) => parents.length === 1 && parents[0] === head;
  const left = await findLeftover(open, tagName, isOurs);
  if (left.at !== "origin") await checkPushed(open);
  const common = { was: describeVersion(open.current), version, tag: tagName, file: open.file };
  if (inputs["dry-run"]) return { ...common, branches: { [branch]: "" }, finished: left.at !== "nowhere" };
  const tag = left.at === "nowhere" ? await make(open, version, tagName) : left.tag;
  const publication = { version, tagName, tag, branches: { [branch]: tag.githash } };
  if (left.at === "origin") await repo.fetch([branch]);
  else await publish(open, publication);
  await follow(open, publication);
  return { ...common, githash: tag.githash, branches: publication.branches, finished: left.at !== "nowhere" };
}
async function make({ repo, head, filesWith }, version, tagName) {
  const files = await filesWith(version, head);
  const githash = await repo.commit({ tree: head, files, parents: [head], message: `set version ${version}` });
  return repo.tag(tagName, githash, `version ${version}`);
}
export {
  bumpVersionFile
};

// src/core/version/version.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var PARTS = ["major", "minor", "patch"];
var NUMBER = "(0|[1-9]\\d{0,8})";
var FORM = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:\\.${NUMBER}|-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?$`);
function parseVersion(text) {
  const found = FORM.exec(text);
  const [, major, minor, patch, since, before] = found ?? [];
  const identifiers = before?.split(".") ?? [];
  if (found === null || identifiers.some((each) => /^0\d+$/.test(each))) return invalid(wrongForm(text));
  return valid({
    release: [Number(major), Number(minor), Number(patch)],
    ...since === void 0 ? {} : { since: Number(since) },
    ...before === void 0 ? {} : { before: identifiers }
  });
}
function describeVersion({ release, since, before }) {
  const behind = since === void 0 ? "" : `.${since}`;
  return `${release.join(".")}${behind}${before === void 0 ? "" : `-${before.join(".")}`}`;
}
function bumpVersion(version, part) {
  const { release, since, before } = version;
  if (part === void 0 && since !== void 0) return valid({ release, since: since + 1 });
  if (part === void 0 && before !== void 0) return valid({ release, before: raiseLast(before) });
  if (since !== void 0) return invalid(noPart(version));
  const [major, minor, patch] = release;
  if (part === "major") return valid({ release: [major + 1, 0, 0] });
  if (part === "minor") return valid({ release: [major, minor + 1, 0] });
  return valid({ release: [major, minor, before === void 0 ? patch + 1 : patch] });
}
function releaseVersion(current, wanted) {
  const [major, minor, patch] = current.release;
  const next = { release: [major, minor, current.before === void 0 ? patch + 1 : patch] };
  if (wanted === void 0) return valid(next);
  if (wanted.since !== void 0 || wanted.before !== void 0) {
    const hint = "a release has three numbers, like 1.3.0";
    return invalid({ code: "version/form", message: `${describeVersion(wanted)} is no release`, hint });
  }
  const least = current.before === void 0 ? { release: [major, minor, patch + 1] } : next;
  if (compare(wanted, least) >= 0) return valid(wanted);
  const message = `${describeVersion(wanted)} is not after ${describeVersion(current)}`;
  return invalid({ code: "version/older", message, hint: `${describeVersion(least)} is the lowest that is` });
}
function developmentAfter(release, { since, before }) {
  const [major, minor, patch] = release.release;
  if (since !== void 0) return { release: release.release, since: 1 };
  if (before === void 0) return void 0;
  const word = before.find((each) => !/^\d+$/.test(each)) ?? "dev";
  return { release: [major, minor, patch + 1], before: [word, "1"] };
}
function compare(a, b) {
  const differing = a.release.findIndex((number, i) => number !== b.release[i]);
  return differing < 0 ? 0 : (a.release[differing] ?? 0) - (b.release[differing] ?? 0);
}
function raiseLast(identifiers) {
  const last = identifiers.findLastIndex((each) => /^\d+$/.test(each));
  if (last < 0) return [...identifiers, "1"];
  return identifiers.map((each, i) => i === last ? String(Number(each) + 1) : each);
}
function wrongForm(text) {
  const hint = "three numbers as semver has them (1.2.3, 1.3.0-dev.1), or four (1.2.3.4)";
  return { code: "version/form", message: `"${text}" is no version`, hint };
}
function noPart(version) {
  const message = `${describeVersion(version)} counts by its fourth number`;
  return { code: "version/part", message, hint: "a release is named instead: facs version release 1.3.0" };
}

export {
  PARTS,
  parseVersion,
  describeVersion,
  bumpVersion,
  releaseVersion,
  developmentAfter
};

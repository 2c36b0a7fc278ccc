const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  PARTS
} from "./chunk-4MOJTQZX.js";

// src/commands/version-bump.ts
import { usageFailure$72 as usageFailure } from "#common";
import { defineInputs$82 as defineInputs, text$82 as text } from "#common";
import { dryRun$84 as dryRun, places$84 as places } from "#common";
import { didYouMean$89 as didYouMean } from "#common";
import { defineCommand$26 as defineCommand } from "#common";

// src/commands/version-outcome.ts
var SHORT = 12;
function toVersionOutcome({ githash, next, ...raised }, isDryRun) {
  const { was, version, tag, file, branches, finished } = raised;
  const place = (name) => [name, branches[name]?.slice(0, SHORT)].filter((word) => word !== "").join(" ");
  const at = githash === void 0 ? "" : ` at ${githash.slice(0, SHORT)}`;
  const words = isDryRun ? { raise: "would raise", tag: "would tag", push: "would push" } : void 0;
  const lines = [
    `${words?.raise ?? "raised"} ${file} from ${was} to ${version}`,
    `${words?.tag ?? "tagged"} ${tag}${at}`,
    `${words?.push ?? "pushed"} ${[...Object.keys(branches).map(place), tag].join(", ")} to origin`,
    ...next === void 0 ? [] : [`development ${isDryRun ? "would go" : "goes"} on as ${next}`]
  ];
  const begun = `an earlier run had begun ${version}: ${isDryRun ? "it would be finished" : "it is finished now"}`;
  return {
    data: { ...raised, branches: { ...branches }, githash: githash ?? null, next: next ?? null },
    text: [...finished ? [begun] : [], ...lines].join("\n")
  };
}

// src/commands/version-bump.ts
var versionInputs = {
  "src-dir": text({ placeholder: "DIR", help: "The work tree of the project, instead of the one around this folder." }),
  "top-dir": places["top-dir"],
  ...dryRun
};
var inputs = defineInputs({
  part: text({
    placeholder: PARTS.join("|"),
    help: "Raise this part of three numbers, instead of the last number of the version."
  }),
  ...versionInputs
});
var versionBumpCommand = defineCommand({
  name: "version bump",
  summary: "Raise the version of the project on its default branch: commit, tag, push.",
  inputs,
  run: async ({ part: given, ...rest }, { ports }) => {
    const part = PARTS.find((each) => each === given);
    if (given !== void 0 && part === void 0) {
      const hint = didYouMean(given, PARTS) ?? `there are ${PARTS.join(", ")}`;
      throw usageFailure(`--part: "${given}" is no part of a version: ${hint}`, "version bump");
    }
    const { bumpVersionFile } = await import("./version-bump-SMCFLK47.js");
    return toVersionOutcome(await bumpVersionFile({ ...rest, part }, ports), rest["dry-run"]);
  }
});

export {
  toVersionOutcome,
  versionInputs,
  versionBumpCommand
};

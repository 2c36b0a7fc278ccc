import {
  PARTS
} from "./chunk-FOJKRAMO.js";

// src/commands/version-bump.ts
import { usageFailure$75 as usageFailure } from "./common.js";
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";

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
    const { bumpVersionFile } = await import("./version-bump-3EZGT3SV.js");
    return toVersionOutcome(await bumpVersionFile({ ...rest, part }, ports), rest["dry-run"]);
  }
});

export {
  toVersionOutcome,
  versionInputs,
  versionBumpCommand
};

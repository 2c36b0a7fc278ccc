import {
  SHOW_RECORDS,
  firstChange,
  initMeta
} from "./chunk-BFSKHEOD.js";
import "./chunk-ESGIBEUM.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/commands/meta-init.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { defineInputs$85 as defineInputs, list$85 as list, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  where: text({
    positional: true,
    required: true,
    placeholder: "URL|DIR",
    help: "A git URL, a bare repo, or a folder that is not there yet: a bare repo is then made."
  }),
  recipient: list({
    placeholder: "AGE",
    help: "Public age keys that encrypted state is for; writes .sops.yaml. Two are a backup of each other."
  }),
  "meta-token": places["meta-token"],
  "top-dir": places["top-dir"],
  ...dryRun
});
var metaInitCommand = defineCommand({
  name: "meta init",
  summary: "Make a git repo a meta repo.",
  inputs,
  run: async (given, { ports }) => {
    const { where: url, recipient, "meta-token": token } = given;
    const wrong = recipient.filter((each) => !/^age1[0-9a-z]+$/.test(each));
    if (wrong.length > 0) throw notRecipients(wrong);
    const first = firstChange(recipient);
    const files = first.added.map(({ path }) => path);
    if (given["dry-run"]) {
      return { data: { url, commit: "", created: false, files }, text: `would write ${files.join(", ")} to ${url}` };
    }
    const address = { url, ...token === void 0 ? {} : { token } };
    const { commit, unchanged } = await initMeta(ports, given["top-dir"], address, first);
    const done = unchanged ? `${url} is a meta repo already` : `${url} is a meta repo now`;
    const text2 = `${done}
To see its records in git log -p, run in a clone: ${SHOW_RECORDS}`;
    return { data: { url, commit, created: !unchanged, files: unchanged ? [] : files }, text: text2 };
  }
});
function notRecipients(words) {
  return inputFailure(
    ...words.map((word) => ({
      code: "meta/recipient",
      message: `"${word}" is no public age key`,
      hint: "it begins with age1; age-keygen -y prints it",
      origin: inputOrigin("--recipient")
    }))
  );
}
export {
  metaInitCommand
};

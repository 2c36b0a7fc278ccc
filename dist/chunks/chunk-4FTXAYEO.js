import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-DFMS57WP.js";

// src/commands/deploy.ts
import { usageFailure$75 as usageFailure } from "./common.js";
import { choice$85 as choice, defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { access$87 as access, dryRun$87 as dryRun, places$87 as places, selection$87 as selection, subject$87 as subject, version$87 as version } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var deployInputs = defineInputs({
  ...subject,
  ...version,
  ...places,
  ...selection,
  ...access,
  ...dryRun,
  check: choice(["changed", "all"], {
    default: "changed",
    help: "Which files to hash on the hosts: those that are sent or were touched, or all."
  }),
  local: flag({ help: "Deploying to this machine (deploy.destdir) is meant, also on CI." }),
  "skip-libcheck": flag({ help: "Deploy also what needs libraries that hosts lack (deploy.libcheck)." }),
  "release-hold": flag({ help: "End the hold of the instance that a rollback began." }),
  reason: text({ placeholder: "WORDS", help: "Why, for the record." })
});
var inputs = defineInputs({
  ...deployInputs,
  instance: text({
    positional: true,
    required: true,
    unless: "plan",
    placeholder: "INSTANCE",
    help: "The instance, for example production.eu."
  }),
  plan: text({
    placeholder: "FILE",
    help: "Carry out this plan (facs plan --json) unchanged, or nothing. It says which instance, release and hosts."
  })
});
var deployCommand = defineCommand({
  name: "deploy",
  summary: "Bring the hosts of an instance to a release.",
  inputs,
  outputs: DEPLOY_OUTPUTS,
  action: { name: "deploy", title: "Facsimile deploy", icon: "upload-cloud", color: "blue" },
  run: async (given, context) => {
    const { deploy } = await import("./deploy-MIEHLCSW.js");
    return toOutcome(await deploy(await toInputs(given, context), context), given["dry-run"]);
  }
});
async function toInputs(given, { ports }) {
  const { plan, instance, ...rest } = given;
  if (plan === void 0) return { ...rest, instance: instance ?? "" };
  const named = [given.project, instance, given.version, ...given.target, ...given.host, ...given.region];
  if (named.some((word) => word !== void 0))
    throw usageFailure("--plan says which instance, release and hosts: leave them out", "deploy");
  const { inputsOf, openPlan } = await import("./open-plan-VG77OC4Y.js");
  const saved = await openPlan(plan, ports);
  return { ...rest, ...inputsOf(saved), saved };
}

export {
  deployInputs,
  deployCommand
};

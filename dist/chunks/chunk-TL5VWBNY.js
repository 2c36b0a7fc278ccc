const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-CE5EMPYO.js";

// src/commands/deploy.ts
import { usageFailure$72 as usageFailure } from "#common";
import { choice$82 as choice, defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { access$84 as access, dryRun$84 as dryRun, places$84 as places, selection$84 as selection, subject$84 as subject, version$84 as version } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
    const { deploy } = await import("./deploy-I5HS5YNK.js");
    return toOutcome(await deploy(await toInputs(given, context), context), given["dry-run"]);
  }
});
async function toInputs(given, { ports }) {
  const { plan, instance, ...rest } = given;
  if (plan === void 0) return { ...rest, instance: instance ?? "" };
  const named = [given.project, instance, given.version, ...given.target, ...given.host, ...given.region];
  if (named.some((word) => word !== void 0))
    throw usageFailure("--plan says which instance, release and hosts: leave them out", "deploy");
  const { inputsOf, openPlan } = await import("./open-plan-FD3KZCXB.js");
  const saved = await openPlan(plan, ports);
  return { ...rest, ...inputsOf(saved), saved };
}

export {
  deployInputs,
  deployCommand
};

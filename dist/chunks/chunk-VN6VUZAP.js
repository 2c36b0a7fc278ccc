// src/actions/run-action.ts
import { describeFailure$20 as describeFailure } from "./common.js";
import { readLogin$21 as readLogin, toEnvironment$21 as toEnvironment } from "./common.js";
import { watchStrayFailures$24 as watchStrayFailures } from "./common.js";
import { EXIT$75 as EXIT, exitCodeFor$75 as exitCodeFor, exitCodeOf$75 as exitCodeOf, isFailure$75 as isFailure, unwrap$75 as unwrap } from "./common.js";
import { parseInputs$86 as parseInputs } from "./common.js";
import { wire$98 as wire } from "./common.js";
import { annotate$1 as annotate, githubTalk$1 as githubTalk } from "./common.js";
import { appendOutputs$2 as appendOutputs, appendSummary$2 as appendSummary } from "./common.js";
import { stepLog$3 as stepLog } from "./common.js";
import { toPlainText$4 as toPlainText, toWorkflowCommand$4 as toWorkflowCommand } from "./common.js";
async function runAction(load) {
  const environment = toEnvironment(withToken(process.env), process.cwd(), readLogin());
  const log = stepLog((line) => void process.stdout.write(`${line}
`));
  const tell = (error) => describeError(error, environment).forEach(log.write);
  watchStrayFailures(tell);
  try {
    process.exitCode = await runStep(await load(), environment, log);
  } catch (error) {
    tell(error);
    process.exitCode = exitCodeOf(error);
  }
}
function withToken(variables) {
  const token = variables["INPUT_TOKEN"]?.trim();
  return token ? { ...variables, GITHUB_TOKEN: token } : variables;
}
async function runStep(command, environment, log) {
  const { variables, cwd } = environment;
  for (const text of secretTexts(command, variables)) log.mask(text);
  const inputs = unwrap(parseInputs(command.inputs, givenInputs(command, variables), variables, nameInput));
  const ports = wire(environment, githubTalk(log, workspaceOf(environment) ?? cwd));
  const outcome = await command.run(inputs, { ports, environment });
  if (outcome.text !== "") log.write(toPlainText(outcome.text));
  appendSummary(variables["GITHUB_STEP_SUMMARY"], outcome.summary ?? "");
  appendOutputs(variables["GITHUB_OUTPUT"], { json: JSON.stringify(outcome.data), ...outcome.outputs });
  return conclude(outcome, log.write);
}
function givenInputs(command, variables) {
  const entries = Object.entries(command.inputs).map(([name, { kind }]) => {
    const text = variables[`INPUT_${name.toUpperCase()}`] ?? "";
    return [name, [kind === "secret" && text.trim() !== "" ? text : text.trim()]];
  });
  return Object.fromEntries(entries);
}
function secretTexts(command, variables) {
  const given = givenInputs(command, variables);
  return Object.entries(command.inputs).filter(([, input]) => input.kind === "secret").flatMap(([name, input]) => [...given[name] ?? [], (input.env && variables[input.env]) ?? ""]).concat(variables["GITHUB_TOKEN"] ?? "");
}
function nameInput(name) {
  return `input ${name}`;
}
function workspaceOf(environment) {
  return environment.variables["GITHUB_WORKSPACE"];
}
function conclude(outcome, write) {
  if (outcome.failed === void 0) return EXIT.done;
  write(toWorkflowCommand("error", describeFailure({ kind: "operation", ...outcome.failed }, false)));
  return exitCodeFor(outcome.failed);
}
function describeError(error, environment) {
  const workspace = workspaceOf(environment) ?? environment.cwd;
  if (isFailure(error) && error.kind === "input") {
    return error.issues.map((issue) => annotate("error", issue, workspace));
  }
  return [toWorkflowCommand("error", describeFailure(error, environment.variables["RUNNER_DEBUG"] === "1"))];
}

export {
  runAction
};

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/actions/run-action.ts
import { describeFailure$17 as describeFailure } from "#common";
import { readLogin$18 as readLogin, toEnvironment$18 as toEnvironment } from "#common";
import { watchStrayFailures$21 as watchStrayFailures } from "#common";
import { EXIT$72 as EXIT, exitCodeFor$72 as exitCodeFor, exitCodeOf$72 as exitCodeOf, isFailure$72 as isFailure, unwrap$72 as unwrap } from "#common";
import { parseInputs$83 as parseInputs } from "#common";
import { wire$95 as wire } from "#common";
import { annotate$1 as annotate, githubTalk$1 as githubTalk, mask$1 as mask } from "#common";
import { appendOutputs$2 as appendOutputs, appendSummary$2 as appendSummary } from "#common";
import { toPlainText$3 as toPlainText, toWorkflowCommand$3 as toWorkflowCommand } from "#common";
async function runAction(load) {
  const environment = toEnvironment(withToken(process.env), process.cwd(), readLogin());
  const write = (line) => void process.stdout.write(`${line}
`);
  const tell = (error) => describeError(error, environment).forEach(write);
  watchStrayFailures(tell);
  try {
    process.exitCode = await runStep(await load(), environment, write);
  } catch (error) {
    tell(error);
    process.exitCode = exitCodeOf(error);
  }
}
function withToken(variables) {
  const token = variables["INPUT_TOKEN"]?.trim();
  return token ? { ...variables, GITHUB_TOKEN: token } : variables;
}
async function runStep(command, environment, write) {
  const { variables, cwd } = environment;
  for (const text of secretTexts(command, variables)) mask(write, text);
  const inputs = unwrap(parseInputs(command.inputs, givenInputs(command, variables), variables, nameInput));
  const ports = wire(environment, githubTalk(write, workspaceOf(environment) ?? cwd));
  const outcome = await command.run(inputs, { ports, environment });
  if (outcome.text !== "") write(toPlainText(outcome.text));
  appendSummary(variables["GITHUB_STEP_SUMMARY"], outcome.summary ?? "");
  appendOutputs(variables["GITHUB_OUTPUT"], { json: JSON.stringify(outcome.data), ...outcome.outputs });
  return conclude(outcome, write);
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

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeFailure,
  readLogin,
  toEnvironment,
  watchStrayFailures,
  wire
} from "./chunk-FHGHZ2IR.js";
import {
  parseInputs
} from "./chunk-VBYHMNA6.js";
import {
  reveal
} from "./chunk-ZO5PUFDL.js";
import {
  EXIT,
  exitCodeOf,
  isFailure,
  unwrap
} from "./chunk-42LGJTFO.js";

// src/actions/github-talk.ts
import { isAbsolute, relative } from "node:path";

// src/actions/workflow-command.ts
import { randomUUID } from "node:crypto";
function toWorkflowCommand(command, message, place = {}) {
  const properties = Object.entries(place).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${command}${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${escapeData(message)}`;
}
function toPlainText(text) {
  if (!/^\s*::|##\[/m.test(text)) return text;
  const word = randomUUID();
  return `::stop-commands::${word}
${text}
::${word}::`;
}
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/actions/github-talk.ts
function githubTalk(write, workspace) {
  let depth = 0;
  return {
    say: (line) => write(toPlainText(line)),
    warn: (issue) => write(annotate("warning", issue, workspace)),
    mask: (value) => mask(write, reveal(value)),
    group: async (title, work) => {
      write(depth === 0 ? toWorkflowCommand("group", title) : toPlainText(title));
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
        if (depth === 0) write(toWorkflowCommand("endgroup", ""));
      }
    }
  };
}
function mask(write, text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  for (const each of /* @__PURE__ */ new Set([text, ...lines])) if (each !== "") write(toWorkflowCommand("add-mask", each));
}
function annotate(command, issue, workspace) {
  const { origin, message, hint } = issue;
  const place = origin?.kind === "file" ? { file: shorten(origin.file, workspace), line: origin.line, col: origin.column } : { ...origin === void 0 ? {} : { title: origin.name } };
  return toWorkflowCommand(command, hint === void 0 ? message : `${message} (${hint})`, place);
}
function shorten(file, workspace) {
  if (!isAbsolute(file)) return file;
  const path = relative(workspace, file);
  return path.startsWith("..") ? file : path;
}

// src/actions/step-files.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { appendFile } from "node:fs/promises";
async function appendSummary(file, markdown) {
  if (file !== void 0 && file !== "" && markdown !== "") await appendFile(file, `${markdown}
`);
}
async function appendOutputs(file, outputs) {
  const entries = Object.entries(outputs).map(([name, value]) => {
    const end = `end_${randomUUID2()}`;
    return `${name}<<${end}
${value}
${end}
`;
  });
  if (file !== void 0 && file !== "" && entries.length > 0) await appendFile(file, entries.join(""));
}

// src/actions/run-action.ts
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
  await appendSummary(variables["GITHUB_STEP_SUMMARY"], outcome.summary ?? "");
  await appendOutputs(variables["GITHUB_OUTPUT"], { json: JSON.stringify(outcome.data), ...outcome.outputs });
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
  return EXIT.failed;
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

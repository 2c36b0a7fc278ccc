#!/usr/bin/env node
const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import "./chunks/chunk-QNEN4M7J.js";

// src/cli/main.ts
import { readInputs$27 as readInputs, readInvocation$27 as readInvocation } from "#common";
import { EXIT$72 as EXIT, exitCodeFor$72 as exitCodeFor, exitCodeOf$72 as exitCodeOf } from "#common";
import { jsonPieces$86 as jsonPieces } from "#common";
import { wire$95 as wire } from "#common";
import { describeFailure$17 as describeFailure } from "#common";
import { readLogin$18 as readLogin, toEnvironment$18 as toEnvironment } from "#common";
import { commandHelp$19 as commandHelp, mainHelp$19 as mainHelp } from "#common";
import { writeOut$20 as writeOut } from "#common";
import { watchStrayFailures$21 as watchStrayFailures } from "#common";
import { terminalScreen$22 as terminalScreen } from "#common";
import { terminalTalk$23 as terminalTalk } from "#common";
import { VERSION$24 as VERSION } from "#common";
var PRINT_AT_ONCE = 65536;
var HELP = ["--help", "-h", "help"];
async function main(words, variables) {
  const debug = variables["FACS_DEBUG"] === "1";
  const tell = (error) => void process.stderr.write(`${describeFailure(error, debug)}
`);
  watchStrayFailures(tell);
  try {
    return await dispatch(words, variables);
  } catch (error) {
    tell(error);
    return exitCodeOf(error);
  }
}
async function dispatch(words, variables) {
  const [first] = words;
  if (first === "--version") return print(VERSION);
  const environment = toEnvironment(variables, process.cwd(), readLogin());
  const ports = wire(environment, terminalTalk({ write: (text) => process.stderr.write(text) }));
  if (first === void 0 || HELP.includes(first)) return print(await help(words.slice(1), ports));
  const invocation = await readInvocation(words, () => ports);
  if (invocation.help) return print(helpOf(invocation));
  return show(await run(invocation, { ports, environment }), invocation.json);
}
async function help(words, ports) {
  return words.length === 0 ? mainHelp() : helpOf(await readInvocation(words, () => ports));
}
function helpOf({ command, more }) {
  return commandHelp({ ...command, inputs: { ...command.inputs, ...more } });
}
function run(invocation, context) {
  const { variables } = context.environment;
  const inputs = readInputs(invocation, variables);
  const screen = invocation.json ? void 0 : terminalScreen(variables);
  return invocation.command.run(inputs, { ...context, ...screen && { screen } });
}
function show(outcome, json) {
  if (json) printJson(outcome.data);
  else if (outcome.text !== "") print(outcome.text);
  if (outcome.failed === void 0) return EXIT.done;
  process.stderr.write(`${describeFailure({ kind: "operation", ...outcome.failed }, false)}
`);
  return exitCodeFor(outcome.failed);
}
function printJson(data) {
  let text = "";
  for (const piece of jsonPieces(data)) {
    text += piece;
    if (text.length < PRINT_AT_ONCE) continue;
    writeOut(text);
    text = "";
  }
  writeOut(`${text}
`);
}
function print(text) {
  writeOut(`${text}
`);
  return EXIT.done;
}

// src/cli/cli.ts
process.exitCode = await main(process.argv.slice(2), process.env);

#!/usr/bin/env node

// src/cli/main.ts
import { maskedText$17 as maskedText } from "./chunks/common.js";
import { readInputs$30 as readInputs, readInvocation$30 as readInvocation } from "./chunks/common.js";
import { EXIT$75 as EXIT, exitCodeFor$75 as exitCodeFor, exitCodeOf$75 as exitCodeOf } from "./chunks/common.js";
import { jsonPieces$89 as jsonPieces } from "./chunks/common.js";
import { wire$98 as wire } from "./chunks/common.js";
import { describeFailure$20 as describeFailure } from "./chunks/common.js";
import { readLogin$21 as readLogin, toEnvironment$21 as toEnvironment } from "./chunks/common.js";
import { commandHelp$22 as commandHelp, mainHelp$22 as mainHelp } from "./chunks/common.js";
import { writeOut$23 as writeOut } from "./chunks/common.js";
import { watchStrayFailures$24 as watchStrayFailures } from "./chunks/common.js";
import { terminalScreen$25 as terminalScreen } from "./chunks/common.js";
import { terminalTalk$26 as terminalTalk } from "./chunks/common.js";
import { VERSION$27 as VERSION } from "./chunks/common.js";
var PRINT_AT_ONCE = 65536;
var HELP = ["--help", "-h", "help"];
async function main(words, variables) {
  const debug = variables["FACS_DEBUG"] === "1";
  const { mask, without } = maskedText();
  const stderr = { mask, write: (text) => void process.stderr.write(without(text)) };
  const tell = (error) => stderr.write(`${describeFailure(error, debug)}
`);
  watchStrayFailures(tell);
  try {
    return await dispatch(words, variables, stderr);
  } catch (error) {
    tell(error);
    return exitCodeOf(error);
  }
}
async function dispatch(words, variables, stderr) {
  const [first] = words;
  if (first === "--version") return print(VERSION);
  const environment = toEnvironment(variables, process.cwd(), readLogin());
  const ports = wire(environment, terminalTalk(stderr));
  if (first === void 0 || HELP.includes(first)) return print(await help(words.slice(1), ports));
  const invocation = await readInvocation(words, () => ports);
  if (invocation.help) return print(helpOf(invocation));
  return show(await run(invocation, { ports, environment }), invocation.json, stderr);
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
function show(outcome, json, stderr) {
  if (json) printJson(outcome.data);
  else if (outcome.text !== "") print(outcome.text);
  if (outcome.failed === void 0) return EXIT.done;
  stderr.write(`${describeFailure({ kind: "operation", ...outcome.failed }, false)}
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

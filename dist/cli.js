#!/usr/bin/env node
const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  COMMANDS,
  readInputs,
  readInvocation
} from "./chunks/chunk-B7X6DGCO.js";
import "./chunks/chunk-MQ4C672U.js";
import {
  VERSION,
  describeFailure,
  readLogin,
  toEnvironment,
  watchStrayFailures,
  wire
} from "./chunks/chunk-FHGHZ2IR.js";
import "./chunks/chunk-QDQQ4NDP.js";
import "./chunks/chunk-VBYHMNA6.js";
import "./chunks/chunk-RB4T4KKB.js";
import "./chunks/chunk-ZO5PUFDL.js";
import {
  EXIT,
  describeIssue,
  exitCodeOf
} from "./chunks/chunk-42LGJTFO.js";
import "./chunks/chunk-WKAFJCNG.js";
import "./chunks/chunk-QNEN4M7J.js";

// src/cli/help.ts
var LINE = 100;
var NAMES = 40;
async function mainHelp() {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const rows = commands.map((command) => [usageOf(command), command.summary]);
  return ["Usage: facs COMMAND \u2026", "", ...columns(rows), "", "facs COMMAND --help shows the flags of one."].join("\n");
}
function commandHelp(command) {
  const inputs = Object.entries(command.inputs);
  const words = inputs.filter(([, input]) => input.positional).map(([, input]) => [input.placeholder, input.help]);
  const flags = inputs.filter(([, input]) => !input.positional).map(([name, input]) => [flagForm(name, input), flagHelp(input)]);
  const common = [
    ["--json", "Print data as JSON on stdout."],
    ["--help", "Show this."]
  ];
  return [
    `Usage: facs ${usageOf(command)} [FLAGS]`,
    "",
    command.summary,
    "",
    ...columns([...words, ...flags, ...common])
  ].join("\n");
}
function usageOf(command) {
  const words = Object.values(command.inputs).filter((input) => input.positional).map((input) => input.required ? input.placeholder : `[${input.placeholder}]`);
  return [command.name, ...words].join(" ");
}
function flagForm(name, input) {
  return input.kind === "flag" ? `--${name}` : `--${name} ${input.placeholder}`;
}
function flagHelp(input) {
  const preset = input.default === void 0 || input.kind === "flag" ? "" : ` Default: ${input.default}.`;
  const env = input.env === void 0 ? "" : ` Also read from ${input.env}.`;
  return `${input.help}${preset}${env}`;
}
function columns(rows) {
  const width = Math.min(NAMES, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => {
    const [first = "", ...more] = wrap(right, LINE - width - 4);
    const rest = more.map((line) => `${" ".repeat(width + 4)}${line}`);
    if (left.length > width) return [`  ${left}`, `${" ".repeat(width + 4)}${first}`, ...rest];
    return [`  ${left.padEnd(width)}  ${first}`, ...rest];
  });
}
function wrap(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}

// src/cli/standard-output.ts
var { writeSync } = process.getBuiltinModule("node:fs");
var STDOUT = 1;
function writeOut(text) {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      const { code } = error;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      waitForReader();
    }
  }
}
function waitForReader() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

// src/cli/terminal-screen.ts
function terminalScreen(variables, isTerminal = () => process.stdout.isTTY === true) {
  return {
    get colors() {
      return !variables["NO_COLOR"] && variables["TERM"] !== "dumb" && isTerminal();
    },
    get interactive() {
      return process.stdin.isTTY === true && isTerminal();
    },
    print: (line) => writeOut(`${line}
`)
  };
}

// src/cli/terminal-talk.ts
function terminalTalk(stream) {
  let depth = 0;
  const say = (line) => void stream.write(`${"  ".repeat(depth)}${line}
`);
  return {
    say,
    warn: (issue) => say(`warning: ${describeIssue(issue)}`),
    mask: () => void 0,
    group: async (title, work) => {
      say(title);
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
      }
    }
  };
}

// src/cli/main.ts
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
  if (first === void 0 || HELP.includes(first)) return print(await help(words.slice(1)));
  if (first === "--version") return print(VERSION);
  const invocation = await readInvocation(words);
  if (invocation.help) return print(commandHelp(invocation.command));
  return show(await run(invocation, variables), invocation.json);
}
async function help(words) {
  return words.length === 0 ? mainHelp() : commandHelp((await readInvocation(words)).command);
}
function run(invocation, variables) {
  const inputs = readInputs(invocation, variables);
  const environment = toEnvironment(variables, process.cwd(), readLogin());
  const ports = wire(environment, terminalTalk({ write: (text) => process.stderr.write(text) }));
  const screen = invocation.json ? void 0 : terminalScreen(variables);
  return invocation.command.run(inputs, { ports, environment, ...screen && { screen } });
}
function show(outcome, json) {
  if (json) print(JSON.stringify(outcome.data, null, 2));
  else if (outcome.text !== "") print(outcome.text);
  if (outcome.failed === void 0) return EXIT.done;
  process.stderr.write(`${describeFailure({ kind: "operation", ...outcome.failed }, false)}
`);
  return EXIT.failed;
}
function print(text) {
  writeOut(`${text}
`);
  return EXIT.done;
}

// src/cli/cli.ts
process.exitCode = await main(process.argv.slice(2), process.env);

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  didYouMean
} from "./chunk-MQ4C672U.js";
import {
  parseInputs
} from "./chunk-VBYHMNA6.js";
import {
  unwrap,
  usageFailure
} from "./chunk-42LGJTFO.js";

// src/commands/arguments.ts
var { parseArgs } = process.getBuiltinModule("node:util");
function readArguments(command, inputs, words) {
  const given = {};
  const common = { json: false, help: false };
  const places = [];
  for (const token of tokenize(command, inputs, words)) {
    if (token.kind === "positional") places.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name === "json" || token.name === "help") common[token.name] = true;
    else given[token.name] = [...given[token.name] ?? [], token.value ?? "true"];
  }
  return { ...common, given: { ...given, ...placePositionals(command, inputs, places) } };
}
function tokenize(command, inputs, words) {
  const options = {
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" }
  };
  for (const [name, input] of Object.entries(inputs)) {
    if (!input.positional) options[name] = { type: input.kind === "flag" ? "boolean" : "string" };
  }
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = options[token.name];
    if (option === void 0) {
      const hint = didYouMean(
        token.rawName,
        Object.keys(options).map((name) => `--${name}`)
      );
      throw usageFailure(`unknown flag ${token.rawName}${hint === void 0 ? "" : ` (${hint})`}`, command);
    }
    if (option.type === "string" && token.value === void 0)
      throw usageFailure(`${token.rawName} needs a value`, command);
  }
  return tokens;
}
function placePositionals(command, inputs, words) {
  const positional = Object.entries(inputs).filter(([, input]) => input.positional);
  const required = positional.filter(([, input]) => input.required).length;
  let spare = words.length - required;
  const rest = [...words];
  const placed = {};
  for (const [name, input] of positional) {
    if (input.kind === "list") placed[name] = rest.splice(0);
    else if (rest.length > 0 && (input.required || spare-- > 0)) placed[name] = rest.splice(0, 1);
  }
  if (rest.length > 0) throw usageFailure(`too many words: ${rest.join(" ")}`, command);
  return placed;
}

// src/commands/registry.ts
var COMMANDS = {
  demo: async () => (await import("./demo-ND7NLE7Q.js")).demoCommand,
  resolve: async () => (await import("./resolve-FCG5BGOW.js")).resolveCommand,
  explain: async () => (await import("./explain-EPTYYQJA.js")).explainCommand,
  hosts: async () => (await import("./hosts-CFLZWEY7.js")).hostsCommand,
  render: async () => (await import("./render-VJWCHCE5.js")).renderCommand,
  "release create": async () => (await import("./release-create-I7BUITWR.js")).releaseCreateCommand,
  "release list": async () => (await import("./release-list-7TH4UQHG.js")).releaseListCommand,
  "release show": async () => (await import("./release-show-Z7T7SFCE.js")).releaseShowCommand,
  "release lock": async () => (await import("./release-lock-QFKQMQ2J.js")).releaseLockCommand,
  "binary add": async () => (await import("./binary-add-DCKBOCOZ.js")).binaryAddCommand,
  "binary list": async () => (await import("./binary-list-EIW7XHYW.js")).binaryListCommand,
  deploy: async () => (await import("./deploy-XNQ2P55N.js")).deployCommand,
  rollback: async () => (await import("./rollback-NOO2OVW7.js")).rollbackCommand,
  status: async () => (await import("./status-JSNYED4Q.js")).statusCommand,
  "channel list": async () => (await import("./channel-list-7MBGEKPU.js")).channelListCommand,
  "channel show": async () => (await import("./channel-show-JC6JJX5P.js")).channelShowCommand,
  "channel set": async () => (await import("./channel-set-YCVCETNW.js")).channelSetCommand,
  "channel history": async () => (await import("./channel-history-ER4VSTC7.js")).channelHistoryCommand,
  promote: async () => (await import("./promote-6JXRSMHJ.js")).promoteCommand,
  rollout: async () => (await import("./rollout-SLVLM6N7.js")).rolloutCommand,
  trace: async () => (await import("./trace-RDRYQF6P.js")).traceCommand,
  "meta init": async () => (await import("./meta-init-SA5HV3VP.js")).metaInitCommand,
  "meta log": async () => (await import("./meta-log-OIMN3ESN.js")).metaLogCommand,
  "meta cat": async () => (await import("./meta-cat-IHDI55XG.js")).metaCatCommand
};
function findCommand(words) {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(" ");
    const load = COMMANDS[name];
    if (load !== void 0 && words.length >= count) return { name, load };
  }
  return void 0;
}

// src/commands/invocation.ts
async function readInvocation(words) {
  const found = findCommand(words);
  if (found === void 0) throw unknownCommand(words);
  const command = await found.load();
  const rest = words.slice(found.name.split(" ").length);
  return { command, ...readArguments(found.name, command.inputs, rest) };
}
function readInputs({ command, given }, variables) {
  for (const [name, input] of Object.entries(command.inputs)) {
    if (input.positional && input.required && given[name] === void 0) {
      throw usageFailure(`${nameInput(name, true)} is missing: ${input.help}`, command.name);
    }
  }
  return unwrap(parseInputs(command.inputs, given, variables, nameInput));
}
function nameInput(name, positional) {
  return positional ? name.toUpperCase() : `--${name}`;
}
function unknownCommand(words) {
  const names = Object.keys(COMMANDS);
  const [first = "", second = ""] = words;
  const family = names.filter((name) => name.startsWith(`${first} `));
  const said = family.length > 0 && !second.startsWith("-") ? `${first} ${second}`.trim() : first;
  const near = didYouMean(`${first} ${second}`, names) ?? (family.length > 0 ? void 0 : didYouMean(first, names));
  const hint = near ?? (family.length > 0 ? `there are ${family.join(", ")}` : void 0);
  return usageFailure(`unknown command ${said}${hint === void 0 ? "" : ` (${hint})`}`);
}

export {
  COMMANDS,
  readInvocation,
  readInputs
};

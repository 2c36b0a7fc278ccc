const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  secret
} from "./chunk-ZO5PUFDL.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/inputs/input.ts
function text(options) {
  return input("text", options, "TEXT", (texts) => valid(texts.at(-1)));
}
function flag(options) {
  return input("flag", { default: "false", ...options }, "", (texts) => parseFlag(texts.at(-1) ?? "false"));
}
function integer(options) {
  return input("integer", options, "N", (texts) => parseInteger(texts.at(-1) ?? ""));
}
function list(options) {
  return input("list", options, "A,B", (texts) => valid(texts.flatMap(splitList)));
}
function choice(words, options) {
  return input("choice", options, words.join("|"), (texts) => {
    const word = words.find((each) => each === texts.at(-1));
    return word === void 0 ? wrong(`"${texts.at(-1)}" is not one of ${words.join(", ")}`) : valid(word);
  });
}
function secretText(options) {
  return input("secret", options, "SECRET", (texts) => {
    const given = texts.at(-1);
    return valid(given === void 0 ? void 0 : secret(given));
  });
}
function defineInputs(inputs) {
  return inputs;
}
function input(kind, options, placeholder, parse) {
  return {
    kind,
    help: options.help,
    required: options.required ?? false,
    placeholder: options.placeholder ?? placeholder,
    positional: options.positional ?? false,
    ...options.default === void 0 ? {} : { default: options.default },
    ...options.env === void 0 ? {} : { env: options.env },
    parse
  };
}
function parseFlag(word) {
  if (word === "true") return valid(true);
  if (word === "false") return valid(false);
  return wrong(`"${word}" is neither true nor false`);
}
function parseInteger(word) {
  return /^\d+$/.test(word) ? valid(Number(word)) : wrong(`"${word}" is not a whole number`);
}
function splitList(given) {
  return given.split(/[,\n]/).map((item) => item.trim()).filter((item) => item !== "");
}
function wrong(message) {
  return invalid({ code: "input/value", message });
}

// src/commands/command.ts
function defineCommand(command) {
  return command;
}

export {
  text,
  flag,
  integer,
  list,
  choice,
  secretText,
  defineInputs,
  defineCommand
};

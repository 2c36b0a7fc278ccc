const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  inputOrigin
} from "./chunk-42LGJTFO.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/inputs/parse.ts
function parseInputs(inputs, given, env, nameInput) {
  const issues = [];
  const values = {};
  for (const [name, input] of Object.entries(inputs)) {
    const origin = inputOrigin(nameInput(name, input.positional));
    const texts = textsFor(given[name] ?? [], input.env === void 0 ? void 0 : env[input.env], input.default);
    if (texts.length === 0 && input.required) {
      issues.push({ code: "input/missing", message: "is required", hint: input.help, origin });
      continue;
    }
    if (texts.length === 0 && input.kind !== "list") continue;
    const parsed = input.parse(texts);
    if (parsed.ok) values[name] = parsed.value;
    else issues.push(...parsed.issues.map((issue) => ({ ...issue, origin })));
  }
  return issues.length > 0 ? invalid(...issues) : valid(values);
}
function textsFor(given, fromEnv, preset) {
  const written = given.filter((text) => text !== "");
  if (written.length > 0) return written;
  if (fromEnv !== void 0 && fromEnv !== "") return [fromEnv];
  return preset === void 0 ? [] : [preset];
}

export {
  parseInputs
};

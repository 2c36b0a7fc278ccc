const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  openDefinition
} from "./chunk-WPHURB37.js";
import "./chunk-T7AAMPLI.js";
import "./chunk-RMGOG7U5.js";
import {
  places,
  subject,
  version
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs
} from "./chunk-34VBN6EU.js";
import "./chunk-2XE6ZA5R.js";
import {
  isObject
} from "./chunk-NSLUIHBZ.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-MQ4C672U.js";
import "./chunk-ZO5PUFDL.js";
import "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/core/definition/to-yaml.ts
var WORD = String.raw`[\w./@+~-]+(?::[\w./@+~-]+)*`;
var PLAIN = new RegExp(`^(?=[A-Za-z_/]|~/)${WORD}(?: ${WORD})*$|^(?:\\d+(?:ms|s|m|h|d))+$`);
var TYPED = /^(null|true|false|yes|no|on|off|y|n)$/i;
var BLOCK = /^(?! )[^\p{Cc}\p{Cf}\u2028\u2029\ufeff]+(?:\n[^\p{Cc}\p{Cf}\u2028\u2029\ufeff]*)*$/u;
function toYaml(value) {
  return render(value, "").trimStart();
}
function render(value, indent) {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `
${indent}-${inItem(item, `${indent}  `)}`).join("");
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    const entries = Object.entries(value);
    return entries.map(([key, below]) => `
${indent}${renderText(key)}:${render(below, `${indent}  `)}`).join("");
  }
  return ` ${renderScalar(value, indent)}`;
}
function inItem(item, indent) {
  return render(item, indent).replace(/^\n */, " ");
}
function renderScalar(value, indent) {
  if (typeof value === "string") return renderBlock(value, indent) ?? renderText(value);
  if (typeof value !== "number") return JSON.stringify(value);
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0.0" : String(value);
  return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
}
function renderText(text) {
  return PLAIN.test(text) && !TYPED.test(text) ? text : JSON.stringify(text);
}
function renderBlock(text, indent) {
  const body = text.replace(/\n$/, "");
  if (!text.includes("\n") || body.endsWith("\n") || body.trim() === "" || !BLOCK.test(body)) return void 0;
  const lines = body.split("\n").map((line) => line === "" ? "" : `${indent || "  "}${line}`);
  return [text.endsWith("\n") ? "|" : "|-", ...lines].join("\n");
}

// src/commands/resolve.ts
var resolveCommand = defineCommand({
  name: "resolve",
  summary: "Show the definition of an instance, merged from its layers.",
  inputs: defineInputs({ ...subject, ...version, ...places }),
  outputs: {
    definition: "The merged definition, as JSON.",
    channel: "The channel that the instance follows; empty when it follows none.",
    environment: "The environment that guards the instance; empty when none does.",
    hosts: "Names of its hosts, as a JSON list."
  },
  action: { name: "resolve", title: "Facsimile resolve", icon: "layers", color: "blue" },
  run: async (inputs, { ports }) => {
    const { project, instance, layers, value, settings } = await openDefinition(inputs, ports);
    const { channel = "", environment = "", hosts } = settings;
    const names = hosts.map((host) => host.name);
    return {
      data: {
        project,
        instance,
        channel,
        environment,
        layers: layers.map((layer) => ({ ...layer })),
        definition: value
      },
      text: toYaml(value),
      outputs: { definition: JSON.stringify(value), channel, environment, hosts: JSON.stringify(names) }
    };
  }
});
export {
  resolveCommand
};

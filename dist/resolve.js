const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  runAction
} from "./chunks/chunk-J6VBR4MT.js";
import "./chunks/chunk-FHGHZ2IR.js";
import "./chunks/chunk-QDQQ4NDP.js";
import "./chunks/chunk-VBYHMNA6.js";
import "./chunks/chunk-RB4T4KKB.js";
import "./chunks/chunk-ZO5PUFDL.js";
import "./chunks/chunk-42LGJTFO.js";
import "./chunks/chunk-WKAFJCNG.js";
import "./chunks/chunk-QNEN4M7J.js";

// src/actions/resolve.ts
await runAction(async () => (await import("./chunks/resolve-FCG5BGOW.js")).resolveCommand);

const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  runAction
} from "./chunks/chunk-HLHLFJCG.js";
import "./chunks/chunk-QNEN4M7J.js";

// src/actions/binary.ts
await runAction(async () => (await import("./chunks/binary-add-XYCDHQA2.js")).binaryAddCommand);

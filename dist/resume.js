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

// src/actions/resume.ts
await runAction(async () => (await import("./chunks/resume-WXMQD4G3.js")).resumeCommand);

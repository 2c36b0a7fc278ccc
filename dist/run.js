import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/run.ts
await runAction(async () => (await import("./chunks/run-7XU6GACS.js")).runCommand);

import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/run.ts
await runAction(async () => (await import("./chunks/run-XTU7SLD3.js")).runCommand);

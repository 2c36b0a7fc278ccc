import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/run.ts
await runAction(async () => (await import("./chunks/run-UVDQPDPV.js")).runCommand);

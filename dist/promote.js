import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/promote.ts
await runAction(async () => (await import("./chunks/promote-I4XLEK5O.js")).promoteCommand);

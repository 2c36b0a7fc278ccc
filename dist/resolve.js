import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/resolve.ts
await runAction(async () => (await import("./chunks/resolve-J6ZKNPUW.js")).resolveCommand);

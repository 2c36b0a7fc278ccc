import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/deploy.ts
await runAction(async () => (await import("./chunks/deploy-L4Y4IRHI.js")).deployCommand);

import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/meta-check.ts
await runAction(async () => (await import("./chunks/meta-check-BKP2GYOH.js")).metaCheckCommand);

import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/meta-check.ts
await runAction(async () => (await import("./chunks/meta-check-JCVWZ6ZE.js")).metaCheckCommand);

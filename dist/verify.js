import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/verify.ts
await runAction(async () => (await import("./chunks/verify-667TIFHG.js")).verifyCommand);

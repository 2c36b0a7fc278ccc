import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/plan.ts
await runAction(async () => (await import("./chunks/plan-QXPO4236.js")).planCommand);

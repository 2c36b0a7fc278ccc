import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/plan.ts
await runAction(async () => (await import("./chunks/plan-GLLHG5DQ.js")).planCommand);

import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/binary.ts
await runAction(async () => (await import("./chunks/binary-add-LQEVRTDB.js")).binaryAddCommand);

import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/rollout.ts
await runAction(async () => (await import("./chunks/rollout-CQ4L2LMJ.js")).rolloutCommand);

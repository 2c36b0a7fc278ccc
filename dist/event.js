import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/event.ts
await runAction(async () => (await import("./chunks/event-add-XLTT6RGD.js")).eventAddCommand);

import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/render.ts
await runAction(async () => (await import("./chunks/render-K6ZE5R67.js")).renderCommand);

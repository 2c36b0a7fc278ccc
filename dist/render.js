import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/render.ts
await runAction(async () => (await import("./chunks/render-75UGBI6B.js")).renderCommand);

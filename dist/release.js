import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/release.ts
await runAction(async () => (await import("./chunks/release-create-TB3PP4BO.js")).releaseCreateCommand);

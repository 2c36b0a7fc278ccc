import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/resume.ts
await runAction(async () => (await import("./chunks/resume-HPWC5D74.js")).resumeCommand);

import {
  runAction
} from "./chunks/chunk-VN6VUZAP.js";

// src/actions/resume.ts
await runAction(async () => (await import("./chunks/resume-BGRNKCKE.js")).resumeCommand);

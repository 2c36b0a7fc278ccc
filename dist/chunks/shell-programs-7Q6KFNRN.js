import {
  lineReader
} from "./chunk-2A4RF3GS.js";

// src/adapters/process/shell-programs.ts
const { spawn } = process.getBuiltinModule("node:child_process");
const { resolve } = process.getBuiltinModule("node:path");
function shellPrograms(cwd) {
  return { run: (program) => run(program, cwd) };
}
function run({ command, cwd, env, input, onLine, stop }, from) {
  const child = spawn("/bin/sh", ["-c", command], { cwd: resolve(from, cwd), env, stdio: "pipe", detached: true });
  const end = () => {
    if (child.pid !== void 0) endGroup(child.pid);
  };
  if (stop?.aborted) end();
  stop?.addEventListener("abort", end);
  const readers = [child.stdout, child.stderr].map((stream) => {
    const lines = lineReader(onLine);
    stream.on("data", (chunk) => lines.push(chunk));
    return lines;
  });
  child.stdin.on("error", () => void 0);
  child.stdin.end(input ?? "");
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      stop?.removeEventListener("abort", end);
      for (const lines of readers) lines.end();
      if (signal !== null) done({ kind: "signal", signal });
      else done(code === null ? { kind: "closed" } : { kind: "exit", code });
    });
  });
}
function endGroup(leader) {
  try {
    process.kill(-leader, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
export {
  shellPrograms
};

import {
  splitWords
} from "./chunk-LXQYCNIS.js";

// src/adapters/person/terminal-person.ts
import { inputFailure$75 as inputFailure, operationFailure$75 as operationFailure3 } from "./common.js";
import { describeIssue$88 as describeIssue } from "./common.js";
import { secret$95 as secret } from "./common.js";

// src/adapters/person/guard-file.ts
var ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"];
function guardFile(wipe2) {
  const leave = (signal) => {
    if (signal === "SIGINT" && guard.editor !== void 0) return;
    guard.editor?.kill(signal);
    wipe2();
    guard.release();
    process.kill(process.pid, signal);
  };
  const guard = {
    editor: void 0,
    release: () => {
      for (const each of ENDINGS) process.off(each, leave);
    }
  };
  for (const signal of ENDINGS) process.on(signal, leave);
  return guard;
}

// src/adapters/person/private-file.ts
const { closeSync, existsSync, openSync, readdirSync, rmSync, statfsSync, statSync, writeSync } = process.getBuiltinModule("node:fs");
const { mkdtemp, readFile, writeFile } = process.getBuiltinModule("node:fs/promises");
const { tmpdir } = process.getBuiltinModule("node:os");
const { join } = process.getBuiltinModule("node:path");
var IN_MEMORY = [16914836, 2240043254];
async function writePrivateFile(name, text, runtimeDir) {
  const folder = await makeFolder([...runtimeDir ? [runtimeDir] : [], "/dev/shm"].filter(isInMemory));
  const path = join(folder, name);
  const file = { path, read: () => readIfThere(path), wipe: () => wipe(folder) };
  try {
    await writeFile(path, text, { mode: 384, flag: "wx" });
  } catch (error) {
    file.wipe();
    throw error;
  }
  return file;
}
async function readIfThere(path) {
  return existsSync(path) ? readFile(path, "utf8") : void 0;
}
async function makeFolder([place, ...others]) {
  try {
    return await mkdtemp(join(place ?? tmpdir(), "facs-edit-"));
  } catch (error) {
    if (place === void 0) throw error;
    return makeFolder(others);
  }
}
function isInMemory(folder) {
  try {
    return IN_MEMORY.includes(statfsSync(folder).type);
  } catch {
    return false;
  }
}
function wipe(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) overwrite(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
}
function overwrite(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) return;
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(found.size));
  closeSync(file);
}

// src/adapters/person/read-input.ts
import { operationFailure$75 as operationFailure } from "./common.js";
var MAX_BYTES = 1e6;
var ENTER = /[\r\n]/;
var CTRL_C = "";
var CTRL_D = "";
var BACKSPACE = /[\u007f\b]/;
async function readPiped() {
  const chunks = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) throw gone(`what is piped in has more than ${MAX_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}
async function readHidden(question) {
  process.stdin.setRawMode(true);
  process.stderr.write(question);
  let line = "";
  try {
    for await (const chunk of process.stdin.iterator({ destroyOnReturn: false })) {
      for (const letter of String(chunk)) {
        if (ENTER.test(letter)) return line;
        if (letter === CTRL_C || letter === CTRL_D) throw gone("it was called off, so nothing was changed");
        line = BACKSPACE.test(letter) ? line.slice(0, -1) : line + letter;
      }
    }
    throw gone("the terminal is closed, so nothing was changed");
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stderr.write("\n");
  }
}
function gone(message) {
  return operationFailure({ code: "person/gone", message, retry: "safe", next: "run the same command again" });
}

// src/adapters/person/run-editor.ts
const { spawn } = process.getBuiltinModule("node:child_process");
import { operationFailure$75 as operationFailure2 } from "./common.js";
var KEPT_BACK = /^(?:SOPS_AGE_(?:SSH_PRIVATE_)?KEY|FACS_(?:SSH_KEY|.*_TOKEN)|GITHUB_TOKEN)$/;
function editorWords(variables) {
  const line = ["SOPS_EDITOR", "VISUAL", "EDITOR"].map((name) => variables[name]).find((each) => each) ?? "vi";
  const words = splitWords(line);
  if (words === void 0 || words.length === 0) throw failed(`"${line}" is no command`);
  return words;
}
async function runEditor(words, variables, guard) {
  const [program = "", ...rest] = words;
  const env = Object.fromEntries(Object.entries(variables).filter(([name]) => !KEPT_BACK.test(name)));
  const child = spawn(program, rest, { stdio: "inherit", env });
  guard.editor = child;
  try {
    const end = await new Promise((resolve, reject) => {
      child.once("error", (error) => reject(failed(`${program} cannot be run: ${error.message}`)));
      child.once("close", (code, signal) => resolve(code ?? signal ?? "it was killed"));
    });
    if (end !== 0) throw failed(`${program} ended with ${end}`);
  } finally {
    guard.editor = void 0;
  }
}
function failed(message) {
  return operationFailure2({
    code: "person/editor",
    message: `${message}: nothing was written`,
    retry: "safe",
    next: "say in EDITOR which editor to use, then run the same command again"
  });
}

// src/adapters/person/terminal-person.ts
function terminalPerson({ variables, talk }) {
  const canAsk = () => process.stdin.isTTY === true;
  return {
    tellSecret: async (question) => {
      const told = canAsk() ? await readHidden(question) : (await readPiped()).replace(/\r?\n$/, "");
      if (told === "") throw gone2("nothing was said, so nothing was changed");
      return secret(told);
    },
    edit: async ({ name, text, review }) => {
      const words = editorWords(variables);
      const file = await writePrivateFile(name, text, variables["XDG_RUNTIME_DIR"]);
      const guard = guardFile(file.wipe);
      try {
        for (; ; ) {
          await runEditor([...words, file.path], variables, guard);
          const edited = await file.read();
          if (edited === void 0) throw gone2("the file was removed, so nothing was changed");
          const issues = await review(edited);
          if (issues.length === 0) return edited;
          if (!canAsk()) throw inputFailure(...issues);
          for (const issue of issues) talk.say(describeIssue(issue));
          await readHidden("Enter to edit it again, Ctrl-C to leave the file as it was ");
        }
      } finally {
        file.wipe();
        guard.release();
      }
    }
  };
}
function gone2(message) {
  const next = "run the same command again";
  return operationFailure3({ code: "person/gone", message, retry: "safe", next });
}
export {
  terminalPerson
};


// src/adapters/openssh/ssh-keygen.ts
const { spawn } = process.getBuiltinModule("node:child_process");
const { mkdtemp, rm, writeFile } = process.getBuiltinModule("node:fs/promises");
const { tmpdir } = process.getBuiltinModule("node:os");
const { join } = process.getBuiltinModule("node:path");
import { operationFailure$75 as operationFailure } from "./common.js";
var NAMESPACE = "facsimile";
var sshKeygen = { verify };
async function verify({ bytes, signer, armored }, allowed) {
  const folder = await mkdtemp(join(tmpdir(), "facs-signature-"));
  try {
    const [signers, signature] = [join(folder, "allowed_signers"), join(folder, "signature")];
    await Promise.all([writeFile(signers, allowed), writeFile(signature, armored)]);
    return await run(["-Y", "verify", "-f", signers, "-I", signer, "-n", NAMESPACE, "-s", signature], bytes) === 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
function run(words, input) {
  const child = spawn("ssh-keygen", words, { stdio: ["pipe", "ignore", "ignore"] });
  child.stdin.on("error", () => void 0);
  child.stdin.end(input);
  return new Promise((done, fail) => {
    child.on("error", (cause) => fail(noTool(cause)));
    child.on("close", done);
  });
}
function noTool(cause) {
  return operationFailure({
    code: "signature/no-tool",
    message: `signatures cannot be checked: ssh-keygen does not start (${cause.message})`,
    retry: "safe",
    next: "install OpenSSH",
    cause
  });
}
export {
  sshKeygen
};

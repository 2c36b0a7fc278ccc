/** Signatures by the program that everybody else checks them with. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignatureClaim, Signatures } from '../../app/ports/signatures.ts';
import { operationFailure } from '../../core/error.ts';

/** @source define/meta, `Signature` */
const NAMESPACE = 'facsimile';

/** `ssh-keygen` of this machine. */
export const sshKeygen: Signatures = { verify };

async function verify({ bytes, signer, armored }: SignatureClaim, allowed: Uint8Array): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'facs-signature-'));
  try {
    const [signers, signature] = [join(folder, 'allowed_signers'), join(folder, 'signature')];
    await Promise.all([writeFile(signers, allowed), writeFile(signature, armored)]);
    return (await run(['-Y', 'verify', '-f', signers, '-I', signer, '-n', NAMESPACE, '-s', signature], bytes)) === 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(words: readonly string[], input: Uint8Array): Promise<number | null> {
  const child = spawn('ssh-keygen', words, { stdio: ['pipe', 'ignore', 'ignore'] });
  // It may refuse the signature before it has read all of the bytes.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((done, fail) => {
    child.on('error', (cause) => fail(noTool(cause)));
    child.on('close', done);
  });
}

function noTool(cause: Error) {
  return operationFailure({
    code: 'signature/no-tool',
    message: `signatures cannot be checked: ssh-keygen does not start (${cause.message})`,
    retry: 'safe',
    next: 'install OpenSSH',
    cause,
  });
}

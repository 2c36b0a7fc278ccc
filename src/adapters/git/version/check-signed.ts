/** Whether git signed what it was configured to sign: where a key file is missing it says so, and succeeds unsigned. */
import { operationFailure } from '../../../core/error.ts';
import type { Git } from '../run-git.ts';

/** An object that git made, and the key of its configuration that says whether it signs such ones. */
interface Made {
  readonly object: string;
  readonly key: 'tag.gpgSign' | 'commit.gpgSign';
}

// Commits have a header, tags the signature behind their message; OpenPGP's, OpenSSH's and that of X.509.
const SIGNATURE = /^(gpgsig(-sha256)? |)-----BEGIN (PGP|SSH|SIGNED) (SIGNATURE|MESSAGE)-----$/m;

/** @throws operation `git/not-signed`. */
export async function checkSigned(git: Git, root: string, { object, key }: Made): Promise<void> {
  if (!(await isSwitchedOn(git, root, key))) return;
  if (SIGNATURE.test(await git.text(['cat-file', '-p', object], { cwd: root }))) return;
  throw operationFailure({
    code: 'git/not-signed',
    message: `${key} is set, and git could not sign`,
    target: root,
    retry: 'safe',
    next: 'check user.signingKey and gpg.format: git tag --sign -m test test, git tag --verify test',
  });
}

/** True where the configuration says so. */
export async function isSwitchedOn(git: Git, root: string, key: Made['key']): Promise<boolean> {
  const { ending, stdout } = await git.run(['config', '--type=bool', '--get', key], { cwd: root });
  return ending.kind === 'exit' && ending.code === 0 && new TextDecoder().decode(stdout).trim() === 'true';
}

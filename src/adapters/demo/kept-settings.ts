/** What a kept playground holds for the user's shell. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, quote } from '../../core/shell/quote.ts';
import type { DemoKeys } from './demo-keys.ts';

/** Writes the keys (0600) and a file to source, `env.sh`, whose path it gives. */
export async function writeKeptSettings(folder: string, keys: DemoKeys): Promise<string> {
  const sshKey = join(folder, 'ssh.key');
  const ageKey = join(folder, 'age.key');
  await writeFile(sshKey, keys.ssh.privateKey, { mode: 0o600 });
  await writeFile(ageKey, `${keys.ageIdentity}\n`, { mode: 0o600 });
  const file = join(folder, 'env.sh');
  const program = commandLine([process.execPath, ...process.execArgv, process.argv[1] ?? 'facs']);
  const lines = [
    `facs() { ${program} "$@"; }`,
    `export FACS_META=${quote(join(folder, 'meta.git'))}`,
    `export FACS_STORE=${quote(join(folder, 'store'))}`,
    `export FACS_SSH_KEY="$(cat ${quote(sshKey)})"`,
    `export SOPS_AGE_KEY_FILE=${quote(ageKey)}`,
    `cd ${quote(join(folder, 'estate'))}`,
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

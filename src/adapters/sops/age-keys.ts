/** age keys, found where sops finds them. @source getsops/sops 3.13, `age/keysource.go`, `loadIdentities`. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Secret, secret } from '../../core/secret.ts';
import { splitWords } from './split-words.ts';

const KEY = /^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+$/;

/** Keys that were found, and what was wrong at places that should have had one; the messages name places, never keys. */
export interface FoundKeys {
  readonly keys: readonly Secret<string>[];
  readonly problems: readonly string[];
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Keys of `SOPS_AGE_KEY`, `SOPS_AGE_KEY_FILE` and the user's own file. */
export async function findKeys(variables: Variables): Promise<FoundKeys> {
  const given = variables['SOPS_AGE_KEY'];
  const file = variables['SOPS_AGE_KEY_FILE'];
  const found = await Promise.all([
    given === undefined ? none : parseKeys(given.split(/\s+/), 'SOPS_AGE_KEY'),
    file === undefined ? none : readKeys(file, `SOPS_AGE_KEY_FILE (${file})`, true),
    readKeys(userFile(variables), userFile(variables), false),
  ]);
  return { keys: found.flatMap((one) => one.keys), problems: found.flatMap((one) => one.problems) };
}

/** Keys that the command in `SOPS_AGE_KEY_CMD` prints; it is told the recipient that the key is wanted for. */
export async function askForKeys(variables: Variables, recipient: string): Promise<FoundKeys> {
  const command = variables['SOPS_AGE_KEY_CMD'];
  if (command === undefined || command === '') return none;
  const [program, ...words] = splitWords(command) ?? [];
  if (program === undefined) return { keys: [], problems: ['SOPS_AGE_KEY_CMD is no command'] };
  try {
    const env = { ...variables, SOPS_AGE_RECIPIENT: recipient };
    const { stdout } = await promisify(execFile)(program, words, { env });
    return parseKeys(stdout.split(/\r?\n/), 'SOPS_AGE_KEY_CMD');
  } catch (error) {
    const { code } = error as { readonly code?: string | number };
    return { keys: [], problems: [`SOPS_AGE_KEY_CMD (${program}) failed: ${code ?? 'it was killed'}`] };
  }
}

/** Where the user's own keys lie: under `$XDG_CONFIG_HOME`, else where the system keeps configuration. */
export function userFile(variables: Variables): string {
  const home = variables['HOME'] ?? homedir();
  const system = process.platform === 'darwin' ? join(home, 'Library', 'Application Support') : join(home, '.config');
  const config = variables['XDG_CONFIG_HOME'] ?? '';
  return join(config === '' ? system : config, 'sops', 'age', 'keys.txt');
}

const none: FoundKeys = { keys: [], problems: [] };

async function readKeys(path: string, shown: string, expected: boolean): Promise<FoundKeys> {
  try {
    return parseKeys((await readFile(path, 'utf8')).split(/\r?\n/), shown);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!expected && (code === 'ENOENT' || code === 'ENOTDIR')) return none;
    return { keys: [], problems: [`${shown} cannot be read: ${code}`] };
  }
}

function parseKeys(lines: readonly string[], shown: string): FoundKeys {
  const words = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const keys = words.filter((word) => KEY.test(word));
  const strange = words.length - keys.length;
  return {
    keys: keys.map((key) => secret(key)),
    problems: strange === 0 ? [] : [`${shown} holds ${strange} line${strange > 1 ? 's' : ''} that are no age key`],
  };
}

/** age keys, found where sops finds them. @source getsops/sops 3.13, `age/keysource.go`, `loadIdentities`. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Decrypter } from 'age-encryption';
import { type Secret, secret } from '../../core/secret.ts';
import { splitWords } from '../split-words.ts';
import { parsePrivateKey } from './ssh-keys.ts';

const KEY = /^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+$/;

/**
 * Keys that were found (age's own, and SSH keys as the text of their file), and what was wrong at places that should
 * have had one; the messages name places, never keys.
 */
export interface FoundKeys {
  readonly keys: readonly Secret<string>[];
  readonly problems: readonly string[];
}

/** Environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Keys of `SOPS_AGE_KEY`, `SOPS_AGE_KEY_FILE`, `SOPS_AGE_SSH_PRIVATE_KEY_FILE`, and the user's own files. */
export async function findKeys(variables: Variables): Promise<FoundKeys> {
  const given = variables['SOPS_AGE_KEY'];
  const file = variables['SOPS_AGE_KEY_FILE'];
  const sshFile = variables['SOPS_AGE_SSH_PRIVATE_KEY_FILE'];
  const ownSsh = join(homeOf(variables), '.ssh', 'id_ed25519');
  return joined(
    await Promise.all([
      given === undefined ? none : parseKeys(given.split(/\s+/), 'SOPS_AGE_KEY'),
      file === undefined ? none : readKeys(file, { shown: `SOPS_AGE_KEY_FILE (${file})`, expected: true }),
      readKeys(userFile(variables), { shown: userFile(variables), expected: false }),
      sshFile === undefined
        ? none
        : readKeys(sshFile, {
            shown: `SOPS_AGE_SSH_PRIVATE_KEY_FILE (${sshFile})`,
            expected: true,
            parse: parseSshKey,
          }),
      readKeys(ownSsh, { shown: ownSsh, expected: false, parse: parseSshKey }),
    ]),
  );
}

/** Keys that the commands in `SOPS_AGE_KEY_CMD` and `SOPS_AGE_SSH_PRIVATE_KEY_CMD` print, told the recipient that is wanted. */
export async function askForKeys(variables: Variables, recipient: string): Promise<FoundKeys> {
  const asked = { ...variables, SOPS_AGE_RECIPIENT: recipient };
  return joined([
    await runCommand('SOPS_AGE_KEY_CMD', asked, (text, shown) => parseKeys(text.split(/\r?\n/), shown)),
    await runCommand('SOPS_AGE_SSH_PRIVATE_KEY_CMD', asked, parseSshKey),
  ]);
}

/** Where the user's own keys lie: under `$XDG_CONFIG_HOME`, else where the system keeps configuration. */
export function userFile(variables: Variables): string {
  const home = homeOf(variables);
  const system = process.platform === 'darwin' ? join(home, 'Library', 'Application Support') : join(home, '.config');
  const config = variables['XDG_CONFIG_HOME'] ?? '';
  return join(config === '' ? system : config, 'sops', 'age', 'keys.txt');
}

const none: FoundKeys = { keys: [], problems: [] };

function joined(found: readonly FoundKeys[]): FoundKeys {
  return { keys: found.flatMap(({ keys }) => keys), problems: found.flatMap(({ problems }) => problems) };
}

function homeOf(variables: Variables): string {
  return variables['HOME'] ?? homedir();
}

type Parse = (text: string, shown: string) => FoundKeys;

async function runCommand(name: string, variables: Variables, parse: Parse): Promise<FoundKeys> {
  const command = variables[name];
  if (command === undefined || command === '') return none;
  const [program, ...words] = splitWords(command) ?? [];
  if (program === undefined) return { keys: [], problems: [`${name} is no command`] };
  try {
    const { stdout } = await promisify(execFile)(program, words, { env: variables });
    return parse(stdout, name);
  } catch (error) {
    const { code } = error as { readonly code?: string | number };
    return { keys: [], problems: [`${name} (${program}) failed: ${code ?? 'it was killed'}`] };
  }
}

interface Place {
  readonly shown: string;
  /** False where it is no mistake that there is no file. */
  readonly expected: boolean;
  readonly parse?: Parse;
}

async function readKeys(path: string, { shown, expected, parse }: Place): Promise<FoundKeys> {
  try {
    const text = await readFile(path, 'utf8');
    return parse === undefined ? parseKeys(text.split(/\r?\n/), shown) : parse(text, shown);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!expected && (code === 'ENOENT' || code === 'ENOTDIR')) return none;
    return { keys: [], problems: [`${shown} cannot be read: ${code}`] };
  }
}

function parseSshKey(text: string, shown: string): FoundKeys {
  const key = parsePrivateKey(text);
  return typeof key === 'string' ? { keys: [], problems: [`${shown} ${key}`] } : { keys: [secret(text)], problems: [] };
}

function parseKeys(lines: readonly string[], shown: string): FoundKeys {
  const words = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const keys = words.filter(isKey);
  const strange = words.length - keys.length;
  return {
    keys: keys.map((key) => secret(key)),
    problems: strange === 0 ? [] : [`${shown} holds ${strange} line${strange > 1 ? 's' : ''} that are no age key`],
  };
}

/** Of the right form, and not mistyped: a key carries a checksum. */
function isKey(word: string): boolean {
  if (!KEY.test(word)) return false;
  try {
    new Decrypter().addIdentity(word);
    return true;
  } catch {
    // The only way in which typage tells that a key is none is to throw an Error of no particular kind.
    return false;
  }
}

/**
 * Real hosts: one sshd each on a free loopback port, with its own host key, user, home, PATH and log.
 *
 * As root a host is a freshly made plain user whose login shell is dash and whose PATH is a folder of the few tools
 * that a bare server has: no rsync, bash, Python or Node. Otherwise it is the current user with that same PATH.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Host } from '../../src/core/definition/settings.ts';
import { freePort } from './free-port.ts';
import { BARE_TOOLS, linkTools } from './host-tools.ts';
import { tool } from './tools.ts';

/** True when hosts can be users of their own. */
export const ROOT = process.getuid?.() === 0;

/** How a host differs from the usual one. */
export interface SshdOptions {
  /** Name in the definition. Default: `host-<random>`. */
  readonly name?: string;
  readonly targets?: readonly string[];
  /** Programs on its PATH. Default: {@link BARE_TOOLS}. */
  readonly tools?: readonly string[];
  /** Fill its PATH, and its shell when root, from busybox instead of the machine's own programs. */
  readonly busybox?: boolean;
  /** Umask of what it runs, three octal digits; only as root, whose hosts have a shell of their own. */
  readonly umask?: string;
  /** Words before those that start sshd: a program that watches it. */
  readonly watched?: (folder: string) => readonly string[];
  /** More lines for sshd_config. */
  readonly config?: readonly string[];
  /** A key pair made before, so that several hosts let the same key in. */
  readonly clientKey?: KeyPair;
}

/** An OpenSSH private key as text, and its public half as one line. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A running host. */
export interface Sshd {
  readonly host: Host;
  /** Lets `host.user` in. */
  readonly privateKey: string;
  /** `ssh-ed25519 AAAA…`, as a definition pins it. */
  readonly hostKey: string;
  /** Home of the user; `host.home` is `<home>/app`. */
  readonly home: string;
  readonly folder: string;
  /** All that sshd has written so far. */
  log(): string;
  /** Connections and executions since the start, or since `from` characters of the log, as sshd counted them. */
  counts(from?: number): { readonly connections: number; readonly executions: number };
  /** Runs a shell line as its user, past sshd. */
  run(line: string): Promise<string>;
  /** Ends sshd and every process of the host, and takes its user and files away. */
  stop(): Promise<void>;
}

/** Starts a host; `stop()` ends it and takes its user and files away. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'facs-sshd-'));
  chmodSync(folder, 0o711);
  const bin = linkTools(join(folder, 'bin'), options.tools ?? BARE_TOOLS, options.busybox ?? false);
  const home = join(folder, 'home');
  mkdirSync(home);
  const shell = options.busybox ? join(bin, 'sh') : '/bin/dash';
  const user = ROOT ? makeUser(home, maskedShell(folder, shell, options.umask)) : userInfo().username;
  const hostKey = makeKeyPair(join(folder, 'host_key'));
  const client = options.clientKey ?? makeKeyPair(join(folder, 'client_key'));
  const port = await freePort();
  writeFileSync(join(folder, 'authorized_keys'), client.publicKey);
  writeFileSync(join(folder, 'sshd_config'), sshdConfig(folder, bin, port, options.config ?? []));
  // A test that fails before it can stop its hosts takes them with it all the same.
  let child: ChildProcess | undefined;
  const sweep = () => {
    child?.kill('SIGKILL');
    for (const pid of processesOf(folder, ROOT ? home : undefined)) endProcess(pid);
    if (ROOT) removeUser(user);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', sweep);
  child = await startDaemon(folder, port, options.watched?.(folder) ?? []);
  const log = () => readFileSync(join(folder, 'log'), 'utf8');
  const name = options.name ?? `host-${randomBytes(3).toString('hex')}`;
  return {
    host: {
      name,
      targets: options.targets ?? ['web'],
      address: '127.0.0.1',
      port,
      user,
      home: join(home, 'app'),
      labels: {},
      hostKeys: [hostKey.publicKey.split(' ').slice(0, 2).join(' ')],
    },
    privateKey: client.privateKey,
    hostKey: hostKey.publicKey.split(' ').slice(0, 2).join(' '),
    home,
    folder,
    log,
    counts: (from = 0) => countIn(log().slice(from)),
    run: async (line) => (await runAs(user, home, line)).stdout,
    stop: async () => {
      process.off('exit', sweep);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await endProcesses(folder, ROOT ? home : undefined);
      sweep();
    },
  };
}

function runAs(user: string, home: string, line: string) {
  const words = ROOT ? ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', 'sh'] : ['sh'];
  const [program = 'sh', ...rest] = words;
  return promisify(execFile)(program, [...rest, '-c', line], { cwd: home, env: { ...process.env, HOME: home } });
}

/** A new ed25519 pair; the files are left at `path` and `path.pub`. */
export function makeKeyPair(path?: string): KeyPair {
  const folder = path === undefined ? mkdtempSync(join(tmpdir(), 'facs-key-')) : undefined;
  const file = path ?? join(folder ?? '', 'key');
  execFileSync(tool('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-C', 'facsimile-test', '-f', file]);
  const pair = { privateKey: readFileSync(file, 'utf8'), publicKey: readFileSync(`${file}.pub`, 'utf8').trim() };
  if (folder !== undefined) rmSync(folder, { recursive: true });
  return pair;
}

function sshdConfig(folder: string, bin: string, port: number, more: readonly string[]): string {
  return [
    ...more,
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host_key')}`,
    `PidFile none`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PrintMotd no',
    'LogLevel DEBUG1',
    `SetEnv PATH=${bin}`,
    '',
  ].join('\n');
}

async function startDaemon(folder: string, port: number, watcher: readonly string[]) {
  // sshd wants the folder that it separates its privileges in.
  if (ROOT) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const words = [...watcher, tool('sshd'), '-D', '-f', join(folder, 'sshd_config'), '-E', join(folder, 'log')];
  const [program = '', ...rest] = words;
  const child = spawn(program, rest, { stdio: 'ignore' });
  const log = join(folder, 'log');
  const deadline = Date.now() + 30_000;
  while (!existsSync(log) || !readFileSync(log, 'utf8').includes(`Server listening on 127.0.0.1 port ${port}.`)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`sshd did not start:\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
    }
    await sleep(10);
  }
  return child;
}

function countIn(log: string) {
  return {
    connections: [...log.matchAll(/^Connection from /gm)].length,
    executions: [...log.matchAll(/^Starting session: /gm)].length,
  };
}

// useradd gives up, or sleeps whole seconds, when two of it run at once: they queue here instead.
function accounts(...words: readonly string[]): void {
  execFileSync('flock', [join(tmpdir(), 'facs-accounts.lock'), ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
}

function makeUser(home: string, shell: string): string {
  const user = `facs-${randomBytes(4).toString('hex')}`;
  // `*`: no password opens it, but sshd does not take it for locked, as it would `!`.
  accounts('useradd', '--no-create-home', '--home-dir', home, '--shell', shell, '--password', '*', user);
  execFileSync('chown', [`${user}:${user}`, home]);
  return user;
}

/** The shell itself, or one that sets the umask first. */
function maskedShell(folder: string, shell: string, umask: string | undefined): string {
  if (umask === undefined) return shell;
  const path = join(folder, 'masked-shell');
  writeFileSync(path, `#!${shell}\numask ${umask}\nexec ${shell} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

function removeUser(user: string): void {
  accounts('userdel', '--force', user);
}

/** Kills what still runs as the host's user, or was started by its sshd, until nothing does. */
async function endProcesses(folder: string, home: string | undefined): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const pids = processesOf(folder, home);
    if (pids.length === 0) return;
    for (const pid of pids) endProcess(pid);
    await sleep(10);
  }
}

/** @param home Of a user that is the host's own: all that runs as its owner counts. */
function processesOf(folder: string, home: string | undefined): number[] {
  const uid = home === undefined || !existsSync(home) ? undefined : statSync(home).uid;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && belongs(name, folder, uid));
  return pids.map(Number);
}

function belongs(pid: string, folder: string, uid: number | undefined): boolean {
  try {
    if (uid !== undefined && statSync(`/proc/${pid}`).uid === uid) return true;
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PATH=${folder}/bin`);
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

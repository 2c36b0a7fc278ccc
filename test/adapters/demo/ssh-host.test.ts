/** The demo's hosts, spoken to by the real `ssh` program: what it sees must be what a real sshd shows. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import ssh2, { type ClientChannel } from 'ssh2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSshHost, type SshHost } from '../../../src/adapters/demo/ssh-host.ts';
import { generateSshKeys } from '../../../src/adapters/demo/ssh-keys.ts';
import { isRunning, untilGone } from '../../support/processes.ts';
import { describeWith, tool } from '../../support/tools.ts';

const keys = generateSshKeys();
const stranger = generateSshKeys();
const hostKeys = generateSshKeys();
const ports = new Map<number, number>();
let folder: string;
let host: SshHost;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facs-ssh-host-'));
  await writeFile(join(folder, 'key'), keys.privateKey, { mode: 0o600 });
  await writeFile(join(folder, 'stranger'), stranger.privateKey, { mode: 0o600 });
  host = await openHost();
  await writeFile(join(folder, 'known_hosts'), `[127.0.0.1]:${host.port} ${hostKeys.publicKey}\n`);
});

afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

describeWith(['ssh'], 'a host of the demo', () => {
  it('runs a command in its home and gives back output, errors and exit code apart', async () => {
    expect(await ssh('pwd; echo "$HOME"; echo oops >&2; exit 7')).toEqual({
      code: 7,
      stdout: `${folder}\n${folder}\n`,
      stderr: 'oops\n',
    });
  });

  it('carries megabytes in and out unchanged', async () => {
    const bytes = randomBytes(9_000_000);
    const { code, stdout } = await ssh('tee copy', { input: bytes, encoding: 'latin1' });
    expect(code).toBe(0);
    expect(Buffer.from(stdout, 'latin1').equals(bytes)).toBe(true);
    expect((await readFile(join(folder, 'copy'))).equals(bytes)).toBe(true);
  });

  it('ends a command that does not read what it is sent', async () => {
    expect(await ssh('exit 3', { input: randomBytes(6_000_000) })).toMatchObject({ code: 3 });
  });

  it('tells a signal from an exit code', async () => {
    // ssh(1): "exits with the exit status of the remote command or with 255 if an error occurred".
    expect((await ssh('kill -9 $$')).code).toBe(255);
  });

  it('passes a signal on, to the whole of a pipeline, and names the one that ended the command', async () => {
    const session = await openSession('sleep 300 | sleep 300');
    session.signal('TERM');
    expect(await ended(session)).toEqual([null, 'SIGTERM']);
  });

  it('lets in only the one key, and no password', async () => {
    const refused = await ssh('true', { key: 'stranger' });
    expect(refused.code).toBe(255);
    expect(refused.stderr).toContain('Permission denied (publickey)');
  });

  it('proves itself with its own host key', async () => {
    await writeFile(join(folder, 'known_hosts.other'), `[127.0.0.1]:${host.port} ${stranger.publicKey}\n`);
    const refused = await ssh('true', { knownHosts: 'known_hosts.other' });
    expect(refused.code).toBe(255);
    expect(refused.stderr).toContain('Host key verification failed');
  });

  it.each([
    ['at the port that is asked for', (port: number) => port],
    ['at the port that stands for one of its own', () => 8080],
  ])('forwards TCP from its side, %s', async (_, wanted) => {
    const web = createServer((_, response) => response.end('fine'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const { port } = web.address() as { port: number };
    ports.set(8080, port);
    const request = Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const { stdout } = await ssh('', { forward: `127.0.0.1:${wanted(port)}`, input: request });
    web.close();
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(stdout).toMatch(/fine$/);
  });

  it('keeps a background process alive after its session, and kills it when it closes', async () => {
    const other = await openHost();
    await writeFile(join(folder, 'known_hosts.second'), `[127.0.0.1]:${other.port} ${hostKeys.publicKey}\n`);
    const { stdout } = await ssh('sleep 300 </dev/null >/dev/null 2>&1 & echo $!', {
      port: other.port,
      knownHosts: 'known_hosts.second',
    });
    const pid = Number(stdout);
    expect(isRunning(pid)).toBe(true);
    await other.close();
    await untilGone(pid);
  });

  it('closes while a client is still busy', async () => {
    const other = await openHost();
    await writeFile(join(folder, 'known_hosts.third'), `[127.0.0.1]:${other.port} ${hostKeys.publicKey}\n`);
    const busy = spawnSsh('touch busy; exec sleep 300', { port: other.port, knownHosts: 'known_hosts.third' });
    await until(() => existsSync(join(folder, 'busy')));
    const ended = new Promise((resolve) => busy.once('exit', resolve));
    await other.close();
    expect(await ended).toBe(255);
    await expect(connects(other.port)).resolves.toBe(false);
  });
});

/** ssh(1) sends no signals, so this one test speaks through ssh2's client. */
function openSession(command: string): Promise<ClientChannel> {
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.once('error', reject);
    client.once('ready', () => {
      client.exec(command, (error, channel) => (error === undefined ? resolve(channel) : reject(error)));
    });
    client.connect({ host: '127.0.0.1', port: host.port, username: 'demo', privateKey: keys.privateKey });
  });
}

function ended(session: ClientChannel): Promise<unknown[]> {
  return new Promise((resolve) => {
    session.once('exit', (...how) => {
      resolve(how.slice(0, 2));
      session.close();
    });
  });
}

interface Options {
  readonly input?: Buffer;
  readonly encoding?: BufferEncoding;
  readonly key?: string;
  readonly knownHosts?: string;
  readonly port?: number;
  readonly forward?: string;
}

function openHost(): Promise<SshHost> {
  return openSshHost({
    home: folder,
    hostKey: hostKeys.privateKey,
    authorizedKey: keys.publicKey,
    port: 0,
    ports,
    variables: { PATH: process.env['PATH'] ?? '' },
  });
}

function spawnSsh(command: string, options: Options): ChildProcess {
  const words = [
    ...['-F', 'none', '-T', '-p', String(options.port ?? host.port), '-i', join(folder, options.key ?? 'key')],
    ...['-o', 'BatchMode=yes', '-o', 'IdentitiesOnly=yes', '-o', 'IdentityAgent=none'],
    ...['-o', `UserKnownHostsFile=${join(folder, options.knownHosts ?? 'known_hosts')}`, '-o', 'LogLevel=ERROR'],
    ...(options.forward === undefined ? [] : ['-W', options.forward]),
    'demo@127.0.0.1',
    ...(options.forward === undefined ? [command] : []),
  ];
  return spawn(tool('ssh'), words, { stdio: 'pipe' });
}

async function ssh(command: string, options: Options = {}) {
  const child = spawnSsh(command, options);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk) => out.push(chunk));
  child.stderr?.on('data', (chunk) => err.push(chunk));
  child.stdin?.on('error', () => child.stdin?.destroy());
  child.stdin?.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    code,
    stdout: Buffer.concat(out).toString(options.encoding ?? 'utf8'),
    stderr: Buffer.concat(err).toString(),
  };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await wait(10);
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** A host of the demo: an SSH server inside this process that runs real shells in a folder of its own. */
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import ssh2, { type AuthContext, type Client, type Connection, type ParsedKey, type PublicKeyAuthContext } from 'ssh2';
import { operationFailure } from '../../core/error.ts';
import { openProcessGroups } from './process-groups.ts';
import { serveSession } from './ssh-session.ts';

/** What a host is made of. */
export interface SshHostOptions {
  /** Home and working folder of every command; it exists. */
  readonly home: string;
  /** Private key that the host proves itself with. */
  readonly hostKey: string;
  /** The only public key that may log in, under any user name. */
  readonly authorizedKey: string;
  /** 0 takes a free one. */
  readonly port: number;
  /**
   * Where this machine has what the host has at a port of its own, by that port: all hosts share one loopback
   * address, and each would like to have port 8080. Other ports are the same on both.
   */
  readonly ports: ReadonlyMap<number, number>;
  /** Environment of the shells besides HOME. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A running host, reachable on 127.0.0.1 alone. */
export interface SshHost {
  readonly port: number;
  /** Kills all that was ever started on the host and is still alive. Works in an exit handler too. */
  killAll(): void;
  /** Ends connections, processes and the server. */
  close(): Promise<void>;
}

/**
 * Starts a host.
 * @throws operation `demo/port`: the port is taken.
 */
export async function openSshHost(options: SshHostOptions): Promise<SshHost> {
  const groups = openProcessGroups();
  const place = { cwd: options.home, env: { ...options.variables, HOME: options.home } };
  const shells = { ...groups, start: (command: string) => groups.start(command, place) };
  const clients = new Set<Connection>();
  const authorized = parsePublicKey(options.authorizedKey);
  const server = new ssh2.Server({ hostKeys: [options.hostKey] }, (client) => {
    clients.add(client);
    // As sshd does: otherwise each small answer waits for the other side's delayed acknowledgement, 40 ms.
    (client as Connection & Pick<Client, 'setNoDelay'>).setNoDelay(true);
    // A client that vanishes ends its own connection and nothing else.
    client.on('error', () => client.end());
    client.once('close', () => clients.delete(client));
    client.on('authentication', (attempt) => authenticate(attempt, authorized));
    client.on('session', (accept) => serveSession(accept(), shells));
    client.on('tcpip', (accept, reject, { destIP, destPort }) => {
      forward(destIP, options.ports.get(destPort) ?? destPort, { accept, reject });
    });
  });
  const port = await listen(server, options.port);
  return {
    port,
    killAll: () => groups.killAll(),
    async close() {
      groups.killAll();
      for (const client of clients) client.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function parsePublicKey(text: string): ParsedKey {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error) throw key;
  return key;
}

function authenticate(attempt: AuthContext, authorized: ParsedKey): void {
  if (attempt.method === 'publickey' && holdsKey(attempt, authorized)) attempt.accept();
  else attempt.reject(['publickey']);
}

/** A first attempt without signature asks whether the key would do; the second one proves that the client has it. */
function holdsKey(attempt: PublicKeyAuthContext, authorized: ParsedKey): boolean {
  if (attempt.key.algo !== authorized.type || !attempt.key.data.equals(authorized.getPublicSSH())) return false;
  if (attempt.signature === undefined || attempt.blob === undefined) return true;
  return authorized.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true;
}

function forward(
  address: string,
  port: number,
  answer: { readonly accept: () => NodeJS.ReadWriteStream; readonly reject: () => void },
): void {
  const socket = connect(port, address);
  socket.once('error', answer.reject);
  socket.once('connect', () => {
    socket.off('error', answer.reject);
    const channel = answer.accept();
    channel.pipe(socket).pipe(channel);
    socket.on('error', () => channel.end());
    channel.once('close', () => socket.destroy());
  });
}

function listen(server: ssh2.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: Error) => reject(portTaken(port, cause)));
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function portTaken(port: number, cause: Error) {
  return operationFailure({
    code: 'demo/port',
    message: `127.0.0.1:${port} cannot be listened on: ${cause.message}`,
    target: `127.0.0.1:${port}`,
    retry: 'safe',
    next: 'end the program that uses this port, then run the same command again',
    cause,
  });
}

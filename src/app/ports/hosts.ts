/** Machines to deploy to: a connection, executions on it, and the end. */
import type { Host } from '../../core/definition/settings.ts';

/** How a finished execution ended. Only `exit` with code 0 is success. */
export type Ending =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'closed' };

/** What an execution printed, and how it ended. */
export interface Finished {
  readonly ending: Ending;
  readonly stdout: string;
  readonly stderr: string;
}

/** One execution. `command` is a shell command line built by `core/shell`; no secret is ever in it. */
export interface Execution {
  readonly command: string;
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Called with each whole line of stderr as it comes. */
  readonly onLine?: (line: string) => void;
}

/** An open connection to one host; executions may overlap. */
export interface Connection {
  execute(execution: Execution): Promise<Finished>;
  /** Opens TCP from the host to `address:port` through the connection and sends `request`; gives what came back. */
  exchange(address: string, port: number, request: Uint8Array, timeoutMs: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Reaches hosts. */
export interface Hosts {
  /**
   * @throws operation `ssh/unreachable`, `ssh/host-key` (both fingerprints), `ssh/no-host-key`, `ssh/denied`,
   *   `ssh/closed`; all name the host.
   */
  connect(host: Host, credentials: Credentials): Promise<Connection>;
  /** The machine that this process runs on, for a local deploy. */
  local(): Promise<Connection>;
}

/** How to prove who we are. Keys stay in memory. */
export interface Credentials {
  /** Private key, OpenSSH or PEM. */
  readonly key?: import('../../core/secret.ts').Secret<string>;
  /** Socket of an ssh-agent. */
  readonly agent?: string;
}

/** Machines to deploy to: a connection, executions on it, and the end. */
import type { Host } from '../../core/definition/settings.ts';

export type { Host } from '../../core/definition/settings.ts';

/** How a finished execution ended. Only `exit` with code 0 is success. */
export type Ending =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'closed' };

/** What an execution printed, and how it ended. */
export interface Finished {
  readonly ending: Ending;
  readonly stdout: string;
  /** Its end, where it is long. */
  readonly stderr: string;
}

/** One execution. `command` is a shell command line built by `core/shell`; no secret is ever in it. */
export interface Execution {
  readonly command: string;
  /** Read as fast as the other side takes it. An execution that ends early leaves the rest unread. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Called with each whole line of stderr as it comes. */
  readonly onLine?: (line: string) => void;
  /** How long a host may take for the first byte of its output, for a command that says something at once. Absent: for ever. */
  readonly firstWordMs?: number;
}

/** Bytes sent to a port as the host sees it, to hear what answers. */
export interface Exchange {
  readonly address: string;
  readonly port: number;
  /** Empty: that something accepts the connection is the answer. */
  readonly request: Uint8Array;
  /** Longest wait for the connection, and as long again for the answer. */
  readonly timeoutMs: number;
  /** Speaks TLS, and wants a certificate for this name or IP address. */
  readonly serverName?: string;
}

/** An open connection to one host; executions may overlap. */
export interface Connection {
  /**
   * Never throws for how the command ended: see its ending. @throws operation `ssh/closed` when it could not begin,
   *   `host/output` when it printed more than any answer of ours, `ssh/unreachable` when its first word did not come.
   */
  execute(execution: Execution): Promise<Finished>;
  /**
   * Opens TCP from the host through the connection; gives the first line of what comes back, and perhaps more.
   * @throws operation `health/no-answer` (refused, closed, too late, or no line that would end), `ssh/no-forwarding`
   *   (sshd forbids it).
   */
  exchange(exchange: Exchange): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Reaches hosts. */
export interface Hosts {
  /**
   * Tries again, a little later each time, where a second try can help: a reset, a server that has too many logins
   * in the air, a name server that is busy.
   * @throws operation `ssh/unreachable`, `ssh/host-key` (both fingerprints), `ssh/no-host-key`, `ssh/denied`,
   *   `ssh/agent`; all name the host. Input `ssh/key` when the key itself cannot be read.
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

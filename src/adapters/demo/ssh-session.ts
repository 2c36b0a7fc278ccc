/** One execution on an embedded SSH host: a real shell between the two ends of a channel. */
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ServerChannel, Session } from 'ssh2';

/** Starts and signals the shells of a session. */
export interface Shells {
  start(command: string): ChildProcess;
  signal(shell: ChildProcess, name: NodeJS.Signals): void;
}

/**
 * Answers `exec` and `signal` as sshd does: the command's streams go through the channel with its backpressure, and
 * its exit code or signal ends it. Terminals, shells without a command and subsystems are refused.
 * @source RFC 4254, sections 6.5, 6.9 and 6.10.
 */
export function serveSession(session: Session, shells: Shells): void {
  let running: ChildProcess | undefined;
  session.on('exec', (accept, _reject, { command }) => {
    running = shells.start(command);
    joinStreams(running, accept());
  });
  session.on('signal', (accept, _reject, { name }) => {
    if (running !== undefined) shells.signal(running, `SIG${name}` as NodeJS.Signals);
    accept?.();
  });
}

function joinStreams(child: ChildProcess, channel: ServerChannel): void {
  const [stdin, stdout, stderr] = [child.stdin, child.stdout, child.stderr];
  if (stdin === null || stdout === null || stderr === null) throw new Error('the shell was started without pipes');
  // A command may end, or close its stdin, before it has read all: what is still sent to it is dropped, as by sshd.
  stdin.on('error', () => channel.resume());
  channel.pipe(stdin);
  stdout.pipe(channel, { end: false });
  stderr.pipe(channel.stderr, { end: false });
  child.once('error', () => channel.close());
  child.once('close', async (code, signal) => {
    await Promise.all([flush(channel), flush(channel.stderr)]);
    endChannel(channel, code, signal);
  });
  // The client is gone: the command reads the end of its input, and dies of SIGPIPE if it goes on writing.
  channel.once('close', () => {
    stdin.end();
    for (const stream of [stdout, stderr] satisfies Readable[]) stream.destroy();
  });
}

function flush(stream: Writable): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

function endChannel(channel: ServerChannel, code: number | null, signal: NodeJS.Signals | null): void {
  if (signal !== null) channel.exit(signal.slice('SIG'.length), false, '');
  else channel.exit(code ?? 1);
  channel.end();
}

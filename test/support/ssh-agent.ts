/** Real ssh-agents. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tool } from './tools.ts';

/** One that runs. */
export interface SshAgent {
  /** What SSH_AUTH_SOCK says. */
  readonly socket: string;
  /** Lends it a private key, OpenSSH. */
  add(key: string): void;
  stop(): Promise<void>;
}

/** Starts an agent without keys. */
export async function startSshAgent(): Promise<SshAgent> {
  const folder = mkdtempSync(join(tmpdir(), 'facs-agent-'));
  const socket = join(folder, 'socket');
  const child = spawn(tool('ssh-agent'), ['-D', '-a', socket], { stdio: 'ignore' });
  while (!existsSync(socket)) await sleep(20);
  return {
    socket,
    add: (key) => {
      const env = { ...process.env, SSH_AUTH_SOCK: socket };
      execFileSync(tool('ssh-add'), ['-q', '-'], { env, input: key, stdio: ['pipe', 'ignore', 'ignore'] });
    },
    stop: async () => {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

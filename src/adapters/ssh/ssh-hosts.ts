/** Hosts over SSH: at most so many connects at once, each tried again where that can help. */
import { setTimeout as sleep } from 'node:timers/promises';
import { NodeSSH } from 'node-ssh';
import ssh2 from 'ssh2';
import type { Connection, Credentials, Host, Hosts } from '../../app/ports/hosts.ts';
import { inputFailure } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import { reveal } from '../../core/secret.ts';
import { type Progress, toConnectFailure } from './connect-failure.ts';
import { makeGate } from './gate.ts';
import { type HearingLimits, LIMITS } from './hearing.ts';
import { hostEnvironment } from './host-environment.ts';
import { checkHostKey } from './host-key.ts';
import { localConnection } from './local-connection.ts';
import { openSocket } from './open-socket.ts';
import { sshConnection } from './ssh-connection.ts';

const CONNECTS_AT_ONCE = 30;
const TRIES = 6;
const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 3000;
const CONNECT_TIMEOUT_MS = 15_000;
const KEEPALIVE_MS = 10_000;
const KEEPALIVES_MISSED = 3;

/**
 * Reaches hosts by ssh2, through node-ssh; local deploys by child processes.
 * @param variables Of the process; few of them reach what a local deploy runs.
 * @param limits Of what executions may print.
 */
export function sshHosts(variables: Readonly<Record<string, string | undefined>> = {}, limits = LIMITS): Hosts {
  const gate = makeGate(CONNECTS_AT_ONCE);
  return {
    connect: (host, credentials) => {
      checkKey(credentials);
      return gate(() => connectPatiently(host, credentials, limits));
    },
    local: async () => localConnection(hostEnvironment(variables), limits),
  };
}

function checkKey({ key }: Credentials): void {
  if (key === undefined) return;
  const parsed = ssh2.utils.parseKey(reveal(key));
  if (!(parsed instanceof Error)) return;
  throw inputFailure({
    code: 'ssh/key',
    message: `the SSH key cannot be read: ${parsed.message}`,
    hint: 'give a private key in OpenSSH or PEM format without a passphrase, or use an agent',
    origin: inputOrigin('--ssh-key'),
  });
}

async function connectPatiently(host: Host, credentials: Credentials, limits: HearingLimits): Promise<Connection> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await connectOnce(host, credentials);
    if ('ssh' in outcome) return sshConnection(outcome.ssh, host, limits);
    if (!outcome.again || attempt === TRIES) throw outcome.failure;
    // Full jitter: hosts that were refused together do not come back together.
    await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt));
  }
}

async function connectOnce(host: Host, { key, agent }: Credentials) {
  const check = checkHostKey(host);
  let progress: Progress = 'nowhere';
  const ssh = new NodeSSH();
  try {
    const sock = await openSocket(host.address, host.port, CONNECT_TIMEOUT_MS);
    progress = 'socket';
    await ssh.connect({
      sock,
      username: host.user,
      ...(key === undefined ? {} : { privateKey: reveal(key) }),
      ...(agent === undefined ? {} : { agent }),
      algorithms: { serverHostKey: check.algorithms },
      hostVerifier: (blob: Buffer) => {
        progress = 'greeted';
        return check.verify(blob);
      },
      readyTimeout: CONNECT_TIMEOUT_MS,
      keepaliveInterval: KEEPALIVE_MS,
      keepaliveCountMax: KEEPALIVES_MISSED,
    });
    return { ssh };
  } catch (error) {
    ssh.dispose();
    const refusal = check.refusal();
    if (refusal !== undefined) return { failure: refusal, again: false };
    return toConnectFailure(host, error, progress);
  }
}

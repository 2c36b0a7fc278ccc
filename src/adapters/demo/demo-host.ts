/** One host of the playground: an SSH server, a home folder, and a port for what runs on it. */
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { delimiter, dirname } from 'node:path';
import type { PlaygroundHost } from '../../app/ports/playground.ts';
import { openSshHost, type SshHost } from './ssh-host.ts';
import { generateSshKeys } from './ssh-keys.ts';

/** The port that a service finds free on every host. */
const SERVICE_PORT = 8080;

/** What a host is, and the means to end it. */
export interface DemoHost {
  readonly described: PlaygroundHost;
  readonly server: SshHost;
}

/** Starts the host `name` with an empty home at `home`. Its services learn from PORT where they really listen. */
export async function openDemoHost(name: string, home: string, authorizedKey: string, path: string): Promise<DemoHost> {
  await mkdir(home, { recursive: true });
  const hostKey = generateSshKeys();
  const servicePort = await findFreePort();
  const server = await openSshHost({
    home,
    hostKey: hostKey.privateKey,
    authorizedKey,
    port: 0,
    ports: new Map([[SERVICE_PORT, servicePort]]),
    variables: {
      // The services of the demo run on the same Node as the demo.
      PATH: [dirname(process.execPath), path].join(delimiter),
      PORT: String(servicePort),
      USER: 'demo',
      LOGNAME: 'demo',
      SHELL: '/bin/sh',
    },
  });
  const url = `http://127.0.0.1:${servicePort}/`;
  return {
    described: { name, home, address: '127.0.0.1', port: server.port, hostKey: hostKey.publicKey, url },
    server,
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

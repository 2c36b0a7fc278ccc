/** A TCP proxy that counts bytes, so that a test need not believe the counters of what it tests. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Listens on 127.0.0.1:`port`; `sent` counts bytes towards the server, `received` those that came back. */
export interface CountingProxy {
  readonly port: number;
  counts(): { readonly connections: number; readonly sent: number; readonly received: number };
  reset(): void;
  /** From now on every connection is cut as soon as this many bytes went towards the server. */
  cutAfter(bytes: number | undefined): void;
  /** Cuts all connections that are open now. */
  drop(): void;
  stop(): Promise<void>;
}

/** Starts a proxy in front of `127.0.0.1:port`, on a port of its own or on this one. */
export async function startCountingProxy(port: number, own = 0): Promise<CountingProxy> {
  let counts = { connections: 0, sent: 0, received: 0 };
  let limit: number | undefined;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port, host: '127.0.0.1', noDelay: true });
    counts.connections += 1;
    let sent = 0;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      counts.sent += chunk.length;
      sent += chunk.length;
      if (limit !== undefined && sent > limit) client.destroy();
    });
    upstream.on('data', (chunk) => {
      counts.received += chunk.length;
    });
    client.pipe(upstream);
    upstream.pipe(client);
  });
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  server.listen(own, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    counts: () => counts,
    reset: () => {
      counts = { connections: 0, sent: 0, received: 0 };
    },
    cutAfter: (bytes) => {
      limit = bytes;
    },
    drop,
    stop: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}

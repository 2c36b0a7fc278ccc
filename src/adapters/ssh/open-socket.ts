/** TCP to a host, without Nagle's delay: it costs 40 ms per round trip on top of the wire. */
import { connect, type Socket } from 'node:net';

/** A connected socket. @throws the socket's error, or `ETIMEDOUT` after `timeoutMs`. */
export function openSocket(address: string, port: number, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, noDelay: true, keepAlive: true });
    socket.setTimeout(timeoutMs, () => {
      const late = new Error(`no answer within ${timeoutMs / 1000} s`);
      socket.destroy(Object.assign(late, { code: 'ETIMEDOUT' }));
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

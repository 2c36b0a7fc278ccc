import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcp } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withFirstWord } from '../../../src/adapters/ssh/first-word.ts';
import { sshHosts } from '../../../src/adapters/ssh/ssh-hosts.ts';
import type { Connection } from '../../../src/app/ports/hosts.ts';
import { secret } from '../../../src/core/secret.ts';
import { startCountingProxy } from '../../support/counting-proxy.ts';
import { startSshAgent } from '../../support/ssh-agent.ts';
import { makeKeyPair, type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith, tool } from '../../support/tools.ts';

const hosts = sshHosts();

describeWith(['sshd', 'ssh-keygen', 'ssh-agent', 'ssh-add'], 'a connection over SSH', () => {
  let sshd: Sshd;
  let connection: Connection;
  const connect = (changes: Partial<Sshd['host']> = {}, key = sshd.privateKey) =>
    hosts.connect({ ...sshd.host, ...changes }, { key: secret(key) });

  beforeAll(async () => {
    sshd = await startSshd({ name: 'web1', config: ['MaxStartups 3'] });
    connection = await connect();
  });
  afterAll(async () => {
    await connection.close();
    await sshd.stop();
  });

  it('tells exit, signal and a broken connection apart', async () => {
    expect((await connection.execute({ command: 'exit 3' })).ending).toEqual({ kind: 'exit', code: 3 });
    expect((await connection.execute({ command: 'kill -9 $$' })).ending).toEqual({ kind: 'signal', signal: 'SIGKILL' });
    const proxy = await startCountingProxy(sshd.host.port);
    const fragile = await connect({ port: proxy.port });
    const running = fragile.execute({ command: 'sleep 30' });
    setTimeout(() => void proxy.stop(), 100);
    expect((await running).ending).toEqual({ kind: 'closed' });
    await expect(fragile.execute({ command: 'true' })).rejects.toMatchObject({ kind: 'operation', code: 'ssh/closed' });
  });

  it('streams stdin at the pace of the host and keeps every byte', async () => {
    async function* megabytes() {
      for (let i = 0; i < 64; i++) yield new Uint8Array(1024 * 1024).fill(i);
    }
    const { stdout } = await connection.execute({ command: 'sleep 0.2; sha256sum', stdin: megabytes() });
    const hash = createHash('sha256');
    for await (const chunk of megabytes()) hash.update(chunk);
    expect(stdout.split(' ')[0]).toBe(hash.digest('hex'));
  });

  it('leaves unread what a command that ends early did not want', async () => {
    async function* endless() {
      for (;;) yield new Uint8Array(64 * 1024);
    }
    expect((await connection.execute({ command: 'exit 4', stdin: endless() })).ending).toEqual({
      kind: 'exit',
      code: 4,
    });
  });

  it('hands on lines of stderr as they come, and text beyond ASCII unbroken', async () => {
    const lines: string[] = [];
    const text = 'čŽ漢🙂'.repeat(20_000);
    const finished = await connection.execute({
      command: 'echo one >&2; echo two >&2; cat',
      stdin: (async function* () {
        yield new TextEncoder().encode(text);
      })(),
      onLine: (line) => lines.push(line),
    });
    expect(lines).toEqual(['one', 'two']);
    expect(finished.stdout).toBe(text);
  });

  it('keeps of much talk the end, hears every line of it, and takes no answer without end', async () => {
    const modest = sshHosts({}, { answer: 1_000_000, talk: 1000 });
    const own = await modest.connect(sshd.host, { key: secret(sshd.privateKey) });
    for (const each of [own, await modest.local()]) {
      let lines = 0;
      const onLine = () => {
        lines += 1;
      };
      const talk = 'i=0; while [ $i -lt 20000 ]; do echo "line $i" >&2; i=$((i + 1)); done; echo done';
      const { stdout, stderr, ending } = await each.execute({ command: talk, onLine });
      expect([stdout, lines, ending]).toEqual(['done\n', 20_000, { kind: 'exit', code: 0 }]);
      expect(stderr).toHaveLength(1000);
      expect(stderr.endsWith('\nline 19999\n')).toBe(true);
      const endless = each.execute({ command: 'while :; do echo 0123456789012345678901234567890123456789; done' });
      await expect(endless).rejects.toMatchObject({ code: 'host/output', next: expect.stringContaining('ssh ') });
      expect((await each.execute({ command: 'echo fine' })).stdout).toBe('fine\n');
    }
    await own.close();
  });

  it('waits for the first word of a host as long as it was told, and for the others for ever', async () => {
    const silent = connection.execute({ command: 'sleep 60', firstWordMs: 300 });
    await expect(silent).rejects.toMatchObject({
      code: 'ssh/unreachable',
      message: expect.stringContaining('web1: it lets us in, and then says nothing for '),
      retry: 'safe',
    });
    const slow = withFirstWord(sshd.host, 50, async (heard) => {
      heard();
      await sleep(200);
      return 'done';
    });
    expect(await slow).toBe('done');
    const told = await connection.execute({ command: 'echo now >&2; sleep 1; echo later', firstWordMs: 60_000 });
    expect([told.stdout, told.stderr]).toEqual(['later\n', 'now\n']);
  });

  it('speaks with a port of the host', async () => {
    const server = createServer((request, response) => response.end(`you asked ${request.url}`));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const request = new TextEncoder().encode('GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const ask = { address: '127.0.0.1', port, timeoutMs: 5000 };
    const answer = await connection.exchange({ ...ask, request });
    expect(new TextDecoder().decode(answer)).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(await connection.exchange({ ...ask, request: new Uint8Array() })).toHaveLength(0);
    server.close();
    server.closeAllConnections();
    await expect(connection.exchange({ ...ask, request })).rejects.toMatchObject({ code: 'health/no-answer' });
  });

  it('does not wait for ever for an answer, nor for an address that swallows everything', async () => {
    const server = createTcp(() => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const ask = { address: '127.0.0.1', port, timeoutMs: 100, request: new Uint8Array(1) };
    await expect(connection.exchange(ask)).rejects.toMatchObject({ code: 'health/no-answer' });
    server.close();
    // RFC 5737: nobody has an address of TEST-NET-1.
    const begun = Date.now();
    await expect(connection.exchange({ ...ask, address: '192.0.2.1' })).rejects.toMatchObject({
      code: 'health/no-answer',
    });
    expect(Date.now() - begun).toBeLessThan(2000);
  });

  it('hears enough in the first line of an answer that never ends, and in none of one that never begins', async () => {
    const endless = async (head: string) => {
      const server = createTcp((socket) => {
        const pour = () => {
          while (!socket.destroyed && socket.write('x'.repeat(64 * 1024)));
        };
        socket.on('error', () => socket.destroy()).on('drain', pour);
        socket.write(head);
        pour();
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as AddressInfo;
      return { server, ask: { address: '127.0.0.1', port, timeoutMs: 5000, request: new Uint8Array(1) } };
    };
    const [good, bad] = await Promise.all([endless('HTTP/1.1 200 OK\r\n'), endless('')]);
    const answer = await connection.exchange(good.ask);
    expect(new TextDecoder().decode(answer)).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(answer.length).toBeLessThan(1_000_000);
    await expect(connection.exchange(bad.ask)).rejects.toMatchObject({
      code: 'health/no-answer',
      message: expect.stringContaining('its first line does not end'),
    });
    good.server.close();
    bad.server.close();
  });

  it('refuses another host key and shows both fingerprints as ssh-keygen prints them', async () => {
    const other = makeKeyPair();
    const pinned = other.publicKey.split(' ').slice(0, 2).join(' ');
    const refused = await connect({ hostKeys: [pinned] }).catch((error) => error);
    expect(refused).toMatchObject({ kind: 'operation', code: 'ssh/host-key', target: 'web1', retry: 'never' });
    expect(refused.message).toContain(keygenFingerprint(sshd.folder, sshd.hostKey));
    expect(refused.message).toContain(keygenFingerprint(sshd.folder, pinned));
  });

  it('asks only for pinned types, so that an unpinned key is never taken', async () => {
    const pinned = 'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBA==';
    await expect(connect({ hostKeys: [pinned] })).rejects.toMatchObject({ code: 'ssh/host-key' });
  });

  it('refuses a host without a pinned key and says how to pin one', async () => {
    const refused = await connect({ hostKeys: [] }).catch((error) => error);
    expect(refused).toMatchObject({ code: 'ssh/no-host-key', target: 'web1' });
    expect(refused.next).toContain(`ssh-keyscan -p ${sshd.host.port} 127.0.0.1`);
  });

  it('says who is not let in, what cannot be reached and what is no key', async () => {
    await expect(connect({}, makeKeyPair().privateKey)).rejects.toMatchObject({ code: 'ssh/denied', target: 'web1' });
    await expect(connect({ port: 1 })).rejects.toMatchObject({ code: 'ssh/unreachable', retry: 'safe' });
    await expect(async () => connect({}, 'no key')).rejects.toMatchObject({
      kind: 'input',
      issues: [{ code: 'ssh/key' }],
    });
  });

  it('proves itself by a key that an ssh-agent lends, and says what is wrong with one that does not help', async () => {
    const agent = await startSshAgent();
    const byAgent = () => hosts.connect(sshd.host, { agent: agent.socket });
    await expect(byAgent()).rejects.toMatchObject({ code: 'ssh/denied', target: 'web1' });
    agent.add(makeKeyPair().privateKey);
    agent.add(sshd.privateKey);
    const lent = await byAgent();
    expect((await lent.execute({ command: 'echo in' })).stdout).toBe('in\n');
    await lent.close();
    await agent.stop();
    await expect(byAgent()).rejects.toMatchObject({ code: 'ssh/agent', next: expect.stringContaining('ssh-add -l') });
  });

  it('gets through where sshd drops whoever comes while others log in', async () => {
    const connections = await Promise.all(Array.from({ length: 12 }, () => connect()));
    await Promise.all(connections.map((each) => each.close()));
    expect(sshd.log()).toMatch(/drop connection|beginning MaxStartups/);
  });
});

function keygenFingerprint(folder: string, publicKey: string): string {
  const file = join(folder, 'shown.pub');
  writeFileSync(file, `${publicKey}\n`);
  return execFileSync(tool('ssh-keygen'), ['-lf', file], { encoding: 'utf8' }).split(' ')[1] ?? '';
}

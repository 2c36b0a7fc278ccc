import { execFile, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CountingProxy, startCountingProxy } from './counting-proxy.ts';
import { ROOT, type Sshd, startSshd } from './sshd.ts';
import { describeWith, tool } from './tools.ts';

const run = promisify(execFile);

describeWith(['sshd', 'ssh', 'dash', 'busybox'], 'a test host', () => {
  let sshd: Sshd;
  let proxy: CountingProxy;
  beforeAll(async () => {
    sshd = await startSshd();
    proxy = await startCountingProxy(sshd.host.port);
  });
  afterAll(async () => {
    await proxy.stop();
    await sshd.stop();
    expect(existsSync(sshd.folder)).toBe(false);
    if (ROOT) expect(spawnSync('id', [sshd.host.user]).status).not.toBe(0);
  });

  it('lets the key in to a plain shell without rsync, bash, Python or Node', async () => {
    expect(
      await ssh(sshd, 'for name in rsync bash python3 node perl tar; do command -v "$name" || echo no; done'),
    ).toMatch(/^(no\n){5}.*\/tar\n$/);
    if (ROOT)
      expect(await ssh(sshd, 'id -u; readlink -f /proc/$$/exe; echo ~')).toMatch(/^\d{4,}\n.*dash\n.*\/home\n$/);
  });

  it('counts connections and executions in the log of sshd', async () => {
    const from = sshd.log().length;
    await ssh(sshd, 'true');
    await ssh(sshd, 'true');
    expect(sshd.counts(from)).toEqual({ connections: 2, executions: 2 });
  });

  it('counts bytes in a proxy in between', async () => {
    proxy.reset();
    await ssh({ ...sshd, host: { ...sshd.host, port: proxy.port } }, 'cat >/dev/null', 'x'.repeat(100_000));
    expect(proxy.counts()).toMatchObject({ connections: 1 });
    expect(proxy.counts().sent).toBeGreaterThan(100_000);
    expect(proxy.counts().sent).toBeLessThan(120_000);
  });

  it('can be a busybox machine', async () => {
    const box = await startSshd({ busybox: true });
    expect(await ssh(box, 'readlink -f "$(command -v tar)"')).toMatch(/busybox\n$/);
    await box.stop();
  });
});

/** Asynchronous, so that the proxy in this process can do its part. */
async function ssh(sshd: Sshd, command: string, input = ''): Promise<string> {
  const key = join(sshd.folder, 'test_key');
  writeFileSync(key, sshd.privateKey, { mode: 0o600 });
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'IdentitiesOnly=yes'];
  const words = ['-i', key, '-p', `${sshd.host.port}`, ...options.flatMap((option) => ['-o', option])];
  const running = run(tool('ssh'), [...words, `${sshd.host.user}@127.0.0.1`, command]);
  running.child.stdin?.end(input);
  return (await running).stdout;
}

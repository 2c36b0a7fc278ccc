/** A health check by https: asked through the SSH connection, and the certificate counts. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRepository, openTemporary, type Repository, writeFiles } from '../support/repositories.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith, tool } from '../support/tools.ts';

const CLI = resolve(import.meta.dirname, '../../src/cli/cli.ts');

describeWith(['sshd', 'git', 'openssl'], 'a health check by https', () => {
  let root = '';
  let remove: () => Promise<void>;
  let web: Sshd;
  let shop: Repository;
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    ({ folder: root, remove } = await openTemporary());
    web = await startSshd({ name: 'web1' });
    makeCertificate();
    const pem = (name: string) => readFileSync(join(root, name));
    server = createServer({ key: pem('key.pem'), cert: pem('cert.pem') }, (_, answer) => answer.end('fine'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
    shop = await makeRepository(join(root, 'shop'));
    await shop.commit({ 'define/shop.yaml': 'install: { groups: [{ files: [app.txt] }] }\n', 'app.txt': 'one' });
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await web.stop();
    await remove();
  });

  /** For the name localhost alone, signed by itself. */
  function makeCertificate(): void {
    const subject = ['-subj', '/CN=test', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', join(root, 'key.pem'), '-out', join(root, 'cert.pem')];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '2'];
    execFileSync(tool('openssl'), ['req', '-x509', ...kind, ...subject, ...files], { stdio: 'ignore' });
  }

  /** Another process: whom it trusts is settled when it starts. */
  async function deploy(name: string, env: NodeJS.ProcessEnv = {}) {
    const { port: sshPort, user, home } = web.host;
    await writeFiles(shop.folder, {
      'define/staging.yaml': `deploy: { nodes: { web: [web1] }, health: { url: "https://${name}:${port}/", within: 1s } }
hosts: { web1: { address: 127.0.0.1, port: ${sshPort}, user: ${user}, home: ${home}, host_keys: ["${web.hostKey}"] } }\n`,
    });
    writeFileSync(join(root, 'key'), web.privateKey, { mode: 0o600 });
    const words = ['deploy', 'shop', 'staging', '--src-dir', '.', '--ssh-key', join(root, 'key')];
    const child = spawn(process.execPath, [CLI, ...words], {
      cwd: shop.folder,
      env: { ...process.env, CI: '', ...env },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (text += bytes));
    const [code] = await once(child, 'close');
    return { code, text };
  }

  const current = () => join(web.host.home, 'current/app.txt');

  it('fails for a certificate that nobody trusts, and the host goes back', async () => {
    const { code, text } = await deploy('localhost');
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/localhost:\d+ does not answer: self[- ]signed certificate/),
    ]);
    expect(existsSync(current())).toBe(false);
  });

  it('fails for a name that the certificate does not hold, whoever signed it', async () => {
    const { code, text } = await deploy('127.0.0.1', { NODE_EXTRA_CA_CERTS: join(root, 'cert.pem') });
    expect([code, text]).toEqual([1, expect.stringContaining("IP: 127.0.0.1 is not in the cert's list")]);
    expect(existsSync(current())).toBe(false);
  });

  it('works with one that is trusted, for its name', async () => {
    const { code, text } = await deploy('localhost', { NODE_EXTRA_CA_CERTS: join(root, 'cert.pem') });
    expect([code, text]).toEqual([0, expect.stringContaining('activated')]);
    expect(readFileSync(current(), 'utf8')).toBe('one');
  });
});

/** A deploy whose process is told to end, or just ends: what hosts and meta look like afterwards. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { channelPath, lockRef } from '../../src/core/meta/paths.ts';
import { facs } from '../support/facs.ts';
import { git, makeMeta, shopWith, utf8 } from '../support/meta.ts';
import { makeRepository, openTemporary, type Repository } from '../support/repositories.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith } from '../support/tools.ts';

const CLI = resolve(import.meta.dirname, '../../src/cli/cli.ts');

describeWith(['sshd', 'git'], 'a deploy that is ended from outside', () => {
  let root = '';
  let remove: () => Promise<void>;
  let web: Sshd;
  let shop: Repository;
  const current = () => readFileSync(join(web.host.home, 'current/app.txt'), 'utf8');
  const words = (version: string) => [
    ...['deploy', 'shop', 'staging', version, '--top-dir', join(root, 'top')],
    ...['--meta', join(root, 'meta.git')],
  ];

  beforeAll(async () => {
    ({ folder: root, remove } = await openTemporary());
    web = await startSshd({ name: 'web1' });
    shop = await makeRepository(join(root, 'shop'));
    const { port, user, home } = web.host;
    const first = await shop.commit({
      'define/facsimile.yaml': 'instances: { staging: {} }\n',
      'define/shop.yaml': 'install: { groups: [{ files: [app.txt] }] }\n',
      'define/staging.yaml': `deploy: { nodes: { web: [web1] }, postcmd: ["test ! -e ~/slow || { touch ~/switched; sleep 2; }"] }
hosts: { web1: { address: 127.0.0.1, port: ${port}, user: ${user}, home: ${home}, host_keys: ["${web.hostKey}"] } }\n`,
      'app.txt': 'one',
    });
    const second = await shop.commit({ 'app.txt': 'two' });
    const meta = await makeMeta(join(root, 'meta.git'), join(root, 'writer'));
    const edge = { path: channelPath('shop', 'edge'), bytes: utf8(`release: ${first}\n`), basedOn: undefined };
    await meta.append({ added: shopWith(shop, [first, second]), changed: [edge], message: 'two releases' });
  });
  afterAll(async () => {
    await web.stop();
    await remove();
  });
  beforeEach(async () => {
    await web.run('rm -f ~/slow ~/switched');
    expect(await facs(shop.folder, words('1.0'), { FACS_SSH_KEY: web.privateKey })).toMatchObject({ code: 0 });
    await web.run('touch ~/slow');
  });

  async function deployUntilSwitched(): Promise<ChildProcess> {
    const env = { ...process.env, CI: '', FACS_SSH_KEY: web.privateKey };
    const child = spawn(process.execPath, [CLI, ...words('2.0')], { cwd: shop.folder, env, stdio: 'pipe' });
    await expect.poll(() => existsSync(join(web.home, 'switched')), { timeout: 20_000 }).toBe(true);
    expect(current()).toBe('two');
    return child;
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'takes the host back at %s, records that, and frees its lock',
    async (signal) => {
      const child = await deployUntilSwitched();
      let told = '';
      child.stderr?.on('data', (bytes) => {
        told += bytes;
      });
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([1, null]);
      expect(told).toContain(`${signal}: stopping, and taking back what is not done`);
      expect(current()).toBe('one');
      expect(git(join(root, 'meta.git'), 'log', '-1', '--format=%B')).toContain('web1: reverted');
      expect(git(join(root, 'meta.git'), 'for-each-ref', lockRef('shop', 'staging'))).toBe('');
    },
  );

  it('leaves a host that goes back by itself, and a record that reads as interrupted, when it is killed', async () => {
    const child = await deployUntilSwitched();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(current, { timeout: 20_000 }).toBe('one');
    const status = () =>
      facs(
        shop.folder,
        [
          'status',
          ...words('')
            .slice(1)
            .filter((word) => word !== ''),
        ],
        {},
      );
    expect((await status()).data.last.state).toBe('running');
    ageLock(join(root, 'meta.git'));
    expect((await status()).data.last.state).toBe('interrupted');
    git(join(root, 'meta.git'), 'update-ref', '-d', lockRef('shop', 'staging'));
    expect((await status()).data.last.state).toBe('interrupted');
    await web.run('rm ~/slow');
    expect(await facs(shop.folder, words('2.0'), { FACS_SSH_KEY: web.privateKey })).toMatchObject({ code: 0 });
    expect(current()).toBe('two');
  });
});

/** The lock as it looks when its holder has not renewed it for years. */
function ageLock(bare: string): void {
  const ref = lockRef('shop', 'staging');
  const person = { GIT_COMMITTER_NAME: 'ann', GIT_COMMITTER_EMAIL: 'ann@git.example' };
  const env = { ...process.env, ...person, GIT_AUTHOR_NAME: 'ann', GIT_AUTHOR_EMAIL: 'ann@git.example' };
  const note = git(bare, 'log', '-1', '--format=%B', ref);
  const aged = execFileSync('git', ['-C', bare, 'commit-tree', '-m', note, `${ref}^{tree}`], {
    encoding: 'utf8',
    env: { ...env, GIT_COMMITTER_DATE: '1700000000 +0000' },
  });
  git(bare, 'update-ref', ref, aged.trim());
}

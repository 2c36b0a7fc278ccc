/** Going on with a deployment that failed, was killed, or could not reach every host. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Meta } from '../../src/app/ports/meta-repo.ts';
import { channelPath, lockRef } from '../../src/core/meta/paths.ts';
import { type CountingProxy, startCountingProxy } from '../support/counting-proxy.ts';
import { facs } from '../support/facs.ts';
import { freePort } from '../support/free-port.ts';
import { git, makeMeta, shopWith, utf8 } from '../support/meta.ts';
import { makeRepository, openTemporary, type Repository } from '../support/repositories.ts';
import { makeKeyPair, type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith } from '../support/tools.ts';

const CLI = resolve(import.meta.dirname, '../../src/cli/cli.ts');

describeWith(['sshd', 'git'], 'facs resume', () => {
  const key = makeKeyPair();
  const env = { FACS_SSH_KEY: key.privateKey };
  let root = '';
  let remove: () => Promise<void>;
  let hosts: readonly Sshd[];
  let shop: Repository;
  let meta: Meta;
  let laterPort = 0;
  const flags = () => ['--meta', join(root, 'meta.git'), '--top-dir', join(root, 'top')];
  const run = (...words: string[]) => facs(shop.folder, [...words, ...flags()], env);
  const runs = () => hosts.map(({ host }) => readFileSync(join(host.home, 'current/app.txt'), 'utf8'));
  const inHome = (i: number, name: string) => join(hosts[i]?.home ?? '', name);
  const outcomes = (data: { hosts: { host: string; outcome: string }[] }) =>
    data.hosts.map(({ host, outcome }) => [host, outcome]);
  const newestRecord = () => git(join(root, 'meta.git'), 'log', '-1', '--format=%B');

  beforeAll(async () => {
    ({ folder: root, remove } = await openTemporary());
    hosts = await Promise.all(['web1', 'web2', 'web3'].map((name) => startSshd({ name, clientKey: key })));
    laterPort = await freePort();
    shop = await makeRepository(join(root, 'shop'));
    const known = hosts.map(
      ({ host, hostKey }) =>
        `  ${host.name}: { address: 127.0.0.1, port: ${host.port}, user: ${host.user}, home: ${host.home}, host_keys: ["${hostKey}"] }`,
    );
    const releases = [];
    for (const word of ['one', 'two']) {
      releases.push(
        await shop.commit({
          'define/facsimile.yaml': 'instances: { staging: {}, part: {}, lost: {}, never: {} }\n',
          'define/shop.yaml': 'install: { groups: [{ files: [app.txt] }] }\n',
          'define/staging.yaml': `deploy:
  nodes: { web: [web1, web2, web3] }
  hooks: { once: ["echo migrated >>~/migrations; sleep 0$(cat ~/slow 2>/dev/null)"], before: ["touch ~/beginning; sleep 0$(cat ~/slow 2>/dev/null)"], after: ["test ! -e ~/broken"] }
hosts:
${known.join('\n')}\n`,
          'define/part.yaml': 'inherit: [staging]\ndeploy: { unreachable: skip-and-record, hooks: { $replace: {} } }\n',
          'define/lost.yaml': `inherit: [part]\ndeploy: { nodes: { web: [web1, later] } }\nhosts: { later: { address: 127.0.0.1, port: ${laterPort}, user: ${hosts[2]?.host.user}, home: "~/later", host_keys: ["${hosts[2]?.hostKey}"] } }\n`,
          'define/never.yaml': 'inherit: [staging]\n',
          'app.txt': word,
        }),
      );
    }
    meta = await makeMeta(join(root, 'meta.git'), join(root, 'writer'));
    const edge = { path: channelPath('shop', 'edge'), bytes: utf8(`release: ${releases[0]}\n`), basedOn: undefined };
    await meta.append({ added: shopWith(shop, releases), changed: [edge], message: 'two releases' });
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await remove();
  });
  beforeEach(async () => {
    await Promise.all(hosts.map((host) => host.run('rm -rf ~/broken ~/slow ~/beginning ~/migrations')));
    expect(await run('deploy', 'shop', 'staging', '1.0')).toMatchObject({ code: 0 });
    await Promise.all(hosts.map((host) => host.run('rm -f ~/migrations ~/beginning')));
  });

  it('brings only hosts that failed, opens no connection to the others, and repeats nothing that runs once', async () => {
    await hosts[1]?.run('touch ~/broken');
    const failed = await run('deploy', 'shop', 'staging', '2.0');
    expect(failed.code).toBe(1);
    expect(outcomes(failed.data)).toEqual([
      ['web1', 'activated'],
      ['web2', 'reverted'],
      ['web3', 'activated'],
    ]);
    expect(newestRecord()).toContain('once on: web1');
    await hosts[1]?.run('rm ~/broken');
    const from = hosts.map((host) => host.log().length);
    const planned = await run('resume', 'shop', 'staging', '--dry-run');
    expect(planned.data.plan).toMatchObject({ once: [], hosts: [{ host: 'web2' }] });
    const resumed = await run('resume', 'shop', 'staging');
    expect(resumed).toMatchObject({ code: 0 });
    expect(outcomes(resumed.data)).toEqual([['web2', 'activated']]);
    expect(hosts.map((host, i) => host.counts(from[i]).connections)).toEqual([0, 2, 0]);
    expect(runs()).toEqual(['two', 'two', 'two']);
    expect(readFileSync(inHome(0, 'migrations'), 'utf8')).toBe('migrated\n');
    expect(hosts.map((_, i) => existsSync(inHome(i, 'migrations')))).toEqual([true, false, false]);
    const log = git(join(root, 'meta.git'), 'log', '-2', '--format=%B');
    expect(log).toContain(`resumes: ${failed.data.deployment}`);
    expect(log).toContain('partial: only some hosts of the instance');
    // What it went on with is remembered for the next one.
    expect(newestRecord()).toContain('once on: web1');
  });

  it('says that nothing is left to do, and asks no host', async () => {
    const from = hosts.map((host) => host.log().length);
    const { code, stdout, data } = await run('resume', 'shop', 'staging');
    expect([code, data.hosts]).toEqual([0, []]);
    expect(stdout).toMatch(/^shop staging: deployment \w{26} is done on every host\n$/);
    expect(hosts.map((host, i) => host.counts(from[i]).connections)).toEqual([0, 0, 0]);
  });

  it('goes on after a kill between what runs once and the switch, without running that again', async () => {
    await Promise.all(hosts.map((host) => host.run('echo 5 >~/slow')));
    await hosts[0]?.run('echo 1 >~/slow');
    const words = [CLI, 'deploy', 'shop', 'staging', '2.0', ...flags()];
    const child = spawn(process.execPath, words, {
      cwd: shop.folder,
      env: { ...process.env, CI: '', ...env },
      stdio: 'ignore',
    });
    await expect.poll(() => existsSync(inHome(1, 'beginning')), { timeout: 30_000 }).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await Promise.all(hosts.map((host) => host.run('rm -f ~/slow')));
    git(join(root, 'meta.git'), 'update-ref', '-d', lockRef('shop', 'staging'));
    const resumed = await run('resume', 'shop', 'staging');
    expect(resumed).toMatchObject({ code: 0 });
    expect(runs()).toEqual(['two', 'two', 'two']);
    expect(readFileSync(inHome(0, 'migrations'), 'utf8')).toBe('migrated\n');
    expect(hosts.map((_, i) => existsSync(inHome(i, 'migrations')))).toEqual([true, false, false]);
    expect(newestRecord()).toContain('once on: ');
  });

  it('passes over hosts that cannot be reached where the definition says so, and brings them later', async () => {
    const first = await run('deploy', 'shop', 'lost', '2.0');
    expect(first.code).toBe(0);
    expect(outcomes(first.data)).toEqual([
      ['web1', 'activated'],
      ['later', 'skipped'],
    ]);
    expect(first.stderr).toContain('the others go on without it');
    expect(newestRecord()).toMatch(/later: skipped, runs nothing \(ssh\/unreachable: /);
    const proxy: CountingProxy = await startCountingProxy(hosts[2]?.host.port ?? 0, laterPort);
    try {
      const resumed = await run('resume', 'shop', 'lost');
      expect(resumed).toMatchObject({ code: 0 });
      expect(outcomes(resumed.data)).toEqual([['later', 'activated']]);
    } finally {
      await proxy.stop();
    }
    expect(readFileSync(inHome(2, 'later/current/app.txt'), 'utf8')).toBe('two');
  });

  it('refuses to go on with a rollback to several releases as if it were one, and says what to do', async () => {
    expect(await run('deploy', 'shop', 'staging', '2.0')).toMatchObject({ code: 0 });
    expect(await run('deploy', 'shop', 'staging', '1.0', '--host', 'web1')).toMatchObject({ code: 0 });
    await hosts[1]?.run('touch ~/broken');
    expect(outcomes((await run('rollback', 'shop', 'staging')).data)).toEqual([
      ['web1', 'activated'],
      ['web2', 'reverted'],
      ['web3', 'activated'],
    ]);
    expect(runs()).toEqual(['two', 'two', 'one']);
    await hosts[1]?.run('rm ~/broken');
    const { code, stderr } = await run('resume', 'shop', 'staging');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/took hosts back to several releases.*\(web2 to [0-9a-f]{12}\)/),
    ]);
    expect(stderr).toContain('facs rollback shop staging --host web2');
    expect(runs()).toEqual(['two', 'two', 'one']);
  });

  it('refuses what it knows nothing of', async () => {
    const never = await run('resume', 'shop', 'never');
    expect([never.code, never.stderr]).toEqual([
      2,
      expect.stringContaining('shop never was never deployed, so there is nothing to go on with'),
    ]);
    const without = await facs(shop.folder, ['resume', 'shop', 'staging'], env);
    expect([without.code, without.stderr]).toEqual([
      2,
      expect.stringContaining('without a meta repo nobody knows which hosts are done'),
    ]);
  });
});

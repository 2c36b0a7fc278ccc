/** Deploying from the command line: real repositories, a real meta repo, real hosts. */
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Meta } from '../../src/app/ports/meta-repo.ts';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { channelPath, lockRef, projectPath, recordPath } from '../../src/core/meta/paths.ts';
import { encodeProject } from '../../src/core/meta/project.ts';
import { facs } from '../support/facs.ts';
import { git, makeMeta, utf8 } from '../support/meta.ts';
import { makeRepository, openTemporary, type Repository, writeFiles } from '../support/repositories.ts';
import { makeKeyPair, type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith } from '../support/tools.ts';

describeWith(['sshd', 'git'], 'facs deploy, rollback and status', () => {
  const key = makeKeyPair();
  let root = '';
  let remove: () => Promise<void>;
  let hosts: readonly Sshd[];
  let shop: Repository;
  let meta: Meta;
  let releases: readonly string[];
  const env = { FACS_SSH_KEY: key.privateKey };
  const run = (...words: string[]) => facs(shop.folder, [...words, '--top-dir', join(root, 'top')], env);
  const withMeta = (...words: string[]) => run(...words, '--meta', join(root, 'meta.git'));
  const text = (host: Sshd | undefined) => readFileSync(join(host?.host.home ?? '', 'current/app.txt'), 'utf8');

  beforeAll(async () => {
    ({ folder: root, remove } = await openTemporary());
    hosts = await Promise.all(['web1', 'web2', 'db1'].map((name) => startSshd({ name, clientKey: key })));
    shop = await makeRepository(join(root, 'shop'));
    const known = hosts.map(
      ({ host, hostKey }) =>
        `  ${host.name}: { address: 127.0.0.1, port: ${host.port}, user: ${host.user}, home: ${host.home}, host_keys: ["${hostKey}"] }`,
    );
    releases = [
      await shop.commit({
        'define/facsimile.yaml':
          'instances: { staging: { channel: edge }, lab: {}, nowhere: {}, here: {}, vault: {}, broken: {} }\n',
        'define/shop.yaml': 'install: { groups: [{ files: [app.txt] }] }\n',
        'define/staging.yaml': `deploy: { nodes: { web: [web1, web2], db: [db1] }, lock_wait: 6s }\nhosts:\n${known.join('\n')}\n`,
        'define/lab.yaml': `inherit: [staging]\ndeploy: { nodes: { web: [web1, bare], db: [] } }\nhosts: { bare: { user: x, home: /x } }\n`,
        'define/nowhere.yaml': 'deploy: {}\n',
        'define/vault.yaml': 'deploy: { destdir: vault }\nmodules: { db: { daemon: shop } }\n',
        'define/tmpl/vault/_DEPLOY_/db.conf': 'password={{ module.db.password }}\n',
        'define/broken.yaml': 'inherit: [staging]\n',
        'define/tmpl/broken/_DEPLOY_/page': '{{ definition.colour }}\n',
        'define/here.yaml': 'deploy: { destdir: out }\n',
        '.gitignore': 'out/\n',
        'app.txt': 'one',
      }),
      await shop.commit({ 'app.txt': 'two' }),
      await shop.commit({ 'app.txt': 'three' }),
    ];
    meta = await makeMeta(join(root, 'meta.git'), join(root, 'writer'));
    await meta.append({
      added: [
        { path: projectPath('shop'), bytes: utf8(encodeProject({ channels: ['edge'] })) },
        ...releases.map((githash, i) => recorded(githash, `${i + 1}.0`)),
      ],
      changed: [{ path: channelPath('shop', 'edge'), bytes: utf8(`release: ${releases[0]}\n`), basedOn: undefined }],
      message: 'three releases',
    });
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await remove();
  });

  function recorded(githash: string, version: string) {
    const repos = [{ name: 'shop', url: shop.folder, githash, path: '' }];
    const record = {
      kind: 'release',
      project: 'shop',
      githash,
      version,
      tag: `v${version}`,
      committedAt: 1_700_000_000,
      repos,
    } as const;
    return { path: recordPath('shop', record), bytes: encodeRecord(record) };
  }

  const promote = (version: string) => withMeta('channel', 'set', 'shop', 'edge', version);

  it('shows a plan and changes nothing, on hosts and in meta, when it is a dry run', async () => {
    const before = git(join(root, 'meta.git'), 'for-each-ref');
    const { code, stdout, data, stderr } = await withMeta('deploy', 'shop', 'staging', '--dry-run');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('+ app.txt');
    expect(data.plan.hosts.map(({ host, action }: { host: string; action: string }) => [host, action])).toEqual([
      ['web1', 'stage'],
      ['web2', 'stage'],
      ['db1', 'stage'],
    ]);
    expect(git(join(root, 'meta.git'), 'for-each-ref')).toBe(before);
    expect(hosts.map(({ host }) => existsSync(host.home))).toEqual([false, false, false]);
  });

  it('deploys what the channel maps to, and records begin, end and the tree', async () => {
    const { code, data, stdout } = await withMeta('deploy', 'shop', 'staging');
    expect(stdout).toContain('web1  activated');
    expect(code).toBe(0);
    expect(hosts.map(text)).toEqual(['one', 'one', 'one']);
    const log = git(join(root, 'meta.git'), 'log', '--format=%B');
    expect(log).toContain('deploy shop staging: begin 1.0');
    expect(log).toContain('deploy shop staging: end, 3 activated');
    const files = git(join(root, 'meta.git'), 'ls-tree', '-r', '--name-only', 'HEAD').split('\n');
    expect(files.filter((path) => path.includes(data.deployment))).toHaveLength(2);
    expect(files).toContain(`shop/trees/${data.plan.hosts[0].to.tree.slice(0, 2)}/${data.plan.hosts[0].to.tree}.binpb`);
    expect(git(join(root, 'meta.git'), 'for-each-ref', lockRef('shop', 'staging'))).toBe('');
    expect(readFileSync(join(hosts[0]?.host.home ?? '', '.facsimile/meta'), 'utf8')).toMatch(/^[0-9a-f]{40}\n$/);
  });

  it('writes no record when there is nothing to do', async () => {
    const before = git(join(root, 'meta.git'), 'rev-parse', 'HEAD');
    const { stdout, data } = await withMeta('deploy', 'shop', 'staging');
    expect(stdout).toContain('unchanged');
    expect(data.hosts.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(git(join(root, 'meta.git'), 'rev-parse', 'HEAD')).toBe(before);
  });

  it('goes back, holds the instance, and lets the channel through only when the hold is released', async () => {
    await promote('2.0');
    await withMeta('deploy', 'shop', 'staging');
    expect(hosts.map(text)).toEqual(['two', 'two', 'two']);
    const back = await withMeta('rollback', 'shop', 'staging', '--reason', 'prices are wrong');
    expect(back.stderr.split('\n').sort()).toEqual(['db1: activated', 'web1: activated', 'web2: activated']);
    expect(back.code).toBe(0);
    expect(hosts.map(text)).toEqual(['one', 'one', 'one']);
    const status = await withMeta('status', 'shop', 'staging');
    expect(status.stdout).toContain('held by ann: prices are wrong');
    expect(status.data).toMatchObject({
      wanted: releases[1],
      hold: { release: releases[0] },
      last: { state: 'ended' },
    });
    expect(status.data.hosts[0].recorded).toMatchObject({ release: releases[0], outcome: 'activated' });
    const held = await withMeta('deploy', 'shop', 'staging');
    expect(held.code).toBe(1);
    expect(held.stderr).toContain('shop staging is held');
    expect(held.stderr).toContain('--release-hold');
    expect(hosts.map(text)).toEqual(['one', 'one', 'one']);
    expect((await withMeta('deploy', 'shop', 'staging', '3.0')).code).toBe(0);
    expect(hosts.map(text)).toEqual(['three', 'three', 'three']);
    expect((await withMeta('deploy', 'shop', 'staging', '--release-hold')).code).toBe(0);
    expect(hosts.map(text)).toEqual(['two', 'two', 'two']);
    expect((await withMeta('status', 'shop', 'staging')).data.hold).toBeNull();
  });

  it('goes back to a version that was pruned, by sending it again', async () => {
    for (const { host } of hosts)
      for (const name of readdirSync(join(host.home, 'releases'))) {
        if (name.startsWith(releases[2]?.slice(0, 12) ?? ''))
          rmSync(join(host.home, 'releases', name), { recursive: true });
      }
    const { code, stderr } = await withMeta('rollback', 'shop', 'staging', '3.0', '--until', '2020-01-01');
    expect(stderr).toContain('web1: staged');
    expect(code).toBe(0);
    expect(hosts.map(text)).toEqual(['three', 'three', 'three']);
    expect((await withMeta('status', 'shop', 'staging')).data.hold).toBeNull();
  });

  it('shows what hosts run, beside what the records say, and where the two drift apart', async () => {
    const { home } = hosts[1]?.host ?? { home: '' };
    const [other] = readdirSync(join(home, 'releases')).filter((name) =>
      name.startsWith(releases[0]?.slice(0, 12) ?? '-'),
    );
    rmSync(join(home, 'current'));
    symlinkSync(`releases/${other}`, join(home, 'current'));
    const { data, stdout } = await withMeta('status', 'shop', 'staging', '--live');
    expect(data.hosts.map(({ drift }: { drift: boolean }) => drift)).toEqual([false, true, false]);
    expect(stdout).toContain('not what the channel wants');
    expect((await run('status', 'shop', 'staging', '--src-dir', '.')).data.hosts[0]).toMatchObject({
      recorded: null,
      live: { release: releases[2] },
    });
    await withMeta('deploy', 'shop', 'staging', '--release-hold');
  });

  it('asks the hosts by the definitions that lie there, without a release, a meta repo or --src-dir', async () => {
    const { data, code } = await run('status', 'shop', 'staging');
    expect(code).toBe(0);
    expect(data.hosts[0]).toMatchObject({ recorded: null, live: { release: expect.stringMatching(/^[0-9a-f]{40}$/) } });
  });

  it('shows what going back would do, and does nothing, when it is a dry run', async () => {
    const before = hosts.map(text);
    const plan = await withMeta('rollback', 'shop', 'staging', '--dry-run');
    expect(plan.stdout).toContain('switches to');
    expect(hosts.map(text)).toEqual(before);
  });

  it('refuses a meta repo whose history was rewound since a host was deployed from it', async () => {
    const tip = git(join(root, 'meta.git'), 'rev-parse', 'main');
    git(join(root, 'meta.git'), 'update-ref', 'refs/heads/main', `${tip}~6`);
    const words = [
      'deploy',
      'shop',
      'staging',
      '3.0',
      '--top-dir',
      join(root, 'fresh'),
      '--meta',
      join(root, 'meta.git'),
    ];
    const { code, stderr } = await facs(shop.folder, words, env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/was deployed from commit [0-9a-f]{12} of meta/);
    git(join(root, 'meta.git'), 'update-ref', 'refs/heads/main', tip);
  });

  it('touches only the chosen hosts, and refuses names that match nothing', async () => {
    const one = await withMeta('deploy', 'shop', 'staging', '1.0', '--target', 'w*', '--host', 'web2');
    expect(one.data.hosts.map(({ host }: { host: string }) => host)).toEqual(['web2']);
    expect(hosts.map(text)).toEqual(['two', 'one', 'two']);
    const wrong = await withMeta('deploy', 'shop', 'staging', '--host', 'web9');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('there is no host web9');
    expect(wrong.stderr).toContain('web1');
    const empty = await run('deploy', 'shop', 'lab', '--src-dir', '.');
    expect(empty).toMatchObject({ code: 2 });
    expect(empty.stderr).toContain('target db has no hosts');
  });

  it('stays where a held channel leaves it, also when the hold of the instance is released', async () => {
    const before = hosts.map(text);
    const path = channelPath('shop', 'edge');
    const free = await (await meta.snapshot()).read(path);
    const held = utf8(`release: ${releases[0]}\nhold: inventory\n`);
    const write = (bytes: Uint8Array, basedOn: Uint8Array | undefined) =>
      meta.append({ added: [], changed: [{ path, bytes, basedOn }], message: 'hold' });
    await write(held, free);
    for (const words of [[], ['--release-hold'], ['--dry-run']]) {
      const { code, stderr } = await withMeta('deploy', 'shop', 'staging', ...words);
      expect(stderr).toContain('channel edge of shop is held: inventory');
      expect(code).toBe(1);
    }
    expect(hosts.map(text)).toEqual(before);
    await write(free ?? held, held);
  });

  it('waits for the lock of another run, and says whose it is when waiting was in vain', async () => {
    const lock = await meta.swapLock(
      lockRef('shop', 'staging'),
      undefined,
      'holder: bob\nrun: https://ci.example/7\nlease-ms: 60000',
    );
    const { code, stderr } = await withMeta('deploy', 'shop', 'staging');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'waiting up to 6.0 s: shop staging is locked by bob (https://ci.example/7); if that run died, its lock is over after 1 m 00 s',
    );
    expect(hosts.map(text)).toEqual(['two', 'one', 'two']);
    await meta.freeLock(lockRef('shop', 'staging'), lock?.commit ?? '');
  });

  it('takes over a lock whose holder died, once its lease has passed on our own clock', async () => {
    await meta.swapLock(lockRef('shop', 'staging'), undefined, 'holder: bob\nlease-ms: 300');
    expect((await withMeta('deploy', 'shop', 'staging')).code).toBe(0);
    expect(hosts.map(text)).toEqual(['two', 'two', 'two']);
    expect(git(join(root, 'meta.git'), 'for-each-ref', lockRef('shop', 'staging'))).toBe('');
  });

  it('lets two runs at once follow each other', async () => {
    await promote('3.0');
    const both = await Promise.all(
      [1, 2].map((i) =>
        facs(
          shop.folder,
          ['deploy', 'shop', 'staging', '--top-dir', join(root, `top${i}`), '--meta', join(root, 'meta.git')],
          env,
        ),
      ),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.flatMap(({ data }) => data.hosts.map(({ outcome }: { outcome: string }) => outcome)).sort()).toEqual([
      ...Array(3).fill('activated'),
      ...Array(3).fill('unchanged'),
    ]);
  });

  it('reports every host when one fails, records it, and ends with 1', async () => {
    const { home } = hosts[2]?.host ?? { home: '' };
    rmSync(home, { recursive: true });
    await writeFiles(shop.folder, { 'define/staging/extra.yaml': '' });
    rmSync(join(shop.folder, 'define/staging'), { recursive: true });
    symlinkSync('/proc', home);
    const { code, stderr, stdout } = await withMeta('deploy', 'shop', 'staging', '2.0');
    expect(code).toBe(1);
    expect(stdout).toMatch(/web1 +skipped(?:.|\n)*db1 +failed/);
    expect(stderr).toContain('1 of 3 hosts failed');
    expect(stderr).toContain('db1: ');
    rmSync(home);
    await hosts[2]?.run(`mkdir ${home}`);
  });

  it('deploys to this machine only where a definition names the folder, and on CI only when it is said', async () => {
    const local = await run('deploy', 'shop', 'here', '--src-dir', '.');
    expect(local.code).toBe(0);
    expect(readFileSync(join(shop.folder, 'out/current/app.txt'), 'utf8')).toBe('three');
    const log = join(root, 'top/log/shop/here');
    expect(JSON.parse(readFileSync(join(log, readdirSync(log)[0] ?? ''), 'utf8'))).toMatchObject({
      hosts: [{ outcome: 'activated' }],
    });
    expect((await run('deploy', 'shop', 'here', '--src-dir', '.')).stdout).toContain('unchanged');
    const ci = (...words: string[]) =>
      facs(shop.folder, ['deploy', 'shop', ...words, '--src-dir', '.', '--top-dir', join(root, 'top')], {
        ...env,
        CI: 'true',
      });
    expect(await ci('here')).toMatchObject({ code: 2 });
    expect((await ci('here')).stderr).toContain('--local');
    expect((await ci('here', '--local')).code).toBe(0);
    const nowhere = await run('deploy', 'shop', 'nowhere', '--src-dir', '.');
    expect(nowhere).toMatchObject({ code: 2 });
    expect(nowhere.stderr).toContain('deploy.destdir');
  });

  it('shows what it can of a plan whose secrets are not there yet, and creates none', async () => {
    const { code, stdout, data } = await run('deploy', 'shop', 'vault', '--src-dir', '.', '--dry-run');
    expect(stdout).toContain('tree: unknown');
    expect(data.unknown).toContain('password');
    expect(code).toBe(0);
    expect(existsSync(join(root, 'top/state'))).toBe(false);
  });

  it('says what is wrong with a template, and leaves every host as it was', async () => {
    const before = hosts.map(({ host }) => readdirSync(host.home).sort());
    const { code, stderr } = await run('deploy', 'shop', 'broken', '--src-dir', '.', '--target', 'web');
    expect(code).toBe(2);
    expect(stderr).toMatch(/tmpl\/broken\/_DEPLOY_\/page:1:\d+/);
    expect(hosts.map(({ host }) => readdirSync(host.home).sort())).toEqual(before);
  });

  it('needs a pinned key for every host, a key of our own, and says where they go', async () => {
    const unpinned = await run('deploy', 'shop', 'lab', '--src-dir', '.', '--target', 'web');
    expect(unpinned).toMatchObject({ code: 2 });
    expect(unpinned.stderr).toMatch(/define\/lab.yaml:\d+:\d+: bare has no pinned host key/);
    expect(unpinned.stderr).toContain('ssh-keyscan');
    const words = ['deploy', 'shop', 'staging', '--src-dir', '.', '--top-dir', join(root, 'top')];
    expect((await facs(shop.folder, words, { SSH_AUTH_SOCK: '' })).stderr).toContain('--ssh-key');
    const file = await facs(shop.folder, [...words, '--ssh-key', join(hosts[0]?.folder ?? '', 'none')], {
      SSH_AUTH_SOCK: '',
    });
    expect(file).toMatchObject({ code: 2 });
  });
});

/** Comparing hosts with what they got, and mending them: real hosts, one of them with busybox alone. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { verify as verifyHosts } from '../../src/app/verify.ts';
import { toEnvironment } from '../../src/cli/environment.ts';
import { parseHostFiles } from '../../src/core/deploy/host-files.ts';
import { repairCommand } from '../../src/core/deploy/scripts/repair.ts';
import { verifyCommand } from '../../src/core/deploy/scripts/verify.ts';
import { channelPath } from '../../src/core/meta/paths.ts';
import { secret } from '../../src/core/secret.ts';
import { wire } from '../../src/wire.ts';
import { makeAgeKey } from '../support/age-key.ts';
import { facs } from '../support/facs.ts';
import { git, makeMeta, shopWith, utf8 } from '../support/meta.ts';
import { keptTalk } from '../support/quiet-talk.ts';
import { makeRepository, openTemporary, type Repository } from '../support/repositories.ts';
import { makeKeyPair, type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith } from '../support/tools.ts';

const ODD = 'a "quoted" file -> arrow';

describeWith(['sshd', 'git', 'busybox', 'age-keygen'], 'facs verify', () => {
  const key = makeKeyPair();
  const age = makeAgeKey();
  const env = { FACS_SSH_KEY: key.privateKey, SOPS_AGE_KEY: age.secret };
  let root = '';
  let remove: () => Promise<void>;
  let hosts: readonly Sshd[];
  let shop: Repository;
  const run = (words: readonly string[], more: object = {}) =>
    facs(shop.folder, [...words, '--top-dir', join(root, 'top')], { ...env, ...more });
  const withMeta = (...words: string[]) => run([...words, '--meta', join(root, 'meta.git')]);
  const verify = (...words: string[]) => withMeta('verify', 'shop', 'staging', ...words);
  const at = (i: number, path: string) => join(hosts[i]?.host.home ?? '', 'current', path);
  const drift = (data: { hosts: { host: string; drift: { path: string; kind: string; found: string }[] }[] }) =>
    data.hosts.map(({ host, drift }) => [
      host,
      drift.map(({ path, kind, found }) => `${kind} ${path} ${found}`.trim()),
    ]);

  beforeAll(async () => {
    ({ folder: root, remove } = await openTemporary());
    hosts = await Promise.all([
      startSshd({ name: 'web1', clientKey: key }),
      startSshd({ name: 'web2', clientKey: key, busybox: true }),
    ]);
    shop = await makeRepository(join(root, 'shop'));
    const known = hosts.map(
      ({ host, hostKey }) =>
        `  ${host.name}: { address: 127.0.0.1, port: ${host.port}, user: ${host.user}, home: ${host.home}, host_keys: ["${hostKey}"] }`,
    );
    const commit = (word: string) =>
      shop.commit({
        'define/facsimile.yaml': 'instances: { staging: { channel: edge }, fresh: { channel: edge } }\n',
        'define/shop.yaml':
          'install: { groups: [{ dir: files, pattern: "^files/", replace: "" }] }\nmodules: { db: { daemon: shop } }\n',
        'define/staging.yaml': `deploy: { nodes: { web: [web1, web2] }, shared: [uploads], restart: { "etc/*": "echo restarted >>~/told" } }
hosts:
${known.join('\n')}\n`,
        'define/fresh.yaml': `inherit: [staging]\nhosts: { web1: { home: "~/fresh" }, web2: { home: "~/fresh" } }\n`,
        'define/tmpl/staging/_DEPLOY_/etc/db.conf': '---\nmode: "0600"\n---\npassword={{ module.db.password }}\n',
        '.sops.yaml': `creation_rules: [{ age: ${age.recipient} }]\n`,
        'files/app.txt': word,
        'files/bin/tool': '#!/bin/sh\n',
        'files/same.txt': 'the same in both',
        [`files/${ODD}`]: 'odd',
      });
    const releases = [await commit('one'), await commit('two')];
    const meta = await makeMeta(join(root, 'meta.git'), join(root, 'writer'));
    const sops = {
      path: '.sops.yaml',
      bytes: utf8(`creation_rules: [{ age: ${age.recipient} }]\n`),
      basedOn: undefined,
    };
    const edge = { path: channelPath('shop', 'edge'), bytes: utf8(`release: ${releases[1]}\n`), basedOn: undefined };
    await meta.append({ added: shopWith(shop, releases), changed: [edge, sops], message: 'two releases' });
    for (const version of ['1.0', '2.0'])
      expect(await withMeta('deploy', 'shop', 'staging', version)).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await remove();
  });
  beforeEach(async () => {
    await withMeta('verify', 'shop', 'staging', '--repair');
    await Promise.all(hosts.map((host) => host.run('rm -f ~/told')));
  });

  it('finds every file as it was deployed, in one execution a host', async () => {
    const from = hosts.map((host) => host.log().length);
    const { code, stdout, data } = await verify();
    expect(hosts.map((host, i) => host.counts(from[i]))).toEqual(hosts.map(() => ({ connections: 1, executions: 1 })));
    expect(drift(data)).toEqual([
      ['web1', []],
      ['web2', []],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('as deployed: 6 compared');
    expect(data.hosts.map(({ unproven }: { unproven: number }) => unproven)).toEqual([0, 0]);
  });

  it('finds each thing that differs, and tells which host, with an exit code of its own', async () => {
    await hosts[0]?.run(
      `cd app/current && echo changed >app.txt.new && mv app.txt.new app.txt && chmod 755 same.txt && echo x >'a new one' && mkdir -p log/deep && echo y >log/deep/file && ln -s /etc/passwd './-link -> x' && rm bin/tool`,
    );
    await hosts[1]?.run(
      `cd app/current && rm same.txt && mkdir same.txt && rm '${ODD}' && ln -s app.txt '${ODD}' && rm uploads && chmod 600 etc/db.conf && echo password=guessed >etc/db.conf`,
    );
    const { code, data, stdout, stderr } = await verify();
    expect(drift(data)).toEqual([
      [
        'web1',
        [
          'added -link -> x',
          'added a new one',
          'changed app.txt',
          'missing bin/tool',
          'added log/deep/file',
          'mode same.txt 755',
        ],
      ],
      [
        'web2',
        [`changed ${ODD} a link to app.txt`, 'changed etc/db.conf', 'changed same.txt a folder', 'missing uploads'],
      ],
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain('2 of 2 hosts are not as they were deployed');
    expect(stderr).toContain('facs verify shop staging --repair');
    expect(stdout).toContain('  ~ same.txt (mode 755)');
    // It only looked.
    expect(readFileSync(at(0, 'app.txt'), 'utf8')).toBe('changed\n');
  });

  it('mends exactly what differs, leaves kept releases whole, restarts what watches, and records it', async () => {
    const before = ['bin/tool', ODD].map((path) => statSync(at(0, path)).ino);
    await hosts[0]?.run(
      `cd app/current && echo scribble >>same.txt && chmod 777 app.txt && rm etc/db.conf && echo x >stray`,
    );
    const { code, data, stdout } = await verify('--repair', '--reason', 'somebody was here');
    expect(stdout).toContain('mended ~ app.txt (mode 777)');
    expect(drift(data)).toEqual([
      ['web1', []],
      ['web2', []],
    ]);
    expect(code).toBe(0);
    expect(data.hosts[0].mended.map(({ path }: { path: string }) => path)).toEqual([
      'app.txt',
      'etc/db.conf',
      'same.txt',
      'stray',
    ]);
    expect(['bin/tool', ODD].map((path) => statSync(at(0, path)).ino)).toEqual(before);
    expect(readFileSync(at(0, 'same.txt'), 'utf8')).toBe('the same in both');
    expect(statSync(at(0, 'app.txt')).mode & 0o777).toBe(0o644);
    expect(statSync(at(0, 'etc/db.conf')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(hosts[0]?.home ?? '', 'told'), 'utf8')).toBe('restarted\n');
    const log = git(join(root, 'meta.git'), 'log', '-1', '--format=%B');
    expect(log).toContain('event shop staging: repair');
    expect(log).toContain('hosts: web1');
    expect(log).toContain('files: 4');
    expect(log).toContain('reason: somebody was here');
    expect(log).not.toContain('password');
    // The next deploy has nothing to do, and finds nothing strange.
    const again = await withMeta('deploy', 'shop', 'staging', '--dry-run');
    expect(again.data.plan.hosts.map(({ action }: { action: string }) => action)).toEqual(['unchanged', 'unchanged']);
  });

  it('takes nothing else for a name with a line break: neither a neighbour, nor what lies outside the release', async () => {
    const [web1] = hosts as [Sshd];
    const listing = () => web1.run('cd app && find releases/*/ -type f | sort');
    const before = await listing();
    expect(before.match(/etc\/db\.conf/g)).toHaveLength(2);
    // By lines, these are `etc` and `tail`, another release (`../NAME`), links of these names, and an answer of our own.
    await web1.run(
      [
        `cd app/current && nl=$(printf "\\n.") && nl=\${nl%.}`,
        'other=$(ls .. | grep -vx "$(basename "$(readlink ../../current)")")',
        'echo x >"etc$nl""tail" && mkfifo "etc$nl""fifo" && ln -s t "etc$nl""link"',
        'mkdir "x$nl.." && mkfifo "x$nl../$other" && ln -s t "x$nl../link"',
        'echo x >"y$nl""facs end" && mkfifo stray && ln -s t strange',
      ].join('\n'),
    );
    const { code, data, stdout } = await verify();
    expect(drift(data)[0]).toEqual([
      'web1',
      ['added  5 with a line break in the name', 'added strange', 'added stray'],
    ]);
    expect([code, stdout]).toEqual([3, expect.stringContaining('  + (5 with a line break in the name)')]);
    const mended = await verify('--repair');
    expect([mended.code, drift(mended.data)[0]]).toEqual([0, ['web1', []]]);
    expect(await listing()).toBe(before);
  });

  it('removes no path that leads out of the release, whoever says that it lies there', async () => {
    const [web1] = hosts as [Sshd];
    const { stdout } = await promisify(execFile)('sh', ['-c', verifyCommand(web1.host.home)], { env: process.env });
    const found = parseHostFiles(
      stdout.replace('facs end', 'facs others\n../../etc\n/etc\n./a/../../etc\n./own\nfacs end'),
    );
    expect(found?.others).toEqual(['a/../../etc', 'own']);
    const shell = repairCommand({
      ...{ home: web1.host.home, id: 'x', patience: 1, name: found?.current ?? '', sha256: 'sha256sum', stat: 'gnu' },
    });
    const stage = join(root, 'stream');
    mkdirSync(join(stage, 'tree'), { recursive: true });
    for (const name of ['sent', 'shared']) writeFileSync(join(stage, name), '');
    writeFileSync(join(stage, 'surplus'), 'a/../../../precious\n');
    mkdirSync(join(web1.host.home, 'precious'), { recursive: true });
    const refused = await promisify(execFile)('sh', ['-c', `tar c -C ${stage} . | ${shell}`]).catch((error) => error);
    expect(refused.stdout).toContain('facs failed surplus');
    expect(existsSync(join(web1.host.home, 'precious'))).toBe(true);
  });

  it('puts a new file in the place of one that a kept release shares, and never writes to it', async () => {
    const [web1] = hosts as [Sshd];
    const folder = (await web1.run('cd app && ls -d releases/* | grep -v "$(readlink current)"')).trim();
    const kept = () => statSync(join(web1.host.home, folder, ODD));
    expect(kept().nlink).toBe(2);
    await web1.run(`cd app/current && printf written >'${ODD}'`);
    const { mtimeMs, ino } = kept();
    expect((await verify('--repair')).code).toBe(0);
    expect(readFileSync(at(0, ODD), 'utf8')).toBe('odd');
    expect([kept().ino, kept().mtimeMs, kept().nlink]).toEqual([ino, mtimeMs, 1]);
  });

  it('mends nothing more once it is told to stop, and says so of each host', async () => {
    await hosts[0]?.run('echo changed >>app/current/app.txt');
    const environment = toEnvironment({ ...process.env, ...env }, shop.folder, 'ann');
    const stop = new AbortController();
    const wired = wire(environment, keptTalk());
    const reach = await wired.hosts();
    // By then the lock is held, and nothing has been mended.
    const connect: typeof reach.connect = (...words) => {
      stop.abort('SIGINT');
      return reach.connect(...words);
    };
    const ports = { ...wired, interruption: async () => stop.signal, hosts: async () => ({ ...reach, connect }) };
    const selection = { target: [], host: [], region: [], local: false, 'ssh-key': secret(key.privateKey) };
    const places = { meta: join(root, 'meta.git'), 'top-dir': join(root, 'top') };
    const wish = { project: 'shop', instance: 'staging', repair: true, ...places, ...selection };
    const { hosts: verdicts } = await verifyHosts(wish, { ports, environment });
    expect(verdicts.map(({ drift, mended, failure }) => [drift.length, mended.length, failure?.message])).toEqual([
      [1, 0, 'web1: it was not mended: that was interrupted (SIGINT)'],
      [0, 0, undefined],
    ]);
    expect(readFileSync(at(0, 'app.txt'), 'utf8')).toBe('twochanged\n');
  });

  it('compares secrets by the word of the host where no key is at hand, and says so', async () => {
    const { data, code } = await run(['verify', 'shop', 'staging', '--meta', join(root, 'meta.git')], {
      SOPS_AGE_KEY: '',
    });
    expect(data.hosts.map(({ unproven }: { unproven: number }) => unproven)).toEqual([1, 1]);
    expect(code).toBe(0);
  });

  it('compares with what the host remembers where there is no meta', async () => {
    await hosts[1]?.run('echo more >>app/current/app.txt');
    const { code, data } = await run(['verify', 'shop', 'staging']);
    expect(code).toBe(3);
    expect(drift(data)).toEqual([
      ['web1', []],
      ['web2', ['changed app.txt']],
    ]);
    expect(data.hosts[0].unproven).toBe(data.hosts[0].files);
  });

  it('says of a host that runs nothing, or something else than was recorded', async () => {
    const fresh = await withMeta('verify', 'shop', 'fresh');
    expect([fresh.code, fresh.data.hosts[0].code]).toEqual([1, 'verify/nothing']);
    expect(fresh.stderr).toContain('facs deploy brings one');
    await hosts[0]?.run('cd app && ln -sfn "$(ls -d releases/* | grep -v "$(readlink current)")" current');
    const other = await verify();
    expect([other.code, other.data.hosts.map(({ code }: { code: string }) => code)]).toEqual([
      1,
      ['verify/other-copy', null],
    ]);
    expect(await withMeta('deploy', 'shop', 'staging')).toMatchObject({ code: 0 });
    expect((await verify()).code).toBe(0);
  });
});

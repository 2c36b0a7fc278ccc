/** Libraries that a release needs and a host may lack: real programs, one of which wants what nobody has. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BARE_TOOLS } from '../support/host-tools.ts';
import { openProof, type Proof } from '../support/proof.ts';
import { makeKeyPair, type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith, tool } from '../support/tools.ts';

/** A copy of a program of this machine that wants the library `wanted` in the place of its libc. */
function wanting(program: string, wanted: string): Buffer {
  const text = readFileSync(program).toString('latin1');
  expect(text).toContain('libc.so.6\0');
  return Buffer.from(text.replaceAll('libc.so.6\0', `${wanted}\0`), 'latin1');
}

const TRUE = tool('true');

/** 2: a program for one place in memory; 3: one for any, or a library. @source elf(5), e_type. */
const typeOf = (file: Buffer) => file[16];

describeWith(['sshd', 'git', 'ldd'], 'libcheck', () => {
  let proof: Proof;
  let hosts: readonly Sshd[];
  const key = makeKeyPair();
  const deploy = (...words: string[]) => proof.runWith({ FACS_SSH_KEY: key.privateKey }, 'deploy', 'shop', ...words);
  const currents = () => Promise.all(hosts.map((host) => host.run('readlink ~/app/current || echo none')));
  const write = (path: string, content: Buffer) =>
    writeFileSync(join(proof.project.folder, path), content, { mode: 0o755 });

  beforeAll(async () => {
    hosts = await Promise.all([
      startSshd({ name: 'web1', clientKey: key, tools: [...BARE_TOOLS, 'ldd'] }),
      startSshd({ name: 'web2', clientKey: key, tools: [...BARE_TOOLS, 'ldd'] }),
    ]);
    const known = hosts.map(
      ({ host, hostKey }) =>
        `  ${host.name}: { address: 127.0.0.1, port: ${host.port}, user: ${host.user}, host_keys: ["${hostKey}"] }\n`,
    );
    const nodes = 'home: ~/app\ndeploy: { libcheck: true, nodes: { web: [web1, web2], db: [web2] } }\n';
    proof = await openProof({
      'define/facsimile.yaml': 'instances: { plain: {}, ignoring: {}, half: {}, unlucky: {} }\n',
      'define/shop.yaml': `install: { groups: [{ dir: bin }] }\n${nodes}hosts:\n${known.join('')}`,
      'define/plain.yaml': '',
      'define/ignoring.yaml': 'deploy: { libcheck_ignorelist: { web: [libq.so.6], db: [/usr/lib/libz.so.9] } }\n',
      'define/half.yaml': 'deploy: { libcheck_ignorelist: { db: [libq.so.6] } }\n',
      'bin/run*': '#!/bin/sh\necho run\n',
      'bin/notes.txt': 'no program\n',
    });
    write('bin/good', readFileSync(TRUE));
    await proof.project.commit({});
    proof.project.git('tag', '1.0.0');
    write('bin/bad', wanting(TRUE, 'libq.so.6'));
    await proof.project.commit({});
    proof.project.git('tag', '1.1.0');
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await proof.remove();
  });

  it('F-80, D-22, D-25: names what is missing and for which program, before any host changes', async () => {
    const good = await deploy('plain', '1.0.0');
    expect(good.code, good.stderr).toBe(0);
    expect(good.stderr).toContain('web1: libcheck ok, looked at 1');
    const before = await currents();
    const bad = await deploy('plain', '1.1.0');
    expect(bad.code).toBe(1);
    for (const name of ['web1', 'web2'])
      expect(bad.stdout + bad.stderr).toContain(`${name}: libcheck: libq.so.6 (for bin/bad) not found`);
    expect(await currents()).toEqual(before);
    expect(await hosts[0]?.run('ls ~/app/releases | wc -l')).toBe('1\n');
  });

  it('F-80: the check is part of staging: a deploy has three executions all the same', async () => {
    const [first] = hosts;
    const mark = first?.log().length;
    const ran = await deploy('ignoring', '1.1.0', '--host', 'web1');
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toContain('web1: libcheck ok, looked at 2');
    expect(first?.counts(mark)).toEqual({ connections: 1, executions: 3 });
  });

  it('F-81: passes over what the targets of a host list together, by name or path', async () => {
    write('bin/bad', wanting(TRUE, 'libq.so.6'));
    write('bin/worse', wanting(TRUE, 'libz.so.9'));
    expect([...new Set([typeOf(readFileSync(TRUE)), typeOf(readFileSync('/usr/bin/python3'))])].sort()).toEqual([2, 3]);
    const githash = await proof.project.commit({});
    const before = await currents();
    const ran = await deploy('ignoring', githash);
    const said = ran.stdout + ran.stderr;
    expect(ran.code).toBe(1);
    expect(said).toContain('web1: libcheck: libz.so.9 (for bin/worse) not found');
    expect(said).toContain('web2: libcheck ok');
    expect(await currents()).toEqual(before);
    expect((await deploy('ignoring', githash, '--host', 'web2')).code).toBe(0);
  });

  it('F-81: a list of another target does not count', async () => {
    const ran = await deploy('half', await proof.project.commit({ 'bin/notes.txt': 'other notes\n' }));
    const said = ran.stdout + ran.stderr;
    expect(said).toContain('web1: libcheck: libq.so.6 (for bin/bad), libz.so.9 (for bin/worse) not found');
    expect(said).toContain('web2: libcheck: libz.so.9 (for bin/worse) not found');
  });

  describe('whatever kind of file it is', () => {
    it('D-25: one that stands at one place in memory, one for any place, a library; not what only looks like one', async () => {
      write('bin/fixed', wanting('/usr/bin/python3', 'libq.so.6'));
      write('bin/anywhere', wanting(TRUE, 'libw.so.6'));
      expect(
        ['fixed', 'anywhere'].map((name) => typeOf(readFileSync(join(proof.project.folder, 'bin', name)))),
      ).toEqual([2, 3]);
      writeFileSync(join(proof.project.folder, 'bin/libown.so.1'), wanting(TRUE, 'libv.so.6'), { mode: 0o644 });
      writeFileSync(join(proof.project.folder, 'bin/data'), wanting(TRUE, 'libu.so.6'), { mode: 0o644 });
      write('bin/brings', wanting(TRUE, 'libo.so.6'));
      writeFileSync(join(proof.project.folder, 'bin/libo.so.6'), 'brought along');
      const githash = await proof.project.commit({});
      const ran = await deploy('plain', githash, '--host', 'web1');
      const [line = ''] = (ran.stdout + ran.stderr).split('\n').filter((each) => each.includes('web1: libcheck:'));
      expect([...line.matchAll(/lib\w\.so\.\d/g)].map(String).sort()).toEqual([
        'libq.so.6',
        'libv.so.6',
        'libw.so.6',
        'libz.so.9',
      ]);
    });
  });

  it('F-80: --skip-libcheck says so and deploys', async () => {
    const ran = await deploy('plain', '1.1.0', '--skip-libcheck');
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toContain('warning: --skip-libcheck: libcheck is skipped');
    expect(await hosts[0]?.run('ls ~/app/current/bin')).toContain('bad');
  });

  it('needs ldd only where there are programs to look at', async () => {
    const plain = await startSshd({ name: 'web1', clientKey: key });
    try {
      const { port, user } = plain.host;
      const githash = await proof.project.commit({
        'define/unlucky.yaml': `hosts: { web1: { port: ${port}, user: ${user}, host_keys: ["${plain.hostKey}"] } }\n`,
      });
      const refused = await deploy('unlucky', githash, '--host', 'web1');
      expect(refused.code).toBe(1);
      expect(refused.stdout + refused.stderr).toContain('web1: libcheck needs ldd, which is not there');
      for (const name of ['good', 'bad', 'worse', 'fixed', 'anywhere', 'data', 'brings', 'libown.so.1', 'libo.so.6'])
        proof.project.git('rm', '--quiet', '--ignore-unmatch', `bin/${name}`);
      const ran = await deploy('unlucky', await proof.project.commit({}), '--host', 'web1');
      expect(ran.code, ran.stdout + ran.stderr).toBe(0);
    } finally {
      await plain.stop();
    }
  });
});

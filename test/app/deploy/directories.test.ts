/** Directories of the state: made on every host, by an activation or without one, and never removed. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy } from './fleet.ts';

const FILES = { app: 'x' };

describeWith(['sshd', 'dash', 'busybox'], 'directories of the state', () => {
  let hosts: readonly Sshd[];
  let common = '';
  beforeAll(async () => {
    // The hosts are users of one machine: what both make must lie where both may write.
    common = mkdtempSync(join(tmpdir(), 'facs-common-'));
    chmodSync(common, 0o777);
    hosts = await Promise.all([startSshd({ name: 'web1' }), startSshd({ name: 'web2', busybox: true })]);
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    rmSync(common, { recursive: true });
  });

  const homes = () => hosts.map(({ host }) => host.home);
  const absolute = () => join(common, 'state data back\\slash');
  const names = () => [absolute(), 'uploads/big', "it's $HOME `id`"];
  const wish = (release: string) => ({ hosts, files: FILES, release, directories: names() });

  it('are planned and made while a host changes, in no execution of their own', async () => {
    const from = hosts.map((host) => host.log().length);
    const { plan, reports } = await deploy(wish('1'));
    expect(plan.hosts.map(({ directories }) => directories)).toEqual([names(), names()]);
    for (const report of reports) expect(report, JSON.stringify(report)).toMatchObject({ outcome: 'activated' });
    expect(hosts.map((host, i) => host.counts(from[i]).executions)).toEqual([3, 3]);
    expect(statSync(absolute()).isDirectory()).toBe(true);
    for (const home of homes())
      for (const name of names().slice(1)) expect(statSync(join(home, 'shared', name)).isDirectory()).toBe(true);
  });

  it('are made where nothing else is to be done, and asked for without a fork', async () => {
    rmSync(join(homes()[1] ?? '', 'shared/uploads'), { recursive: true });
    const from = hosts.map((host) => host.log().length);
    const { plan, reports } = await deploy(wish('1'));
    expect(plan.hosts.map(({ action, directories }) => [action, directories])).toEqual([
      ['unchanged', undefined],
      ['unchanged', ['uploads/big']],
    ]);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
    expect(hosts.map((host, i) => host.counts(from[i]).executions)).toEqual([1, 2]);
    expect(existsSync(join(homes()[1] ?? '', 'shared/uploads/big'))).toBe(true);
  });

  it('stay with all that is in them when the state no longer names them', async () => {
    writeFileSync(join(absolute(), 'kept'), 'mine');
    await deploy({ ...wish('2'), directories: [] });
    expect(existsSync(join(absolute(), 'kept'))).toBe(true);
  });

  it('that cannot be made fail the host before anything of it changes', async () => {
    const blocked = join(homes()[0] ?? '', 'blocked');
    writeFileSync(blocked, 'a file');
    const changing = await deploy({ ...wish('3'), directories: [`${blocked}/x`] });
    expect(changing.reports.map(({ outcome, failure }) => [outcome, failure?.message])).toEqual([
      ['failed', expect.stringContaining(`directory: mkdir -p ${blocked}/x ended with 1`)],
      [expect.anything(), expect.anything()],
    ]);
    rmSync(blocked);
    mkdirSync(blocked);
  });

  it('that cannot be made on a host at rest are told with what to do', async () => {
    await deploy({ ...wish('4'), directories: [] });
    const blocked = join(homes()[0] ?? '', 'other');
    writeFileSync(blocked, 'a file');
    const { reports } = await deploy({ ...wish('4'), directories: [`${blocked}/x`] });
    expect(reports[0]).toMatchObject({
      outcome: 'failed',
      failure: { code: 'host/directory', next: expect.stringContaining(`${blocked}/x`) },
    });
  });
});

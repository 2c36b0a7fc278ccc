import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy, githash, type TestSettings } from './fleet.ts';

const V1 = { app: 'one' };
const V2 = { app: 'two' };
/** Two waves of two, and a third with the rest. */
const PAIRS: TestSettings['waves'] = { sizes: [{ kind: 'count', count: 2 }], pauseMs: 0 };
const STAMP = 'date +%s%N >>~/begun; sleep 0.3; date +%s%N >>~/done';
const FAILS_WHERE_ASKED = 'test ! -e ~/broken';

describeWith(['sshd', 'dash'], 'a deploy in waves', () => {
  let hosts: readonly Sshd[];
  beforeAll(async () => {
    hosts = await Promise.all(['web1', 'web2', 'web3', 'web4', 'web5'].map((name) => startSshd({ name })));
  });
  afterEach(() => {
    for (const { home } of hosts) execFileSync('sh', ['-c', 'rm -rf "$1"/*', 'sh', home]);
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
  });
  const breakOn = (...indices: readonly number[]) => {
    for (const i of indices) writeFileSync(join(hosts[i]?.home ?? '', 'broken'), '');
  };

  it('begins a wave when the one before has ended on every host, and stages everywhere before the first', async () => {
    const settings = { waves: PAIRS, hooks: { before: [`ls ../*/app >/dev/null; ${STAMP}`] } };
    const { plan, reports, said } = await deploy({ hosts, files: V1, release: '1', settings });
    expect(plan.waves).toEqual([['web1', 'web2'], ['web3', 'web4'], ['web5']]);
    expect(reports.map(({ outcome }) => outcome)).toEqual(Array(5).fill('activated'));
    const times = (name: string) => hosts.map(({ home }) => Number(readFileSync(join(home, name), 'utf8')) / 1e6);
    const [begun, done] = [times('begun'), times('done')];
    const latest = (from: number, to: number) => Math.max(...done.slice(from, to));
    for (const i of [2, 3]) expect(begun[i]).toBeGreaterThan(latest(0, 2));
    expect(begun[4]).toBeGreaterThan(latest(2, 4));
    const lastStaged = said.findLastIndex((line) => line.includes(': staged '));
    expect(said.findIndex((line) => line.endsWith(': activated'))).toBeGreaterThan(lastStaged);
    expect(said).toContain('wave 3 of 3');
  });

  it('rests between waves', async () => {
    const waves = { sizes: [{ kind: 'count', count: 3 }] as const, pauseMs: 1000 };
    const settings = { waves, hooks: { before: [STAMP] } };
    await deploy({ hosts, files: V1, release: '1', settings });
    const time = (i: number, name: string) => Number(readFileSync(join(hosts[i]?.home ?? '', name), 'utf8')) / 1e6;
    expect(
      Math.min(time(3, 'begun'), time(4, 'begun')) - Math.max(...[0, 1, 2].map((i) => time(i, 'done'))),
    ).toBeGreaterThan(999);
  });

  it('without a budget stops after a wave with a failure: what works stays, what was not begun is untouched', async () => {
    await deploy({ hosts, files: V1, release: '1' });
    breakOn(2);
    const settings = { waves: PAIRS, hooks: { after: [FAILS_WHERE_ASKED] } };
    const { reports } = await deploy({ hosts, files: V2, release: '2', settings });
    expect(reports.map(({ outcome }) => outcome)).toEqual([
      'activated',
      'activated',
      'reverted',
      'activated',
      'skipped',
    ]);
    expect(hosts.map(current)).toEqual(['two', 'two', 'one', 'two', 'one']);
  });

  it('takes exactly the hosts that changed back to what each had, when the budget is spent', async () => {
    await deploy({ hosts: hosts.slice(0, 4), files: V1, release: '1' });
    await deploy({ hosts: hosts.slice(1, 2), files: { app: 'other' }, release: '3' });
    breakOn(3);
    const settings = {
      waves: { sizes: [{ kind: 'count', count: 1 }] as const, pauseMs: 0 },
      failureBudget: { kind: 'count', count: 0 } as const,
      hooks: { after: [FAILS_WHERE_ASKED] },
      postcmd: ['cat app >>~/ran; echo >>~/ran'],
    };
    const before = hosts.map((host) => (existsSync(host.host.home) ? current(host) : undefined));
    const order = [4, 0, 1, 3, 2].map((i) => hosts[i] as Sshd);
    const { reports } = await deploy({ hosts: order, files: V2, release: '2', settings });
    expect(reports.map(({ host, outcome }) => [host, outcome])).toEqual([
      ['web5', 'reverted'],
      ['web1', 'reverted'],
      ['web2', 'reverted'],
      ['web4', 'reverted'],
      ['web3', 'skipped'],
    ]);
    expect(reports[0]?.failure?.message).toBe(
      'web5: taken back: 1 host failed (web4), more than deploy.failure_budget allows',
    );
    expect(before).toEqual(['one', 'other', 'one', 'one', undefined]);
    expect(hosts.slice(0, 4).map(current)).toEqual(['one', 'other', 'one', 'one']);
    // On web5 nothing ran before.
    expect(existsSync(join(hosts[4]?.host.home ?? '', 'current'))).toBe(false);
    expect(reports[0]?.now).toBeUndefined();
    expect(reports[2]?.now).toMatchObject({ release: githash('3') });
    // What the switch set going is set going again for the old release.
    expect(readFileSync(join(hosts[1]?.home ?? '', 'ran'), 'utf8')).toBe('two\nother\n');
    expect(existsSync(join(hosts[2]?.home ?? '', 'ran'))).toBe(false);
    expect(history(hosts[1])).toEqual(['good 1', 'good 3', 'good 2', 'left 2', 'good 3']);
  });

  it('goes on to the end within the budget', async () => {
    await deploy({ hosts, files: V1, release: '1' });
    breakOn(0, 3);
    const settings = {
      waves: PAIRS,
      failureBudget: { kind: 'percent', percent: 40 } as const,
      hooks: { after: [FAILS_WHERE_ASKED] },
    };
    const { reports } = await deploy({ hosts, files: V2, release: '2', settings });
    expect(reports.map(({ outcome }) => outcome)).toEqual([
      'reverted',
      'activated',
      'activated',
      'reverted',
      'activated',
    ]);
  });

  it('drains first and adds again last; also what went back', async () => {
    const two = hosts.slice(0, 2);
    await deploy({ hosts: two, files: V1, release: '1' });
    breakOn(1);
    const say = (word: string) => `echo ${word} $(cat app) >>~/told`;
    const settings = {
      hooks: {
        drain: [say('drain')],
        before: [say('before')],
        after: [FAILS_WHERE_ASKED, say('after')],
        readd: [say('readd')],
      },
      restart: [{ glob: 'app', command: say('restart') }],
    };
    const { plan } = await deploy({ hosts: two, files: V2, release: '2', settings });
    expect(plan.hosts[0]?.run).toMatchObject({ drain: [say('drain')], readd: [say('readd')] });
    const told = two.map(({ home }) => readFileSync(join(home, 'told'), 'utf8').trim().split('\n'));
    expect(told[0]).toEqual(['drain two', 'before two', 'after two', 'restart two', 'readd two']);
    expect(told[1]).toEqual(['drain two', 'before two', 'restart one', 'readd one']);
  });

  it('adds a host again that fails before its switch, and one that is drained for nothing', async () => {
    const [web1] = hosts as [Sshd];
    await deploy({ hosts: [web1], files: V1, release: '1' });
    const settings = {
      hooks: { drain: ['echo drain >>~/told'], before: ['exit 3'], readd: ['echo readd $(cat app) >>~/told'] },
    };
    const { reports } = await deploy({ hosts: [web1], files: V2, release: '2', settings });
    expect(reports[0]?.failure?.message).toBe('web1: before: exit 3 ended with 3');
    expect(readFileSync(join(web1.home, 'told'), 'utf8')).toBe('drain\nreadd one\n');
  });

  it('leaves what fails as it is, and takes nothing back, where the release goes forward only', async () => {
    const two = hosts.slice(0, 2);
    await deploy({ hosts: two, files: V1, release: '1' });
    breakOn(1);
    const settings = {
      forwardOnly: true,
      failureBudget: { kind: 'count', count: 0 } as const,
      hooks: { after: [FAILS_WHERE_ASKED] },
    };
    const { reports } = await deploy({ hosts: two, files: V2, release: '2', settings });
    expect(reports.map(({ outcome, now }) => [outcome, now?.release])).toEqual([
      ['activated', githash('2')],
      ['failed', githash('2')],
    ]);
    expect(two.map(current)).toEqual(['two', 'two']);
    expect(history(two[1])).toEqual(['good 1', 'bad 2']);
  });
});

function current({ host }: Sshd): string {
  return readFileSync(join(host.home, 'current/app'), 'utf8');
}

/** Outcomes as the host remembers them, with the first digit of the release. */
function history(host: Sshd | undefined): string[] {
  const file = join(host?.host.home ?? '', '.facsimile/history');
  if (!readdirSync(join(host?.host.home ?? '', '.facsimile')).includes('history')) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' ').slice(0, 2).join(' ').slice(0, -24));
}

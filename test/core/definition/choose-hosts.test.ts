/** Choosing hosts by target and name. */
import { describe, expect, it } from 'vitest';
import { chooseHosts, hostsOrLocal, type Selection } from '../../../src/core/definition/choose-hosts.ts';
import type { Settings } from '../../../src/core/definition/settings.ts';
import { definition, host } from '../../support/definitions.ts';

const HOSTS = [host('w1'), host('w2'), host('d1', { targets: ['db', 'web'], labels: { rack: 'b7' } })];

function settings(over: Partial<Settings> = {}): Settings {
  const targets = [
    { name: 'web', hosts: ['w1', 'w2', 'd1'] },
    { name: 'db', hosts: ['d1'] },
  ];
  return { ...definition({ hosts: HOSTS }).settings, targets, ...over };
}

function choose(selection: Partial<Selection>, of: Settings = settings()) {
  const chosen = chooseHosts(of, { target: [], host: [], region: [], ...selection });
  return chosen.ok ? chosen.value.map(({ name }) => name) : chosen.issues.map(({ code, hint }) => `${code}: ${hint}`);
}

describe('hosts are chosen', () => {
  it.each([
    ['all of them', {}, ['w1', 'w2', 'd1']],
    ['by target', { target: ['db'] }, ['d1']],
    ['by name, in definition order', { host: ['d1', 'w1'] }, ['w1', 'd1']],
    ['by glob', { host: ['w*'] }, ['w1', 'w2']],
    ['by both', { target: ['web'], host: ['d*'] }, ['d1']],
  ])('%s', (_, selection, expected) => {
    expect(choose(selection)).toEqual(expected);
  });

  it.each<[string, string[], string[]]>([
    ['by name', ['eu'], ['w1']],
    ['by glob', ['eu*'], ['w1', 'w2']],
    ['by several', ['us', 'eu'], ['w1', 'd1']],
    ['by label', ['rack=b7'], ['w1', 'd1']],
    ['by label with a glob', ['rack=*'], ['w1', 'w2', 'd1']],
    ['by region or label', ['us', 'rack=c1'], ['w2', 'd1']],
  ])('F-93 in a region %s', (_, region, expected) => {
    const hosts = [
      host('w1', { region: 'eu', labels: { rack: 'b7' } }),
      host('w2', { region: 'eu-north', labels: { rack: 'c1' } }),
      host('d1', { region: 'us', labels: { rack: 'b7', ssd: 'true' } }),
    ];
    expect(choose({ region }, settings({ hosts }))).toEqual(expected);
  });

  it('an instance without hosts has this machine', () => {
    expect(hostsOrLocal(settings({ hosts: [] }), 'linux-x64').map(({ name, targets }) => [name, targets])).toEqual([
      ['localhost', ['local']],
    ]);
    expect(hostsOrLocal(settings(), 'linux-x64')).toEqual(HOSTS);
  });
});

describe('a choice is refused', () => {
  it.each([
    ['of an unknown host', { host: ['w3', 'w1'] }, ['host/unknown: did you mean "w1"?']],
    ['of an unknown target', { target: ['cache'] }, ['target/unknown: there are web, db']],
    ['of an unknown region', { region: ['ue'] }, ['region/unknown: the instance has no regions']],
    ['of an unknown label', { region: ['rack=b8'] }, ['region/unknown: did you mean "rack=b7"?']],
    ['that leaves nothing in a region', { region: ['rack=b7'], host: ['w1'] }, ['host/none: undefined']],
    ['that leaves nothing', { target: ['db'], host: ['w1'] }, ['host/none: undefined']],
  ])('%s', (_, selection, expected) => {
    expect(choose(selection)).toEqual(expected);
  });

  it('of a target without hosts, unless that is allowed', () => {
    const empty = settings({ targets: [...settings().targets, { name: 'cache', hosts: [] }] });
    expect(choose({}, empty)).toEqual([expect.stringContaining('target/empty')]);
    expect(choose({ target: ['web'] }, empty)).toEqual(['w1', 'w2', 'd1']);
    expect(choose({}, { ...empty, deploy: { ...empty.deploy, allowEmpty: true } })).toEqual(['w1', 'w2', 'd1']);
  });
});

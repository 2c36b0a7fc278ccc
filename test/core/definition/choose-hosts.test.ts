/** Choosing hosts by target and name. */
import { describe, expect, it } from 'vitest';
import { chooseHosts, hostsOrLocal } from '../../../src/core/definition/choose-hosts.ts';
import type { Settings } from '../../../src/core/definition/settings.ts';
import { definition, host } from '../../support/definitions.ts';

const HOSTS = [host('w1'), host('w2'), host('d1', { targets: ['db', 'web'] })];

function settings(over: Partial<Settings> = {}): Settings {
  const targets = [
    { name: 'web', hosts: ['w1', 'w2', 'd1'] },
    { name: 'db', hosts: ['d1'] },
  ];
  return { ...definition({ hosts: HOSTS }).settings, targets, ...over };
}

function choose(selection: { target?: string[]; host?: string[] }, of: Settings = settings()) {
  const chosen = chooseHosts(of, { target: [], host: [], ...selection });
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

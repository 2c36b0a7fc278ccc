import { describe, expect, it } from 'vitest';
import { describeIssue } from '../../../src/core/issue.ts';
import { describeFreeze, freezeAt } from '../../../src/core/meta/freeze.ts';
import { parseProject } from '../../../src/core/meta/project.ts';

const read = (text: string) => {
  const parsed = parseProject(`channels: [edge, beta, stable]\n${text}`, 'project.yaml');
  if (!parsed.ok) throw new Error(parsed.issues.map(describeIssue).join('\n'));
  return parsed.value;
};
const issuesOf = (text: string) => {
  const parsed = parseProject(`channels: [edge, beta, stable]\n${text}`, 'project.yaml');
  return parsed.ok ? [] : parsed.issues.map(describeIssue);
};

describe('the policy of a channel', () => {
  it('is, where none is written, that a release comes from the channel before, and the first takes any', () => {
    const { policies } = read('');
    expect(policies.get('edge')).toEqual({ sign: [], from: [], binaries: [] });
    expect(policies.get('stable')).toEqual({ sign: [], from: ['beta'], binaries: [] });
  });

  it('says who must sign, which binaries are wanted, and from where releases come', () => {
    const { policies } = read(
      'policy:\n  stable: { sign: [ann@acme.example, ci], from: [edge, beta], binaries: server.linux-x64 }\n' +
        '  beta: { from: anywhere }\n',
    );
    expect(policies.get('stable')).toEqual({
      sign: ['ann@acme.example', 'ci'],
      from: ['edge', 'beta'],
      binaries: ['server.linux-x64'],
    });
    expect(policies.get('beta')?.from).toEqual([]);
  });

  it('that is wrong is told with everything else, each at its place', () => {
    expect(
      issuesOf(
        'policy:\n  stabel: {}\n  beta: { from: [beta], sing: x }\n  edge: { binaries: [server, a.b/c] }\nfreezes: {}\n',
      ),
    ).toEqual([
      'project.yaml:3:3: there is no channel stabel (there are edge, beta, stable)',
      'project.yaml:4:25: unknown key sing (did you mean "sign"?)',
      'project.yaml:4:18: from: there is no other channel beta (write edge, stable, anywhere)',
      'project.yaml:5:22: binaries: "server" is no binary (write NAME.PLATFORM, like server.linux-x64)',
      'project.yaml:5:30: binaries: "a.b/c" is no binary (write NAME.PLATFORM, like server.linux-x64)',
      'project.yaml:6:1: freezes: a list is meant, each with from, until and reason',
    ]);
  });
});

describe('a freeze', () => {
  const at = (text: string) => Date.parse(text);
  const holidays = read(
    'freezes: [{ channels: [stable], from: 2026-12-20 16:00, until: 2027-01-04 08:00, zone: Europe/Paris, reason: the holidays }]',
  ).freezes;

  it.each([
    ['2026-12-20T14:59:59Z', false],
    ['2026-12-20T15:00:00Z', true],
    ['2027-01-04T06:59:59Z', true],
    ['2027-01-04T07:00:00Z', false],
  ])('counts by the clock of its zone: at %s %s', (moment, isFrozen) => {
    expect(freezeAt(holidays, 'stable', at(moment)) !== undefined).toBe(isFrozen);
  });

  it('is of the channels that it names, and else of all', () => {
    const moment = at('2026-12-24T00:00:00Z');
    expect(freezeAt(holidays, 'edge', moment)).toBeUndefined();
    const everywhere = read('freezes: [{ from: 2026-12-20 16:00, until: 2027-01-04 08:00, reason: x }]').freezes;
    expect(freezeAt(everywhere, 'edge', moment)).toMatchObject({ zone: 'UTC', reason: 'x' });
  });

  it.each([
    // Winter in New York is five hours behind, summer four: the clock there says Friday 16:00 both times.
    ['2026-01-09T20:59:00Z', false],
    ['2026-01-09T21:00:00Z', true],
    ['2026-07-10T20:00:00Z', true],
    ['2026-07-10T19:59:00Z', false],
    ['2026-07-12T12:00:00Z', true],
    ['2026-07-13T11:59:00Z', true],
    ['2026-07-13T12:00:00Z', false],
    ['2026-07-15T12:00:00Z', false],
  ])('may come every week, over the turn of one: at %s %s', (moment, isFrozen) => {
    const { freezes } = read(
      'freezes: [{ from: Friday 16:00, until: mon 08:00, zone: America/New_York, reason: no Friday deploys }]',
    );
    const found = freezeAt(freezes, 'edge', at(moment));
    expect(found !== undefined).toBe(isFrozen);
    if (found) expect(describeFreeze(found)).toBe('frozen until mon 08:00 (America/New_York): no Friday deploys');
  });

  it('that is wrong says what to write', () => {
    expect(
      issuesOf(
        [
          'freezes:',
          '  - { from: 2026-12-20, until: 2026-12-24 10:00, reason: x }',
          '  - { from: fri 16:00, until: 2026-12-24 10:00, reason: x }',
          '  - { from: 2026-12-24 10:00, until: 2026-12-24 10:00, reason: x, zone: Mars/Olympus }',
          '  - { from: fri 16:00, channels: [nightly] }',
        ].join('\n'),
      ),
    ).toEqual([
      'project.yaml:3:13: "2026-12-20" is no moment (write 2026-12-20 16:00 for once, or fri 16:00 for every week)',
      'project.yaml:4:31: from and until: one form for both is meant (write 2026-12-20 16:00 for once, or fri 16:00 for every week)',
      'project.yaml:5:73: zone: "Mars/Olympus" is no time zone (write one like Europe/Paris, or UTC)',
      'project.yaml:5:38: until: it must be after from (write 2026-12-20 16:00 for once, or fri 16:00 for every week)',
      'project.yaml:6:35: there is no channel nightly (there are edge, beta, stable)',
      'project.yaml:6:5: a freeze needs until',
      'project.yaml:6:5: a freeze needs reason',
    ]);
  });
});

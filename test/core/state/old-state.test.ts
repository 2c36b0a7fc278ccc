/** The plain state of 1.1.1: what is taken, what is refused and where, and that no secret is ever told. */
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../src/core/definition/parse-yaml.ts';
import { unwrap } from '../../../src/core/error.ts';
import { describeIssue } from '../../../src/core/issue.ts';
import { reveal } from '../../../src/core/secret.ts';
import { missingFrom, parseOldState } from '../../../src/core/state/old-state.ts';
import { stateWith } from '../../support/definitions.ts';

const SECRET = '0b8c2f9e-3a51-4f7e-9d39-8a1f1a2b3c4d';
const PLAIN = `passwd: { db: ${SECRET}, web: other }
instances:
  inmap:
    webd.0: { uiid: 1, logical_name: www, instance_name: webd.0 }
    webd.1: { uiid: 3, logical_name: www, instance_name: webd.1 }
  uiidmap:
    "1": { uiid: 1, logical_name: www, instance_name: webd.0 }
    "3": { uiid: 3, logical_name: www, instance_name: webd.1 }
`;

const parse = (text: string) => parseOldState(unwrap(parseYaml({ name: 'state', file: 'state.yaml', text })).root);
const issuesOf = (result: { readonly ok: boolean; readonly issues?: readonly Parameters<typeof describeIssue>[0][] }) =>
  (result.issues ?? []).map(describeIssue);

it('passwords and numbers are taken, each with its place', () => {
  const { passwords, uiids } = unwrap(parse(PLAIN));
  expect([...passwords].map(([name, { value }]) => [name, reveal(value)])).toEqual([
    ['db', SECRET],
    ['web', 'other'],
  ]);
  expect([...uiids].map(([name, { value, origin }]) => [name, value, origin.line])).toEqual([
    ['webd.0', 1, 4],
    ['webd.1', 3, 5],
  ]);
});

it.each(['', 'passwd: {}', 'passwd:\ninstances: { inmap: {}, uiidmap: {} }'])('%j holds nothing', (text) => {
  expect(unwrap(parse(text))).toEqual({ passwords: new Map(), uiids: new Map() });
});

describe('refused, without a word of what is secret', () => {
  it.each([
    [`passwd: [${SECRET}]`, 'state.yaml:1:1: passwd is no mapping'],
    [`passwd: { db: { x: ${SECRET} } }`, 'state.yaml:1:11: passwd.db is no text'],
    ['passwd: { db: "" }', 'state.yaml:1:15: passwd.db is no text'],
    [`${SECRET}: x`, `state.yaml:1:1: ${SECRET} is unknown (a state of Facsimile 1.1.1 has passwd and instances)`],
    ['instances: { inmap: { webd.0: 1 } }', 'state.yaml:1:31: instances.inmap.webd.0 has no uiid from 1 to 255'],
    [
      'instances: { inmap: { webd.0: { uiid: 256 } } }',
      'state.yaml:1:23: instances.inmap.webd.0 has no uiid from 1 to 255',
    ],
    [
      'instances: { inmap: { a.0: { uiid: 1 }, b.0: { uiid: 1 } } }',
      'state.yaml:1:54: instances.inmap.b.0 has the number of a.0',
    ],
    [
      'instances: { inmap: { a.0: { uiid: 1 } }, uiidmap: { "2": { instance_name: a.0 } } }',
      'state.yaml:1:54: instances.uiidmap.2 does not say the same as inmap',
    ],
    [
      'sops: { mac: x }',
      'state.yaml:1:1: sops is unknown (this file is encrypted already: copy it to its place instead)',
    ],
  ])('%j', (text, issue) => {
    expect(issuesOf(parse(text))).toEqual([issue]);
  });
});

describe('beside a state that is there', () => {
  const old = unwrap(parse(PLAIN));
  it('what it lacks is missing, and nothing when it has it all', () => {
    const some = unwrap(missingFrom(stateWith({ db: SECRET, own: 'mine' }, { uiids: new Map([['webd.1', 3]]) }), old));
    expect([[...some.passwords.keys()], [...some.uiids.keys()]]).toEqual([['web'], ['webd.0']]);
    const uiids = new Map([
      ['webd.0', 1],
      ['webd.1', 3],
    ] as const);
    const none = unwrap(missingFrom(stateWith({ db: SECRET, web: 'other' }, { uiids }), old));
    expect([none.passwords.size, none.uiids.size]).toEqual([0, 0]);
    expect(unwrap(missingFrom(undefined, old))).toEqual(old);
  });

  it('every key with another value is told, and no value', () => {
    const uiids = new Map([
      ['webd.0', 2],
      ['altd.0', 3],
    ] as const);
    const result = missingFrom(stateWith({ db: 'not that', web: 'nor that' }, { uiids }), old);
    const issues = issuesOf(result);
    expect(issues).toEqual([
      'state.yaml:1:15: passwd.db has another value in the state',
      'state.yaml:1:58: passwd.web has another value in the state',
      'state.yaml:4:21: uiids.webd.0 is 2 in the state, not 1',
      'state.yaml:5:21: uiids.webd.1 is 3, which is the number of altd.0 in the state',
    ]);
    expect(issues.join()).not.toMatch(new RegExp(`${SECRET}|not that|nor that`));
  });
});

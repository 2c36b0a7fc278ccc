/** Who `.sops.yaml` says can open a file. */
import { describe, expect, it } from 'vitest';
import { describeIssue } from '../../../src/core/issue.ts';
import { chooseCreation } from '../../../src/core/sops/creation-rules.ts';

const PATH = 'state/production.eu.yaml';

function choose(text: string, ...paths: string[]) {
  const chosen = chooseCreation(text, '.sops.yaml', paths.length > 0 ? paths : [PATH]);
  return chosen.ok ? chosen.value?.recipients : chosen.issues.map(({ code, message }) => `${code}: ${message}`);
}

describe('recipients', () => {
  it.each([
    [
      'come from the first rule that matches',
      'creation_rules: [{path_regex: ^other/, age: age1x}, {path_regex: ^state/, age: age1a}, {age: age1b}]',
      ['age1a'],
    ],
    ['from a rule for everything', 'creation_rules: [{age: age1b}]', ['age1b']],
    ['as one text, each once', 'creation_rules: [{age: "age1a, age1b,age1a,"}]', ['age1a', 'age1b']],
    ['as a list', 'creation_rules: [{age: [age1a, age1b]}]', ['age1a', 'age1b']],
    ['from a single key group', 'creation_rules: [{key_groups: [{age: [age1a]}]}]', ['age1a']],
    [
      'from groups merged into one',
      'creation_rules: [{key_groups: [{merge: [{age: [age1b]}], age: [age1a]}]}]',
      ['age1b', 'age1a'],
    ],
    ['from SSH', 'creation_rules: [{age: [ssh-ed25519 AAAA bob@home, age1a]}]', ['ssh-ed25519 AAAA bob@home', 'age1a']],
    [
      'by a regular expression as Go writes it',
      'creation_rules: [{path_regex: (?i)PRODUCTION\\.EU, age: age1a}]',
      ['age1a'],
    ],
    ['from no rule', 'creation_rules: [{path_regex: ^other/, age: age1a}]', undefined],
    ['from no rules at all', '# empty', undefined],
  ])('%s', (_, text, expected) => {
    expect(choose(text)).toEqual(expected);
  });

  it('match any name that the file has', () => {
    expect(choose('creation_rules: [{path_regex: ^state/, age: age1a}]', `.facsimile/${PATH}`, PATH)).toEqual([
      'age1a',
    ]);
  });
});

describe('rules are refused', () => {
  it.each([
    ['out of YAML', 'creation_rules: [', 'state/rules'],
    ['out of form', 'creation_rules: {age: age1a}', 'state/rules'],
    ['a rule that is a word', 'creation_rules: [age1a]', 'state/rules'],
    ['no regular expression', 'creation_rules: [{path_regex: "(", age: age1a}]', 'state/rules'],
    ['no age recipient', 'creation_rules: [{age: " , "}]', 'state/recipients: rule 1 has no age recipients'],
    ['another kind of key', 'creation_rules: [{pgp: ABCD, age: age1a}]', 'state/recipients: rule 1 names pgp keys'],
    ['an SSH key that is not ed25519', 'creation_rules: [{age: "ssh-rsa AAAA"}]', 'state/recipients'],
    ['a threshold', 'creation_rules: [{age: age1a, shamir_threshold: 2}]', 'state/recipients'],
    [
      'two ways to encrypt',
      'creation_rules: [{age: age1a, encrypted_regex: ^passwd$, encrypted_suffix: _secret}]',
      'state/rules: rule 1 is wrong: encrypted_suffix and encrypted_regex',
    ],
    ['a way that is no regular expression', 'creation_rules: [{age: age1a, encrypted_regex: "("}]', 'state/rules'],
    ['split keys', 'creation_rules: [{key_groups: [{age: [age1a]}, {age: [age1b]}]}]', 'state/recipients'],
  ])('%s', (_, text, expected) => {
    expect(choose(text)).toEqual([expect.stringContaining(expected)]);
  });
});

it('each problem of a rule is told at once, where the rule stands', () => {
  const text =
    'creation_rules:\n  - path_regex: ^other/\n    pgp: ABCD\n  - pgp: ABCD\n    age: age1a\n    encrypted_regex: (\n';
  const chosen = chooseCreation(text, '.sops.yaml', [PATH]);
  expect(chosen.ok ? [] : chosen.issues.map(describeIssue)).toEqual([
    '.sops.yaml:4:5: rule 2 names pgp keys: files with them can only be made by sops itself',
    expect.stringContaining('.sops.yaml:4:5: rule 2 is wrong: '),
  ]);
});

describe('a rule', () => {
  it('says also what is encrypted, and how the file calls the recipients', () => {
    const text = 'keys: [&alice age1a]\ncreation_rules: [{age: *alice, encrypted_regex: ^p, mac_only_encrypted: true}]';
    const chosen = chooseCreation(text, '.sops.yaml', [PATH]);
    expect(chosen).toMatchObject({
      ok: true,
      value: {
        recipients: ['age1a'],
        rule: { name: 'encrypted_regex', argument: '^p', macOnlyEncrypted: true },
        names: new Map([['age1a', 'alice']]),
      },
    });
  });
});

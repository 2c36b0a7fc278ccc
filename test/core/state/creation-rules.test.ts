/** Who `.sops.yaml` says can open a file. */
import { describe, expect, it } from 'vitest';
import { chooseRecipients } from '../../../src/core/state/creation-rules.ts';

const PATH = 'state/production.eu.yaml';

function choose(text: string, ...paths: string[]) {
  const chosen = chooseRecipients(text, '.sops.yaml', paths.length > 0 ? paths : [PATH]);
  return chosen.ok ? chosen.value : chosen.issues.map(({ code, message }) => `${code}: ${message}`);
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
    ['no age recipient', 'creation_rules: [{pgp: ABCD}]', 'state/recipients: rule 1 has no age recipients'],
    ['another kind of key', 'creation_rules: [{age: "ssh-ed25519 AAAA"}]', 'state/recipients'],
    [
      'a state half in clear',
      'creation_rules: [{age: age1a, encrypted_regex: ^passwd$}]',
      'state/recipients: rule 1 has encrypted_regex',
    ],
    ['split keys', 'creation_rules: [{key_groups: [{age: [age1a]}, {age: [age1b]}]}]', 'state/recipients'],
  ])('%s', (_, text, expected) => {
    expect(choose(text)).toEqual([expect.stringContaining(expected)]);
  });
});

/** Values as YAML. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { toYaml } from '../../../src/core/definition/to-yaml.ts';

const TEXTS = ['', ' ', 'a', 'no', 'Null', '~', '1', '0x1', '1e3', '.5', '-', '- a', 'a: b', 'a:', '# a', 'a #b', 'é'];
const MORE = [
  'a\n',
  'a\nb',
  '\n',
  'a\n\n',
  ' a\nb',
  'a\n b\n',
  'a\t\nb',
  '"',
  "'",
  '{',
  '%a',
  '@a',
  '2020-01-01',
  '---',
];

it('reads like what a person would have written', () => {
  const value = {
    deploy: { user: 'shop', nodes: { web: ['web1', 'web2'] }, shared: [], hooks: {} },
    hosts: [{ name: 'lab', port: 22, host_keys: ['ssh-ed25519 AAAA'] }, ['a', ['b']]],
    health: { url: 'http://127.0.0.1:8080/up', within: '2s' },
    motd: 'Hello\n\n  there\n',
    banner: '',
    debug: null,
    answer: 'no',
  };
  expect(toYaml(value)).toBe(
    [
      'deploy:',
      '  user: shop',
      '  nodes:',
      '    web:',
      '      - web1',
      '      - web2',
      '  shared: []',
      '  hooks: {}',
      'hosts:',
      '  - name: lab',
      '    port: 22',
      '    host_keys:',
      '      - ssh-ed25519 AAAA',
      '  - - a',
      '    - - b',
      'health:',
      '  url: http://127.0.0.1:8080/up',
      '  within: 2s',
      'motd: |',
      '  Hello',
      '',
      '    there',
      'banner: ""',
      'debug: null',
      'answer: "no"',
    ].join('\n'),
  );
});

it('gives the same value back, whatever it is', () => {
  const text = fc.oneof(fc.constantFrom(...TEXTS, ...MORE), fc.string({ unit: 'binary' }), fc.string());
  const scalar = fc.oneof(text, fc.double({ noNaN: true }), fc.integer(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (given) => {
      expect(parse(toYaml(given as never), { merge: false })).toEqual(given);
    }),
    { numRuns: 1000 },
  );
});

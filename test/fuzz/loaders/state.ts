/** State, sealed and opened, and the rules for whom it is sealed. */
import { sopsFiles } from '../../../src/adapters/sops/sops-files.ts';
import { decodeText } from '../../../src/app/decode-text.ts';
import { unwrap } from '../../../src/core/error.ts';
import { isObject, type Json } from '../../../src/core/json.ts';
import { chooseCreation } from '../../../src/core/sops/creation-rules.ts';
import { parseState } from '../../../src/core/state/state.ts';
import { type Loader, outcomeOf } from '../loader.ts';
import { AGE_KEY, SEALED } from '../sealed-sample.ts';

const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const RULES = `creation_rules:
  - path_regex: ^state/production
    age: ${RECIPIENT}
  - path_regex: (?i)\\.YAML$
    key_groups: [{age: [${RECIPIENT}]}]
  - age: ${RECIPIENT}
`;

/** No keys but that of the sample. */
const VARIABLES = { SOPS_AGE_KEY: AGE_KEY, HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent' };
const files = sopsFiles({ variables: VARIABLES, clock: { now: () => 0 } });

/** What reads them. */
export const STATE_LOADERS: readonly Loader[] = [
  {
    name: 'a SOPS file',
    hasPlaces: true,
    load: (bytes) => outcomeOf(() => files.open('state/production.eu.yaml', bytes)),
    samples: [SEALED],
    slots: [
      (value) => `${SEALED}x: ${value}\n`,
      (value) => `a: ${value}\n${SEALED.slice(SEALED.indexOf('sops:'))}`,
      (value) => SEALED.replace(/lastmodified: .*/, `lastmodified: ${value}`),
      (value) => SEALED.replace(/mac: .*/, `mac: ${value}`),
      (value) => SEALED.replace(/unencrypted_suffix: .*/, `encrypted_regex: ${value}`),
      (value) => SEALED.replace(/age:\n(?: .*\n)*/, `age: ${value}\n`),
      (value) => `sops: ${value}\n`,
      (value) => `sops: {mac: x, lastmodified: x, age: [{recipient: ${value}, enc: ${value}}], key_groups: ${value}}\n`,
    ],
  },
  {
    name: 'an opened state',
    hasPlaces: true,
    load: (bytes) =>
      outcomeOf(() => {
        const value = parseJson(new TextDecoder().decode(bytes));
        return isObject(value) ? unwrap(parseState(value, 'state/x.yaml')) : undefined;
      }),
    samples: [
      JSON.stringify({
        passwd: { db: 'x', queue: 'y' },
        digest_key: '0a'.repeat(32),
        uiids: { db: 1 },
        values: {},
        hosts: {},
      }),
    ],
    slots: ['passwd', 'digest_key', 'uiids', 'values', 'hosts', 'directories'].map(
      (key) => (value: string) => `{"${key}": ${value}}`,
    ),
  },
  {
    name: 'a .sops.yaml',
    hasPlaces: true,
    load: (bytes) =>
      outcomeOf(() => {
        const text = unwrap(decodeText(bytes, '.sops.yaml', 'state'));
        return unwrap(chooseCreation(text, '.sops.yaml', ['state/staging.yaml', '../state/staging.yaml']));
      }),
    samples: [RULES, `creation_rules: [{path_regex: "", age: "${RECIPIENT},${RECIPIENT}"}]\n`],
    slots: [
      (value) => `creation_rules: ${value}\n`,
      (value) => `creation_rules: [${value}]\n`,
      (value) => `creation_rules: [{path_regex: ${value}, age: x}]\n`,
      (value) => `creation_rules: [{age: ${value}}]\n`,
      (value) => `creation_rules: [{key_groups: ${value}}]\n`,
      (value) => `creation_rules: [{key_groups: [{age: ${value}}]}]\n`,
      (value) => `creation_rules: [{unencrypted_suffix: ${value}, age: ${RECIPIENT}}]\n`,
    ],
  },
];

/** What opening gives is data already: texts that are none, or longer than any file, are no inputs of it. */
function parseJson(text: string): Json | undefined {
  if (text.length > 2_000_000) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

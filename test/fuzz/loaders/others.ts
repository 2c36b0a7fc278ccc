/** Small files that people and other programs write, and plans that were saved. */
import { decodeText } from '../../../src/app/decode-text.ts';
import { checkPlan, inputsOf } from '../../../src/app/deploy/open-plan.ts';
import { parseOwnInstance } from '../../../src/core/definition/own-instance.ts';
import { parseHostFiles } from '../../../src/core/deploy/host-files.ts';
import type { Plan } from '../../../src/core/deploy/plan.ts';
import { parseSavedPlan } from '../../../src/core/deploy/saved-plan.ts';
import { MARK } from '../../../src/core/deploy/scripts/prologue.ts';
import { unwrap } from '../../../src/core/error.ts';
import { excludeLine, isExcluded, parseExcludeRules } from '../../../src/core/install/exclude-rules.ts';
import type { Result } from '../../../src/core/result.ts';
import { readVersion, withVersion } from '../../../src/core/version/version-file.ts';
import { readMapping } from '../../../src/core/yaml/read-mapping.ts';
import { DIGEST, GITHASH } from '../../core/meta/records.ts';
import { type Loader, outcomeOf } from '../loader.ts';

const COPY = { release: GITHASH, tree: DIGEST };
const PLAN: Plan = {
  ...{ project: 'shop', instance: 'eu', channel: 'edge', once: ['./migrate'], waves: [['web1']] },
  release: { githash: GITHASH, version: '1.0', tag: 'v1.0', dirty: false },
  definitions: { url: 'https://git.example/acme/shop', githash: GITHASH },
  hosts: [
    {
      ...{ host: 'web1', targets: ['web'], action: 'stage', to: COPY, folder: 'a-b', link: 2 },
      files: { added: ['a'], changed: ['b'], removed: [] },
      send: { files: 1, bytes: 10 },
      run: { before: [], after: ['./warm'], postcmd: [], restart: ['nginx'], reload: false } as never,
    },
  ],
};

const LISTING = [
  `${MARK} verify 1`,
  ...['home /srv/app', 'current a', 'uid 1000', 'sha256 sha256sum', 'stat gnu', 'manifest'].map(
    (line) => `${MARK} ${line}`,
  ),
  `644 3 1700000000 ${'ab'.repeat(32)}\t./x`,
  `${MARK} hashes`,
  `${'ab'.repeat(32)} ./x`,
  `${MARK} listing`,
  '644 3 1700000000 1000 ./x',
  `${MARK} links`,
  './y -> x',
  `${MARK} names`,
  './y',
  `${MARK} folders`,
  './d',
  `${MARK} end\n`,
].join('\n');

/** What reads them. */
export const OTHER_LOADERS: readonly Loader[] = [
  {
    name: 'a saved plan',
    hasPlaces: false,
    load: (bytes) =>
      outcomeOf(async () => {
        const saved = unwrap(parseSavedPlan(new TextDecoder().decode(bytes), 'plan.json'));
        inputsOf(saved);
        await checkPlan(saved, PLAN);
      }),
    samples: [JSON.stringify(PLAN, null, 2), JSON.stringify({ plan: PLAN })],
    slots: [
      (value) => JSON.stringify(PLAN).replace('["./migrate"]', () => value),
      (value) => JSON.stringify(PLAN).replace('"hosts":[', () => `"hosts":[{"host":"x","files":${value}},`),
      (value) => JSON.stringify(PLAN).replace('"definitions":{', () => `"definitions":{"more":${value},`),
    ],
  },
  {
    ...small('a VERSION file', 'version', (text) => versionIn('VERSION', text)),
    samples: ['# ours\n1.2.3\n', '1.2.3.4\r\n'],
    slots: [(value) => `${value}\n`],
  },
  {
    ...small('a package.json', 'version', (text) => versionIn('package.json', text)),
    samples: ['{\n\t"name": "x",\n\t"version": "1.2.3"\n}\n', '{"version": "1.2.3", "packages": {"": {}}}'],
    slots: [(value) => `{"version": ${value}}`, (value) => `{"version": "1.2.3", "packages": {"": ${value}}}`],
  },
  {
    ...small('a file of fields', 'event', (text, file) =>
      readMapping({ text, file, area: 'event', thing: 'a file of fields' }),
    ),
    samples: ['tool: protoc\n"a.b": |\n  two\n  lines\n', '{"tool": "protoc"}'],
    slots: [(value) => `tool: ${value}\n`, (value) => `${value}: x\n`],
  },
  {
    ...small('the name of an instance', 'instance', parseOwnInstance),
    samples: ['dev.alice\n', '\r\ndev.alice'],
    slots: [(value) => `${value}\n`],
  },
  {
    ...small('a file of exclusions', 'exclude', (text, file) => {
      const parsed = parseExcludeRules(text, file);
      if (parsed.ok) for (const path of ['a', 'log/x.txt', 'a/b/c/'.repeat(20)]) isExcluded(parsed.value, path);
      if (parsed.ok) parsed.value.map(excludeLine);
      return parsed;
    }),
    samples: ['# not these\n/log/\n- *.pyc\n+ keep[0-9]?\n**/a*b\n!\n/x/***\n'],
    slots: [(value) => `${value}\n`, (value) => `- ${value}\n`, (value) => `/a/**/${value}*/\n`],
  },
  {
    name: 'the files of a host',
    hasPlaces: false,
    load: (bytes) => outcomeOf(() => parseHostFiles(new TextDecoder().decode(bytes))),
    samples: [LISTING],
    slots: [(value) => LISTING.replace('./d', () => value)],
  },
];

/** What it says, and the same written again with another version. */
function versionIn(path: string, text: string): Result<unknown> {
  const read = readVersion(path, text);
  return read.ok ? readVersion(path, withVersion(path, text, '9.9.9')) : read;
}

function small(
  name: string,
  area: string,
  parse: (text: string, path: string) => Result<unknown>,
): Pick<Loader, 'name' | 'hasPlaces' | 'load'> {
  return {
    name,
    hasPlaces: true,
    load: (bytes) => outcomeOf(() => unwrap(parse(unwrap(decodeText(bytes, 'x', area)), 'x'))),
  };
}

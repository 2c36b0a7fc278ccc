/** Layers in every form that they can be written in. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import {
  type CreateNodeOptions,
  type DocumentOptions,
  isScalar,
  parseDocument,
  stringify,
  type ToStringOptions,
  visit,
} from 'yaml';
import { decodeText } from '../../../src/app/decode-text.ts';
import { loadDefinition } from '../../../src/app/definitions.ts';
import { parseLayer } from '../../../src/core/definition/parse-layer.ts';
import { parseYaml } from '../../../src/core/definition/parse-yaml.ts';
import { readPlainYaml } from '../../../src/core/definition/plain-yaml.ts';
import { toJson } from '../../../src/core/definition/value-node.ts';
import { unwrap } from '../../../src/core/error.ts';
import { isObject, type JsonObject } from '../../../src/core/json.ts';
import { QUOTING_FILTERS } from '../../../src/core/template/quoting.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { type Loader, type Outcome, outcomeOf, textOf } from '../loader.ts';
import type { Random } from '../random.ts';
import { someMapping } from '../values.ts';

const BASE = readFileSync(new URL('../../../define/base.yaml', import.meta.url), 'utf8');
const SHIPPED = memoryFiles({ 'base.yaml': BASE }, 'shipped');
const OTHERS = { 'facsimile.yaml': 'instances: {"**": {}}\n', 'hosts.yaml': 'hosts: {web1: {user: root}}\n' };

const SAMPLE: JsonObject = {
  inherit: ['hosts'],
  repo: 'https://git.example/acme/shop',
  home: '/srv/shop',
  instances: { 'production.eu': { channel: 'stable' }, 'dev.*': {} },
  deploy: {
    user: 'app',
    nodes: { web: ['web1', 'web2'] },
    health: { url: 'http://localhost:8080/health', within: '30s' },
    hooks: { once: ['./migrate'], after: ['./warm up'] },
    restart: { '*.conf': 'nginx' },
    shared: ['uploads'],
    lock_wait: '5m',
  },
  hosts: { web1: { address: '10.0.0.1', port: 2222, labels: { rack: 'a' } }, web2: { region: 'eu' } },
  install: {
    groups: [
      { type: 'copy', dir: 'static' },
      { type: 'tmpl', skip: '~$' },
    ],
  },
  modules: { db: {}, queue: { daemon: 'q' } },
  colour: 'grün',
  ratio: 0.5,
};

const ODD_YAML = `# all of it
common: &c {a: 1, b: [x, y]}
more: *c
text: |
  one

  two
long: >-
  some
  words
"quoted": 'it''s'
? plain
: "\\u00e9"
instances: {production.eu: }
`;

/** Where a layer may hold a value; both YAML and JSON. */
const SLOTS: Loader['slots'] = [
  ...[
    'x',
    'instances',
    'projects',
    'deploy',
    'hosts',
    'install',
    'modules',
    'inherit',
    'repo',
    'home',
    'environ',
    'overrides',
  ].map((key) => (value: string) => `{"${key}": ${value}}`),
  (value) => `{"deploy": {"user": "app", "nodes": {"web": ${value}}}}`,
  (value) => `{"deploy": {"user": "app", "health": ${value}, "hooks": {"once": ${value}}, "restart": ${value}}}`,
  (value) => `{"hosts": {"web1": {"address": ${value}, "labels": ${value}}}}`,
  (value) => `{"install": {"groups": [{"type": "copy", "dir": ${value}}, {"type": "tmpl", "skip": ${value}}]}}`,
];

/** YAML, JSON and TOML; each against a parser of others. */
export const LAYER_LOADERS: readonly Loader[] = [
  {
    ...loaderOf('yaml'),
    samples: [stringify(SAMPLE), stringify(SAMPLE, { collectionStyle: 'flow' }), ODD_YAML, BASE],
    slots: [
      ...SLOTS,
      (value) => `x: ${value}\n`,
      (value) => `? ${value}\n: ${value}\n`,
      (value) => `instances:\n  ${value}: {}\n`,
    ],
    compose: composeWith((value, random) =>
      toYaml(value, {
        indentSeq: random.chance(50),
        lineWidth: random.pick([0, 20, 80]),
        collectionStyle: random.pick(['any', 'any', 'flow', 'block']),
        defaultStringType: random.pick(STYLES),
        ...(random.chance(50) ? {} : { indent: 4, defaultStringType: 'PLAIN' }),
      }),
    ),
    compare: async (bytes, outcome) => compareRoads(bytes) ?? compareWith(readYaml, bytes, outcome),
  },
  {
    ...loaderOf('json'),
    samples: [JSON.stringify(SAMPLE), JSON.stringify(SAMPLE, null, 2)],
    slots: SLOTS,
    compose: composeWith((value, random) => JSON.stringify(value, null, random.pick(['', ' ', '\t', '\r\n']))),
    compare: (bytes, outcome) => compareWith((text) => (text.trim() === '' ? {} : JSON.parse(text)), bytes, outcome),
  },
  {
    ...loaderOf('toml'),
    samples: [
      toToml(SAMPLE),
      `a = 1\n[deploy.nodes]\nweb = ["web1"]\n[[install.groups]]\ntype = 'copy'\ndate = 2026-01-01\n`,
    ],
    slots: ['x', 'instances', 'deploy', 'hosts', 'modules'].map((key) => (value) => `${key} = ${value}\n`),
    compose: (random) => {
      const value = JSON.parse(JSON.stringify(someMapping(random)).replaceAll('null', '0')) as JsonObject;
      return { text: toToml(value), value };
    },
    compare: (bytes, outcome) => compareWith(readToml, bytes, outcome),
  },
];

/** A layer of the project, resolved for an instance; read back, its own values are what counts. */
function loaderOf(extension: string): Pick<Loader, 'name' | 'hasPlaces' | 'load' | 'readBack'> {
  const file = `define/shop.${extension}`;
  return {
    name: `a layer in ${extension.toUpperCase()}`,
    hasPlaces: true,
    load: (bytes) => {
      const files = memoryFiles({ ...OTHERS, [`shop.${extension}`]: bytes }, 'define');
      const wanted = { files, folder: '', project: 'shop', instance: 'production.eu' };
      return outcomeOf(async () =>
        unwrap(await loadDefinition(wanted, { shipped: async () => SHIPPED, variables: {} })),
      );
    },
    readBack: async (bytes) => {
      const text = unwrap(decodeText(bytes, file, 'definition'));
      return toJson(unwrap(await parseLayer({ name: 'shop', file, text })).root);
    },
  };
}

function toToml(value: JsonObject): string {
  return Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)} = ${QUOTING_FILTERS['toml']?.(item)}\n`)
    .join('');
}

const STYLES = ['PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;

/** The library's own values, which has other ideas of keys that are no texts. */
function readYaml(text: string): unknown {
  const document = parseDocument(text, { version: '1.2', schema: 'core', merge: false, prettyErrors: false });
  if (document.errors.length > 0) throw new Error('not YAML');
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || typeof key.value !== 'string') throw new NoOpinion();
    },
  });
  return document.toJS({ maxAliasCount: -1 });
}

/** The parser's own values; it puts what is called __proto__ where all values see it. */
function readToml(text: string): unknown {
  if (/proto|constructor/.test(text)) throw new NoOpinion();
  return getStaticTOMLValue(parseTOML(text, { tomlVersion: '1.0' }));
}

/** As YAML in this style, where the writer can: of some styles it makes what nobody, itself included, reads back. */
function toYaml(value: JsonObject, style: DocumentOptions & CreateNodeOptions & ToStringOptions): string {
  const text = stringify(value, style);
  const read = parseDocument(text);
  return read.errors.length === 0 && isDeepStrictEqual(read.toJS(), value) ? text : stringify(value);
}

function composeWith(write: (value: JsonObject, random: Random) => string): NonNullable<Loader['compose']> {
  return (random) => {
    const value = someMapping(random);
    return { text: write(value, random), value };
  };
}

/** Codes and words of issues for what we refuse and other parsers may not. */
const OURS =
  /^definition\/(?!syntax)|^meta\/|^input\/|cannot be (?:a key|kept)|plain text|merge keys|may hold no|is a mapping|%YAML|second document|Unresolved|carriage return|is ambiguous/;

/** What is wrong with an outcome when a parser of others reads the same text; undefined: nothing. */
async function compareWith(read: (text: string) => unknown, bytes: Uint8Array, outcome: Outcome) {
  const theirs = tryRead(read, textOf(bytes));
  if (theirs === 'no opinion') return undefined;
  if (outcome.kind !== 'value') {
    const told = outcome.kind === 'refused' ? outcome.issues.map(({ code, message }) => `${code} ${message}`) : [];
    return theirs === undefined || told.some((one) => OURS.test(one))
      ? undefined
      : `refused by us alone: ${told.join('; ')}`;
  }
  if (theirs === undefined) return `read by us alone, as ${JSON.stringify(outcome.value)}`;
  const [left, right] = [outcome.value, theirs.value ?? {}].map((value) => JSON.stringify(value));
  return left === right || isOtherForm(theirs.value, right) ? undefined : `read as ${left}, by others as ${right}`;
}

/** Two things are read in a form of their own: a list of modules, and TOML's dates. */
function isOtherForm(value: unknown, text = ''): boolean {
  return (isObject(value) && Array.isArray(value['modules'])) || /"\d+-\d+-\d+T/.test(text);
}

/** Thrown by a reader whose own value would say nothing. */
class NoOpinion extends Error {}

function tryRead(read: (text: string) => unknown, text: string | undefined) {
  try {
    return text === undefined ? undefined : { value: read(text) };
  } catch (error) {
    return error instanceof NoOpinion ? 'no opinion' : undefined;
  }
}

/** Both readers of YAML give the same values at the same places, wherever the plain one gives any. */
function compareRoads(bytes: Uint8Array): string | undefined {
  const text = textOf(bytes);
  const plain = text === undefined ? undefined : readPlainYaml(text, 'x.yaml');
  if (text === undefined || plain === undefined) return undefined;
  const whole = parseYaml({ name: 'x', file: 'x.yaml', text });
  if (!whole.ok) {
    const tooLarge = whole.issues.every(({ code }) => code === 'definition/too-large');
    return tooLarge ? undefined : `the plain reader reads what YAML refuses: ${JSON.stringify(whole.issues)}`;
  }
  return isDeepStrictEqual(plain, whole.value.root) ? undefined : 'the two readers of YAML differ';
}

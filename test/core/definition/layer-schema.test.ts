/** The JSON Schema of layers and the check of definitions say the same, as far as one layer can tell. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toLayerSchema } from '../../../src/core/definition/layer-schema.ts';
import { topFields } from '../../../src/core/definition/schema.ts';
import { mapping, type Problem, readFields } from '../../../src/core/definition/shape.ts';
import { unwrap } from '../../../src/core/error.ts';
import { isObject, type Json, type JsonObject } from '../../../src/core/json.ts';
import { PROJECT, parseName } from '../../../src/core/meta/names.ts';
import { issuesOf, resolve } from './layers.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DEFINITION = mapping(topFields).schema;
const check = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(
  toLayerSchema(DEFINITION, 'https://example.com/schema.json'),
);

const FENCE = /^```yaml[^\n]*\n([\s\S]*?)^```/gm;
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('the schema of layers accepts', () => {
  it.each([
    'define/base.yaml',
    ...globSync('define/demo/estate/define/*.yaml', { cwd: ROOT }),
    ...globSync('test/support/estate/shop/define/*.yaml', { cwd: ROOT }),
  ])('%s', (path) => {
    expect([check(parse(read(path))), check.errors]).toEqual([true, null]);
  });

  it.each(['README.md', 'docs/definitions.md', 'docs/trees.md'])('every definition shown in %s', (path) => {
    const shown = [...read(path).matchAll(FENCE)].map(([, text = '']) => text.replaceAll('…', ''));
    expect(shown.length).toBeGreaterThan(0);
    for (const text of shown) expect([text, check(parse(text)), check.errors]).toEqual([text, true, null]);
  });

  it.each([
    ['nothing', ''],
    ['its own address', '$schema: https://example.com/schema.json'],
    ['keys of the user, at any depth', 'greeting: Hi\nmine: { a: [{ b: null }, [1]] }'],
    ['known keys with nothing beneath', 'deploy:\nhosts: { web1: }\nhome:\ninherit: [a]'],
    [
      'Liquid where a number, a list, a mapping or a name in a form is meant',
      'deploy: { keep_releases: "{{ definition.keep }}", shared: "{{ definition.dirs }}", hooks: "{{ definition.hooks }}", user: "{{ definition.owner }}" }\nhome: "%HOMEDIR%/shop"',
    ],
    [
      'lists that grow and shrink',
      'deploy: { shared: { $append: [log], $remove: [tmp] }, nodes: { web: { $prepend: [web0] } } }\nmine: { $append: [x] }',
    ],
    [
      'mappings that replace',
      'deploy: { hooks: { $replace: { once: [migrate] } }, nodes: { $replace: { web: [w] } } }\nhosts: { web1: { $replace: { port: 22 } } }',
    ],
    [
      'values taken back',
      'home: { $unset: true }\ndeploy: { keep_releases: { $unset: true }, nodes: { db: { $unset: true } } }',
    ],
  ])('%s', (_, text) => {
    expect([check(parse(text)), check.errors]).toEqual([true, null]);
  });
});

it('a layer that names its schema says nothing else by that', () => {
  const { value } = unwrap(resolve({ a: '{ "$schema": "https://example.com/schema.json", "text": 1 }' }, 'a'));
  expect(value).toEqual({ text: 1 });
  expect(issuesOf(resolve({ a: 'deploy: { $schema: x }' }, 'a'))).not.toEqual([]);
});

describe('the schema of layers and the check of definitions both refuse', () => {
  it.each([
    'deploy: { usr: app }',
    'deploy: []',
    'deploy: { keep_releases: 0 }',
    'deploy: { keep_releases: many }',
    'deploy: { lock_wait: 10 }',
    'deploy: { lock_wait: 10 minutes }',
    'deploy: { shared: [../x] }',
    'deploy: { shared: log }',
    'deploy: { nodes: { Web: [w] } }',
    'deploy: { nodes: { web: w } }',
    'deploy: { hooks: { first: [a] } }',
    'deploy: { hooks: { once: [""] } }',
    'deploy: { allow_empty: maybe }',
    'deploy: { waves: 0 }',
    'deploy: { waves: "0%" }',
    'deploy: { waves: "101%" }',
    'deploy: { waves: [] }',
    'deploy: { waves: [1, half] }',
    'deploy: { waves: { size: 1, rest: 1s } }',
    'deploy: { failure_budget: -1 }',
    'deploy: { failure_budget: few }',
    'deploy: { rollback: never }',
    'deploy: { unreachable: ignore }',
    'deploy: { health: { url: ftp://x } }',
    'home: shop',
    'home: /srv/../etc',
    'hosts: { "a b": {} }',
    'hosts: { w: { port: 70000 } }',
    'hosts: { w: { host_keys: [AAAA] } }',
    'install: { groups: [{ type: zip }] }',
    'install: { groups: [{ type: binary, into: bin }] }',
    'install: { groups: [{ type: tmpl }] }',
    'install: { groups: [{ type: copy, files: [], into: x }] }',
    'install: { groups: [{ files: [/etc/passwd] }] }',
    'repo: ""',
    'rollout: {}',
    'inherit: hosts',
    'deploy: { shared: { $append: log } }',
    'deploy: { shared: { $append: [a, a] } }',
    'deploy: { shared: [{ $append: [a] }] }',
    'deploy: { hooks: { $replace: [] } }',
    'mine: { $unset: 1 }',
    'mine: [{ $append: [a] }]',
    'mine: { $append: 1 }',
    '$append: [1]',
    '$each: 1',
    'mine: { $push: [1] }',
  ])('%s', (text) => {
    expect(check(parse(text))).toBe(false);
    expect(issuesOf(resolve({ a: text }, 'a'))).not.toEqual([]);
  });

  it.each([
    'instances: { A: {} }',
    'instances: { a.: {} }',
    'instances: { a: { channel: Edge } }',
    'projects: { define: {} }',
  ])('%s', (text) => {
    expect(check(parse(text))).toBe(false);
    expect(issuesOf(resolve({ facsimile: text }, 'a'))).not.toEqual([]);
  });
});

/** Texts of every form that some key wants, and of none. */
const TEXTS = [
  ...['', ' ', 'a', 'A', 'shop', '/srv/shop', '~/shop', '~', '/', '../x', 'a/../b', './a', 'x\ny', 'é', 'app.service'],
  ...[
    'linux-x64',
    '25%',
    '30s',
    '1h30m ',
    '10',
    '-1s',
    'http://x/up',
    'https://',
    'x:80',
    '[::1]:80',
    '123456',
    '$1',
    'root$',
  ],
  ...['ssh-ed25519 AAAA', 'ssh-ed25519', 'copy', 'binary', 'tmpl', 'Facsimile', '(', '^public/', 'web1.example.com'],
];
const NAMES = [...TEXTS, 'staging', 'dev.*', 'production.eu', 'a..b', 'define', 'x.lock'].filter((name) => name !== '');

/** Rules over several keys, or over what a text means: one layer alone, or JSON Schema, cannot tell. */
const BEYOND = /exactly one of command|Invalid regular expression|pattern and replace go together/;

describe('a random definition', () => {
  it('is refused by the schema only if the check refuses it, and the other way round but for rules beyond a schema', () => {
    const told = { accepted: 0, refused: 0, beyond: 0 };
    fc.assert(
      fc.property(like(DEFINITION), (definition) => {
        const problems = problemsOf(definition);
        const within = problems.filter(({ message }) => !BEYOND.test(message));
        expect([check(definition), within]).toEqual([within.length === 0, within]);
        told[within.length > 0 ? 'refused' : problems.length > 0 ? 'beyond' : 'accepted'] += 1;
      }),
      { numRuns: 2000 },
    );
    for (const [how, count] of Object.entries(told)) expect(count, how).toBeGreaterThan(20);
  });

  it('names projects as meta does', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...NAMES, 'state', 'events', 'stated', 'a'.repeat(101)), fc.string()),
        (name) => {
          expect(PROJECT.test(name)).toBe(parseName('project', name).ok);
        },
      ),
    );
  });
});

function problemsOf(definition: Json): readonly Problem[] {
  const problems: Problem[] = [];
  if (isObject(definition)) readFields(topFields, definition, [], (problem) => problems.push(problem));
  return problems;
}

/** Values that are mostly in the form of a schema: wrong ones in every place, but few of them. */
function like(schema: JsonObject): fc.Arbitrary<Json> {
  const fitting = fitted(schema);
  const junk = fc.constantFrom<Json>(null, true, -1, 1.5, 'a', [], {}, [1], { a: 1 });
  return schema === DEFINITION ? fitting : fc.oneof({ weight: 25, arbitrary: fitting }, { weight: 1, arbitrary: junk });
}

function fitted(schema: JsonObject): fc.Arbitrary<Json> {
  const { type, enum: words, properties, items, additionalProperties: values, anyOf } = schema;
  if (isObject(properties)) return fittedMapping(properties, schema === DEFINITION);
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map((each) => like(each as JsonObject)));
  if (Array.isArray(words)) return fc.constantFrom(...words);
  if (isObject(items)) return fc.array(like(items), { maxLength: 3 });
  if (isObject(values))
    return fc.dictionary(named(NAMES, schema['propertyNames'] as JsonObject), like(values), { maxKeys: 2 });
  if (type === 'integer') return fc.integer({ min: 0, max: 1100 });
  if (type === 'boolean') return fc.boolean();
  return Array.isArray(type) ? fc.constantFrom<Json>(...TEXTS, 7, true) : named(TEXTS, schema);
}

/** Mostly texts that match the pattern, where some do. */
function named(texts: readonly string[], { pattern }: JsonObject): fc.Arbitrary<string> {
  const right = texts.filter((text) => text !== '' && new RegExp(String(pattern ?? ''), 'u').test(text));
  return fc.oneof(
    { weight: 25, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...texts) },
  );
}

function fittedMapping(properties: JsonObject, isTop: boolean): fc.Arbitrary<Json> {
  // What a module may be stands in no schema of properties, and which keys of a build go together in none at all: their
  // checks have tables of their own.
  const known = Object.entries(properties).filter(([key]) => !isTop || !['modules', 'build'].includes(key));
  const members = Object.fromEntries(known.map(([key, below]) => [key, like(below as JsonObject)]));
  const free = isTop ? { mine: like({ items: { type: 'integer' } }) } : {};
  const unknown = isTop ? [] : [fc.record({ ...members, strange: fc.constant(1) }, { requiredKeys: ['strange'] })];
  const right = fc.record({ ...members, ...free }, { requiredKeys: [] });
  return fc.oneof({ weight: 30, arbitrary: right }, ...unknown) as fc.Arbitrary<Json>;
}

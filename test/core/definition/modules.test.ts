/** Modules: where they are written, what overlays them, what a module comes down to. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/core/error.ts';
import { clonesOf, needsOf } from '../../../src/core/state/clones.ts';
import { module } from '../../support/definitions.ts';
import { issuesOf, resolve, type Texts } from './layers.ts';

/** Modules of the instance `a` of project `p`, by name: what the definition says of each. */
function modulesOf(texts: Texts) {
  const { settings } = unwrap(resolve({ a: '', ...texts }, 'a'));
  return Object.fromEntries(settings.modules.map(({ name, fields }) => [name, { ...fields }]));
}

describe('modules come from', () => {
  it.each([
    ['a list in modules.yaml', { modules: '- { name: db, port: 1 }\n- web\n' }],
    ['a mapping in modules.yaml', { modules: 'db: { port: 1 }\nweb:\n' }],
    ['a list under one key, as TOML has it', { modules: 'modules: [{ name: db, port: 1 }, web]\n' }],
    ['a list in a layer', { p: 'modules: [{ name: db, port: 1 }, web]' }],
    ['mappings in several layers', { p: 'modules: { db: { port: 1 } }', a: 'modules: { web: }' }],
    ['a list and a mapping over it', { p: 'modules: [db, web]', a: 'modules: { db: { port: 1 } }' }],
    [
      'a list over all else',
      { modules: '[{ name: old }]', p: 'modules: { older: }', a: 'modules: [{ name: db, port: 1 }, web]' },
    ],
  ] as [string, Texts][])('%s', (_, texts) => {
    const { db, web, ...others } = modulesOf(texts);
    expect([db?.['port'], web?.['port'], others]).toEqual([1, undefined, {}]);
  });

  it.each([
    ['added to a list', '{ $append: [web] }', ['db', 'cache', 'web']],
    ['taken from a list', '{ $remove: [cache] }', ['db']],
    ['taken from a mapping', '{ cache: { $unset: true } }', ['db']],
    ['replaced', '{ $replace: { web: } }', ['web']],
  ])('merge words: %s', (_, text, names) => {
    expect(Object.keys(modulesOf({ p: 'modules: [db, cache]', a: `modules: ${text}` }))).toEqual(names);
  });

  it('nowhere else', () => {
    expect(modulesOf({})).toEqual({});
    expect(modulesOf({ modules: '' })).toEqual({});
  });
});

describe('overlays follow the one merge rule', () => {
  const modules =
    '- { name: web, logical_name: www, service: { port: 80, args: [a, b] }, freeform: { log: { level: info } } }';
  it.each([
    [
      'service.NAME reaches into service, lists replace',
      { a: 'service: { web: { args: [c] } }' },
      { service: { name: 'webd', port: 80, args: ['c'] } },
    ],
    [
      'config.NAME reaches into freeform',
      { a: 'config: { web: { log: { level: debug } } }' },
      { freeform: { log: { level: 'debug' } } },
    ],
    [
      'a module without a service gets one, and its default name',
      { modules: '[web]', a: 'service: { web: { port: 1 } }' },
      { service: { port: 1, name: 'webd' } },
    ],
    [
      'a name of its own stays',
      { a: 'service: { web: { name: www } }' },
      { service: { name: 'www', port: 80, args: ['a', 'b'] } },
    ],
    [
      'modules.NAME merges, and adds',
      { a: 'modules: { web: { service: { port: 81 } }, new: { x: 1 } }' },
      { service: { name: 'webd', port: 81, args: ['a', 'b'] } },
    ],
    [
      'of one layer modules.NAME is the stronger',
      { a: 'service: { web: { port: 1 } }\nmodules: { web: { service: { port: 2 } } }' },
      { service: { name: 'webd', port: 2, args: ['a', 'b'] } },
    ],
    [
      'a stronger layer wins in either way',
      { p: 'modules: { web: { service: { port: 2 } } }', a: 'service: { web: { port: 3 } }' },
      { service: { name: 'webd', port: 3, args: ['a', 'b'] } },
    ],
    [
      'a daemon is known by its own name',
      { modules: '[{ name: web, daemon: httpd }]', a: 'service: { httpd: { port: 9 }, web: { port: 8 } }' },
      { service: { port: 9, name: 'httpdd' } },
    ],
    [
      'what fits no module is left alone',
      { a: 'service: { other: { port: 1 } }\nconfig: shop.ini' },
      { service: { name: 'webd', port: 80, args: ['a', 'b'] } },
    ],
  ] as [string, Texts, object][])('%s', (_, texts, expected) => {
    expect(modulesOf({ modules, ...texts })['web']).toMatchObject(expected);
  });

  it('and every value knows who set it', () => {
    const definition = unwrap(resolve({ modules, p: 'service:\n  web:\n    port: 81\n', a: '' }, 'a'));
    expect(definition.trail(['modules', 'web', 'service', 'port'])).toMatchObject({
      value: 81,
      layer: 'p',
      origin: { file: 'define/p.yaml', line: 3, column: 11 },
      overrode: [{ value: 80, layer: '(modules)', origin: { file: 'define/modules.yaml', line: 1 } }],
    });
  });
});

it('a modules file is no layer', () => {
  expect(issuesOf(resolve({ modules: '[db]', a: 'inherit: [modules]' }, 'a'))).toEqual([
    'define/a.yaml:1:11: there is no layer "modules" to inherit (layers here: a)',
  ]);
});

describe('a module', () => {
  const [one] = [module({ name: 'web', username: 'httpd', logicalName: 'www', count: 3 })];
  it('has clones with names of their own, after its name and not its daemon', () => {
    expect(clonesOf(one).map(({ index, instanceName, configName }) => [index, instanceName, configName])).toEqual([
      [0, 'webd.0', 'webd.0'],
      [1, 'webd.1', 'webd.1'],
      [2, 'webd.2', 'webd.2'],
    ]);
  });

  it('alone is called by its name', () => {
    expect(clonesOf(module({ name: 'web', logicalName: 'www' }))).toMatchObject([
      { instanceName: 'webd.0', configName: 'web' },
    ]);
    expect(clonesOf(module('db'))).toMatchObject([{ instanceName: undefined, configName: 'db' }]);
  });

  it('wants a password for its user, and numbers for its clones after those of every other module', () => {
    expect(needsOf([one, module({ name: 'alt', username: 'httpd', logicalName: 'alt' }), module('db')])).toEqual({
      usernames: ['httpd', 'db'],
      instanceNames: ['webd.0', 'altd.0', 'webd.1', 'webd.2'],
    });
  });
});

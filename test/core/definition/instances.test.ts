/** What exists: instances by name and pattern, projects, and names outside the lists. */
import { describe, expect, it } from 'vitest';
import { chooseProject } from '../../../src/core/definition/instances.ts';
import { matchesPattern } from '../../../src/core/definition/names.ts';
import { readShared } from '../../../src/core/definition/resolve-instance.ts';
import { unwrap } from '../../../src/core/error.ts';
import { folder, issuesOf, resolve } from './layers.ts';

describe('patterns', () => {
  it.each([
    ['dev.*', 'dev.alice', true],
    ['dev.*', 'dev.alice.x', false],
    ['dev.**', 'dev.alice.x', true],
    ['dev.*', 'dev', false],
    ['dev.*', 'devxalice', false],
    ['*', 'staging', true],
    ['*.eu', 'production.eu', true],
    ['pr-*', 'pr-12', true],
    ['pr-*', 'pr-', false],
  ])('%s and %s: %s', (pattern, instance, fits) => {
    expect(matchesPattern(pattern, instance)).toBe(fits);
  });
});

describe('listed instances', () => {
  const facsimile =
    'instances:\n  production.eu: { channel: stable, environment: prod }\n  dev.*: { channel: edge }\n  dev.me:\n';

  it.each([
    ['production.eu', 'stable', 'prod'],
    ['dev.alice', 'edge', undefined],
    ['dev.me', undefined, undefined],
  ])('%s follows %s', (instance, channel, environment) => {
    const { settings } = unwrap(resolve({ facsimile }, instance));
    expect([settings.channel, settings.environment]).toEqual([channel, environment]);
  });

  it('may be more in the layer of the project, whose word is stronger', () => {
    const p = 'instances: { production.eu: { channel: edge }, extra: {} }';
    expect(unwrap(resolve({ facsimile, p }, 'production.eu')).settings).toMatchObject({
      channel: 'edge',
      environment: 'prod',
    });
    expect(unwrap(resolve({ facsimile, p }, 'extra')).settings.channel).toBeUndefined();
  });

  it.each([
    [
      'prodution.eu',
      'define/facsimile.yaml:1:1: there is no instance "prodution.eu" (did you mean "production.eu"? instances: production.eu, dev.*, dev.me)',
    ],
    ['dev', 'define/facsimile.yaml:1:1: there is no instance "dev" (instances: production.eu, dev.*, dev.me)'],
    ['Dev.x', '"Dev.x" is no name for an instance (use lowercase letters, digits, - and _, in parts joined by dots)'],
    ['dev.x.lock', '"dev.x.lock" may not end in .lock'],
    ['../etc', '"../etc" is no name for an instance (use lowercase letters, digits, - and _, in parts joined by dots)'],
  ])('%s is refused', (instance, issue) => {
    expect(issuesOf(resolve({ facsimile }, instance))).toEqual([issue]);
  });

  it('must have names that an instance can have', () => {
    const issues = issuesOf(resolve({ facsimile: 'instances: { a: {}, B: {}, "c..d": {} }' }, 'a'));
    expect(issues).toEqual([
      'define/facsimile.yaml:1:21: instances: "B" is not an instance or a pattern like dev.*',
      'define/facsimile.yaml:1:28: instances: "c..d" is not an instance or a pattern like dev.*',
    ]);
  });
});

describe('without a list', () => {
  it('a name is taken, with a warning, when each of its parts has a layer', () => {
    const resolved = resolve({ a: '', b: '' }, 'a.b');
    expect(resolved.ok && resolved.warnings.map((each) => each.code)).toEqual(['definition/no-instances']);
  });

  it.each([
    [
      'a.zzzz',
      ['instance "a.zzzz": no layer zzzz.yaml, .yml, .json or .toml in define (layers there: facsimile, a, bee)'],
    ],
    [
      'a.be',
      [
        'instance "a.be": no layer be.yaml, .yml, .json or .toml in define (did you mean "bee"? layers there: facsimile, a, bee)',
      ],
    ],
  ])('%s is refused: it would pass for the base', (instance, issues) => {
    expect(issuesOf(resolve({ facsimile: '', a: '', bee: '' }, instance))).toEqual(issues);
  });

  it('nothing at all is an error that says where was looked', () => {
    expect(issuesOf(resolve({ other: '' }, 'a'))).toEqual([
      'no layer for instance "a" of project "p" in define: looked for facsimile, p, a (layers there: other)',
    ]);
  });
});

describe('projects', () => {
  const listed = (text: string) => unwrap(readShared(folder({ facsimile: text }), undefined)).projects;
  const two = 'projects: { shop: { repo: /srv/shop, src_dir: code }, docs: {} }';

  it('may be left out where there is only one', () => {
    expect(unwrap(chooseProject(undefined, listed('projects: { shop: }')))).toBe('shop');
    expect(issuesOf(chooseProject(undefined, listed(two)))).toEqual(['PROJECT: which project? (projects: shop, docs)']);
    expect(issuesOf(chooseProject(undefined, listed('')))).toEqual([
      'PROJECT: which project? (name it, or list it under projects: in the facsimile layer)',
    ]);
  });

  it('are those of the list, if there is one', () => {
    expect(unwrap(chooseProject('shop', listed(two)))).toBe('shop');
    expect(unwrap(chooseProject('anything', listed('')))).toBe('anything');
    expect(issuesOf(chooseProject('shp', listed(two)))).toEqual([
      'PROJECT: there is no project "shp" (did you mean "shop"? projects: shop, docs)',
    ]);
    expect(issuesOf(chooseProject('define', listed('')))).toHaveLength(1);
    const texts = { facsimile: 'projects: { shop: }\ninstances: { staging: }' };
    const { projects, instances } = unwrap(readShared(folder(texts), undefined));
    expect(issuesOf(chooseProject('staging', projects, instances))).toEqual([
      'PROJECT: there is no project "staging" ("staging" is an instance: with more words after it, ' +
        'write the project before it: shop staging …)',
    ]);
  });

  it('say where their code is; their own layer is stronger', () => {
    const texts = { facsimile: 'projects: { p: { repo: /srv/p, src_dir: code } }', a: '' };
    expect(unwrap(resolve(texts, 'a')).settings).toMatchObject({ repo: '/srv/p', srcDir: 'code' });
    expect(unwrap(resolve({ ...texts, p: 'repo: /srv/other' }, 'a')).settings.repo).toBe('/srv/other');
  });
});

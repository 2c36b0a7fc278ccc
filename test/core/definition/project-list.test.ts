/** Projects and their instances, in today's words and in those of Facsimile 1.1.1. */
import { describe, expect, it } from 'vitest';
import { readShared } from '../../../src/core/definition/resolve-instance.ts';
import { unwrap } from '../../../src/core/error.ts';
import { folder, issuesOf, resolve } from './layers.ts';

const components = (text: string) => `{ "facsimile": { "components": ${text} } }`;

describe('facsimile.components (F-03)', () => {
  it('registers projects as projects: does', () => {
    const old = components('{ "p": { "class": "Facsimile", "repo": "/srv/p", "src_dir": "code" }, "docs": {} }');
    const { projects } = unwrap(readShared(folder({ facsimile: old }), undefined));
    expect([...(projects?.keys() ?? [])]).toEqual(['p', 'docs']);
    expect(unwrap(resolve({ facsimile: old, a: '' }, 'a')).settings).toMatchObject({ repo: '/srv/p', srcDir: 'code' });
  });

  it.each([
    [
      'a class that this version cannot run',
      '{ "p": { "class": "VirtualEnv" } }',
      'define/facsimile.json:1:50: facsimile.components.p.class must be Facsimile: what another class did belongs in a ' +
        'plugin beside the layers, NAME.mjs (docs/running.md)',
    ],
    [
      'a work tree of one machine',
      '{ "p": { "src_dir": "/home/ann/p" } }',
      'define/facsimile.json:1:52: facsimile.components.p.src_dir must be a folder inside the repository; a work tree ' +
        'on this machine is named with --src-dir',
    ],
    [
      'a key that was none',
      '{ "p": { "tag": 1 } }',
      'define/facsimile.json:1:41: unknown key facsimile.components.p.tag (known: class, repo, src_dir)',
    ],
  ])('refuses %s', (_, text, issue) => {
    expect(issuesOf(resolve({ facsimile: components(text), a: '' }, 'a'))).toEqual([issue]);
  });

  it('refuses a project that stands under projects: too', () => {
    const facsimile = 'facsimile: { components: { p: {} } }\nprojects: { p: {} }\n';
    expect(issuesOf(resolve({ facsimile, a: '' }, 'a'))).toEqual([
      'define/facsimile.yaml:1:28: project "p" stands under projects: and under facsimile.components ' +
        '(keep the one under projects:)',
    ]);
  });

  it('stands in the facsimile layer alone', () => {
    expect(issuesOf(resolve({ a: 'facsimile: { components: { p: {} } }' }, 'a'))).toEqual([
      'define/a.yaml:1:1: facsimile belongs in the facsimile layer',
    ]);
  });
});

describe('instances of a project', () => {
  const facsimile = [
    'projects:',
    '  p: { instances: { live: { channel: stable }, "dev.*": { channel: edge } } }',
    '  other: { instances: { night: {} } }',
    'instances: { live: { channel: next, environment: prod }, staging: {}, "*.*": { channel: beta } }',
  ].join('\n');

  it.each([
    ['live', 'stable', 'prod'],
    ['dev.ann', 'edge', undefined],
    ['eu.web', 'beta', undefined],
    ['staging', undefined, undefined],
  ])('%s follows %s: its own word is stronger than that for all projects', (instance, channel, environment) => {
    const { settings } = unwrap(resolve({ facsimile, a: '' }, instance));
    expect([settings.channel, settings.environment]).toEqual([channel, environment]);
  });

  it('are none of another project', () => {
    expect(issuesOf(resolve({ facsimile }, 'night'))).toEqual([
      'define/facsimile.yaml:4:1: there is no instance "night" (instances: live, dev.*, staging, *.*)',
    ]);
  });

  it('alone are a list: the place to add one is named', () => {
    const own = 'projects: { p: { instances: { live: {} } } }';
    expect(issuesOf(resolve({ facsimile: own }, 'lve'))).toEqual([
      'define/facsimile.yaml:1:18: there is no instance "lve" (did you mean "live"? instances: live)',
    ]);
  });
});

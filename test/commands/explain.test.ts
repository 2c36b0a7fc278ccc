/** `facs explain` on files: every value says who set it, how it is computed, and what it overrode. */
import { describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { freshFolder } from '../support/fresh-folder.ts';

const LAYERS = {
  'define/facsimile.yaml': [
    'instances: { eu: { channel: stable } }',
    'environ: [STAGE]',
    'db: { host: localhost, port: 5432 }',
    'mode: plain',
    'names: [a, b]',
    'gone: { was: 1 }',
    '',
  ].join('\n'),
  'define/shop.yaml': [
    'db: { host: db1, url: "{{ definition.db.host }}:{{ definition.db.port }}/{{ environ.STAGE }}" }',
    'mode: { deep: { er: 1 } }',
    'names: { $append: [c, "{{ environ.STAGE }}"] }',
    'copy: "{{ definition.db }}"',
    'gone: null',
    '',
  ].join('\n'),
  'define/eu.yaml': 'db: { port: "{{ 5432 | plus: 1 }}" }\nmode: { deep: { er: 2 } }\n',
};
const here = freshFolder(LAYERS);

const explain = (key: string) => facs(here.folder, ['explain', 'shop', 'eu', key], { STAGE: 'blue' });

describe('facs explain', () => {
  it.each<[string, readonly string[]]>([
    [
      'db.host',
      [
        'db.host: db1',
        '  set at define/shop.yaml:1:13 (layer shop)',
        '  overrode localhost at define/facsimile.yaml:3:13 (layer facsimile)',
      ],
    ],
    [
      'db.url',
      [
        'db.url: db1:5433/blue',
        '  set at define/shop.yaml:1:23 (layer shop)',
        '  computed from "{{ definition.db.host }}:{{ definition.db.port }}/{{ environ.STAGE }}"',
        '  reads STAGE of the environment',
      ],
    ],
    [
      'db',
      [
        'db.host: db1  # define/shop.yaml:1:13 (layer shop)',
        '  overrode localhost at define/facsimile.yaml:3:13 (layer facsimile)',
        'db.port: 5433  # define/eu.yaml:1:13 (layer eu)',
        '  computed from "{{ 5432 | plus: 1 }}"',
        '  overrode 5432 at define/facsimile.yaml:3:30 (layer facsimile)',
        'db.url: db1:5433/blue  # define/shop.yaml:1:23 (layer shop)',
        '  computed from "{{ definition.db.host }}:{{ definition.db.port }}/{{ environ.STAGE }}"',
        '  reads STAGE of the environment',
      ],
    ],
    [
      'mode',
      [
        'mode: a mapping  # define/eu.yaml:2:1 (layer eu)',
        '  overrode plain at define/facsimile.yaml:4:7 (layer facsimile)',
        'mode.deep.er: 2  # define/eu.yaml:2:21 (layer eu)',
        '  overrode 1 at define/shop.yaml:2:21 (layer shop)',
      ],
    ],
    [
      'names',
      [
        'names: ["a","b","c","blue"]',
        '  set at define/shop.yaml:3:1 (layer shop)',
        '  computed from ["a","b","c","{{ environ.STAGE }}"]',
        '  reads STAGE of the environment',
        '  [0] a at define/facsimile.yaml:5:9 (layer facsimile)',
        '  [1] b at define/facsimile.yaml:5:12 (layer facsimile)',
        '  [2] c at define/shop.yaml:3:20 (layer shop)',
        '  [3] "{{ environ.STAGE }}" at define/shop.yaml:3:23 (layer shop)',
      ],
    ],
    [
      'names[3]',
      [
        'names[3]: blue',
        '  set at define/shop.yaml:3:23 (layer shop)',
        '  computed from "{{ environ.STAGE }}"',
        '  reads STAGE of the environment',
      ],
    ],
    [
      'copy.port',
      ['copy.port: 5433', '  set at define/shop.yaml:4:7 (layer shop)', '  computed from "{{ definition.db }}"'],
    ],
    [
      'gone',
      [
        'gone: null',
        '  set at define/shop.yaml:5:1 (layer shop)',
        '  overrode {"was":1} at define/facsimile.yaml:6:1 (layer facsimile)',
      ],
    ],
    ['instances.eu.channel', ['instances.eu.channel: stable', '  set at define/facsimile.yaml:1:29 (layer facsimile)']],
    [
      'deploy.keep_releases',
      [
        'deploy.keep_releases: 5',
        expect.stringMatching(/^ {2}set at facsimile:define\/base\.yaml:\d+:\d+ \(layer \(shipped\)\)$/),
      ],
    ],
  ])('%s', async (key, lines) => {
    const { code, stdout, stderr } = await explain(key);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n')).toEqual(lines);
  });

  it('gives the same as data, in one shape', async () => {
    const { data } = await explain('db');
    const place = (file: string, line: number, column: number) => ({
      layer: file,
      file: `define/${file}.yaml`,
      line,
      column,
    });
    expect(data).toEqual({
      path: 'db',
      value: { host: 'db1', port: 5433, url: 'db1:5433/blue' },
      ...place('eu', 1, 1),
      overrode: [],
      members: [
        {
          path: 'db.host',
          value: 'db1',
          ...place('shop', 1, 13),
          overrode: [{ value: 'localhost', ...place('facsimile', 3, 13) }],
        },
        {
          path: 'db.port',
          value: 5433,
          ...place('eu', 1, 13),
          written: '{{ 5432 | plus: 1 }}',
          overrode: [{ value: 5432, ...place('facsimile', 3, 30) }],
        },
        {
          ...{ path: 'db.url', value: 'db1:5433/blue', ...place('shop', 1, 23), overrode: [] },
          ...{ written: '{{ definition.db.host }}:{{ definition.db.port }}/{{ environ.STAGE }}', environ: ['STAGE'] },
        },
      ],
    });
  });

  it.each([
    ['db.hots', 'nothing is set at "db.hots" (did you mean "host"?)'],
    ['bd.host', 'nothing is set at "bd.host" (did you mean "db"?)'],
    ['db.host.name', 'nothing is set at "db.host.name" (db.host has nothing below it)'],
    ['names[7]', 'nothing is set at "names[7]" (names has items 0 to 3)'],
  ])('of %s, which is not there, says what is near', async (key, message) => {
    const { code, stderr } = await explain(key);
    expect([code, stderr]).toEqual([2, message]);
  });
});

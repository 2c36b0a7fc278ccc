/** Values that compute (F-26, F-27, F-29, D-28): what they come to, what they may know, and what is wrong with others. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/core/error.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { issuesOf, resolve, type Texts } from '../definition/layers.ts';

const VARIABLES = { HOME: '/home/ann', USER: 'ann', REGION: 'eu', EMPTY: '' };
const LISTED = 'instances: { a.b: { channel: stable, environment: prod } }\n';

function compute(text: string, key = 'x', variables: Readonly<Record<string, string>> = VARIABLES): Json | undefined {
  return unwrap(resolve({ facsimile: LISTED, a: text }, 'a.b', variables)).value[key];
}

function problems(texts: Texts, variables: Readonly<Record<string, string>> = VARIABLES): readonly string[] {
  return issuesOf(resolve({ facsimile: LISTED, ...texts }, 'a.b', variables));
}

describe('a value computes', () => {
  it.each<[string, Json]>([
    ['db: { host: db1 }\nx: "{{ definition.db.host }}:5432"', 'db1:5432'],
    ['db: { host: db1 }\nx: "{{ instance.db.host }}{{ env.db.host }}"', 'db1db1'],
    ['x: "{{ facs.project }}/{{ facs.instance }}/{{ facs.segments | join: \'-\' }}"', 'p/a.b/a-b'],
    ['x: "{{ facs.name }} {{ facs.release_environment }} {{ facs.environment }} {{ channel }}"', 'p a.b prod stable'],
    ['x: "{{ definition.list | size | plus: 1 }}"\nlist: [1, 2]', 3],
    [
      'x: "{% for n in definition.list %}{{ n }}{% unless forloop.last %},{% endunless %}{% endfor %}"\nlist: [1, 2]',
      '1,2',
    ],
    ['x: "a {% if definition.on %} b {% endif %} c"\non: true', 'a  b  c'],
    ['x: "{% assign n = definition.y | times: 2 %}{{ n }}"\ny: 4', '8'],
    ['x: "{{ definition.missing | default: 7 }}"', 7],
    ['x: "{{ definition.m | json }}"\nm: { a: 1, b: "{{ definition.n }}" }\nn: [2]', '{"a":1,"b":[2]}'],
    ['x: "{{ 1717000000 | date: \'%F\' }}"', '2024-05-29'],
    ['x: "{{ definition.first | shell }}"\nfirst: "it\'s"', "'it'\\''s'"],
  ])('%s', (text, value) => {
    expect(compute(text)).toEqual(value);
  });

  it.each<[string, Json]>([
    ['y: 7', 7],
    ['y: 1.5', 1.5],
    ['y: true', true],
    ['y: null', null],
    ['y: "7"', '7'],
    ['y: [1, [2]]', [1, [2]]],
    ['y: { a: { b: 1 } }', { a: { b: 1 } }],
    ['y: { a: "{{ definition.z }}" }\nz: [1]', { a: [1] }],
    ['y: "{{ definition.z }}"\nz: "{{ definition.w }}"\nw: 3', 3],
  ])('a whole {{ … }} keeps the type of what it names: %s', (text, value) => {
    expect(compute(`${text}\nx: "{{ definition.y }}"`)).toEqual(value);
    expect(compute(`${text}\nx: "{{- definition.y -}}"`)).toEqual(value);
  });

  it('as a text where it is not the whole', () => {
    expect(compute('y: 7\nx: " {{ definition.y }}"')).toBe(' 7');
    expect(compute('y: null\nx: "[{{ definition.y }}]"')).toBe('[]');
  });

  it('after the merge: what a stronger layer says counts', () => {
    const texts = { p: 'db: { host: weak, url: "{{ definition.db.host }}:1" }', 'a.b': 'db: { host: strong }' };
    expect(unwrap(resolve({ facsimile: LISTED, ...texts }, 'a.b')).value['db']).toEqual({
      host: 'strong',
      url: 'strong:1',
    });
  });

  it.each<[string, string]>([
    ["x: \"{{ '{{' }} and {{ '%HOMEDIR%' }}\"", '{{ and %HOMEDIR%'],
    ['x: "{% raw %}{{ .Names }} %HOMEDIR%{% endraw %}"', '{{ .Names }} %HOMEDIR%'],
    ['y: "{% raw %}{{ z }}{% endraw %}"\nx: "{{ definition.y }}"', '{{ z }}'],
    ['x: "{ {x} } % }} %}"', '{ {x} } % }} %}'],
  ])('braces can be written, and what came out of a value is not computed again: %s', (text, value) => {
    expect(compute(text)).toBe(value);
  });

  it('settings are read from what came out, with the place of the text', () => {
    const { settings } = unwrap(
      resolve(
        {
          a: 'n: 2\nhost: web9\nhome: "/srv/{{ facs.name }}"\ndeploy: { user: app, keep_releases: "{{ definition.n }}", nodes: "{{ definition.t }}" }\nt: { web: ["{{ definition.host }}"] }',
        },
        'a',
      ),
    );
    expect(settings.deploy.keepReleases).toBe(2);
    expect(settings.hosts).toMatchObject([{ name: 'web9', home: '/srv/p', user: 'app' }]);
    expect(problems({ a: 'n: 0\ndeploy:\n  keep_releases: "{{ definition.n }}"' })).toEqual([
      'define/a.yaml:3:18: deploy.keep_releases must be a whole number from 1 to 1000',
    ]);
    expect(
      problems({
        facsimile: `${LISTED}deploy: { nodes: { web: [w] } }`,
        a: 'n: { web: [1] }\ndeploy: { nodes: "{{ definition.n }}" }',
      }),
    ).toEqual(['define/a.yaml:2:18: deploy.nodes.web[0] must be text']);
  });
});

describe('what is wrong is told at the value, in its layer', () => {
  it.each<[string, Texts, readonly string[]]>([
    [
      'an undefined name, with the nearest',
      { a: 'db: { host: h }\nx: "{{ definition.db.hots }}:1"' },
      ['define/a.yaml:2:4: undefined name definition.db.hots (did you mean "host"?)'],
    ],
    [
      'a name of templates',
      { a: 'x: "{{ host.name }}"' },
      [
        'define/a.yaml:1:4: undefined name host (only templates know it: a definition is the same for every host and release)',
      ],
    ],
    [
      'a filter',
      { a: 'x: "{{ 1 | plsu: 1 }}"' },
      ['define/a.yaml:1:4: there is no filter plsu (did you mean "plus"?)'],
    ],
    [
      'a mapping in a text',
      { a: 'm: { b: 1 }\nx: "a {{ definition.m }}"' },
      ['define/a.yaml:2:4: a mapping cannot be printed as text (name one value in it (b), or write | json)'],
    ],
    [
      'an open brace',
      { a: 'x: "{{.Names}"' },
      [
        'define/a.yaml:1:4: output "{{.Names}" not closed (to write the braces themselves, put them between {% raw %} and {% endraw %})',
      ],
    ],
    ['an included file', { a: 'x: "{% include \'b\' %}"' }, ['define/a.yaml:1:4: a value cannot include templates']],
    [
      'a number that cannot be kept',
      { a: 'x: "{{ 9007199254740991 | times: 2 }}"' },
      ['define/a.yaml:1:4: this comes to a number that cannot be kept exactly'],
    ],
    [
      'division by zero',
      { a: 'x: ["{{ 1 | divided_by: 0 }}"]' },
      ['define/a.yaml:1:5: this comes to a number that cannot be kept exactly'],
    ],
    [
      'something of the engine',
      { a: 'x: "{{ empty }}"' },
      ['define/a.yaml:1:4: this comes to no value that a definition can hold'],
    ],
    [
      'Liquid in a key',
      { a: '"{{ x }}": 1' },
      ['define/a.yaml:1:1: Liquid in a key: only values are computed (write the key itself)'],
    ],
    [
      'each of them, once',
      { p: 'y: "{{ nope }}"', a: 'x: "{{ definition.y }}{{ definition.y }}"\nz: "{{ definition.x }}"\nw: "{{ nix }}"' },
      ['define/p.yaml:1:4: undefined name nope', 'define/a.yaml:3:4: undefined name nix'],
    ],
    [
      'what leans on it is no news',
      { a: 'deploy: { user: "{{ nope }}", nodes: { web: [w] } }\nhome: "{{ definition.deploy.user }}"' },
      ['define/a.yaml:1:17: undefined name nope'],
    ],
  ])('%s', (_, texts, expected) => {
    expect(problems(texts).map((line) => line.split('\n')[0])).toEqual(expected);
  });

  it('shows the text with a caret below the place', () => {
    expect(problems({ a: 'db: { host: h }\nx: "{{ definition.db.hots }}:1"' })).toEqual([
      'define/a.yaml:2:4: undefined name definition.db.hots (did you mean "host"?)\n>> 1| {{ definition.db.hots }}:1\n         ^',
    ]);
  });

  it.each(['inherit: ["{{ x }}"]', 'environ: ["{{ x }}"]', 'repo: "{{ x }}"'])(
    '%s is read as it is written',
    (text) => {
      const key = text.split(':')[0];
      const told = `define/a.yaml:1:1: Liquid in ${key}: it is read before anything can be computed (write the value itself)`;
      expect(problems({ a: text })).toContainEqual(
        key === 'inherit' ? expect.stringContaining('inherit is a list') : told,
      );
    },
  );
});

describe('a cycle', () => {
  it.each<[string, Texts, string]>([
    [
      'of one',
      { a: 'x: "{{ definition.x }}"' },
      'define/a.yaml:1:4: values need each other in a circle: x (define/a.yaml:1:4) → x',
    ],
    [
      'over layers, with all places, from the first one',
      {
        p: 'c: "{{ definition.a }}"',
        a: 'a: "{{ definition.b.c }}!"\nb: { c: "{{ definition.c }}" }\nx: "{{ definition.c }}"',
      },
      'define/a.yaml:1:4: values need each other in a circle: a (define/a.yaml:1:4) → b.c (define/a.yaml:2:9) → c (define/p.yaml:1:4) → a',
    ],
    [
      'of mappings that hold each other',
      { a: 'x: "{{ definition.m }}"\nm: { n: "{{ definition.o }}" }\no: { p: "{{ definition.m }}" }' },
      'define/a.yaml:2:9: values hold each other in a circle: m.n (define/a.yaml:2:9) → o.p (define/a.yaml:3:9) → m.n',
    ],
    [
      'of a mapping in itself',
      { a: 'm: { n: "{{ definition }}" }' },
      'define/a.yaml:1:9: values hold each other in a circle: m.n (define/a.yaml:1:9) → m.n',
    ],
  ])('%s', (_, texts, expected) => {
    expect(problems(texts)).toEqual([expected]);
  });

  it('is none where values of one mapping need each other crosswise', () => {
    const text =
      'm: { a: "{{ definition.n.b }}", b: 1 }\nn: { a: "{{ definition.m.b }}", b: 2 }\nx: "{{ definition.m }}"';
    expect(compute(text)).toEqual({ a: 2, b: 1 });
    expect(compute('x: { whole: "{{ definition.x.list | size }}", list: ["{{ definition.x.list | size }}"] }')).toEqual(
      { whole: 1, list: [1] },
    );
  });
});

describe('environ (F-26, D-28)', () => {
  it.each<[string, Json]>([
    ['environ: [REGION]\nx: "{{ environ.REGION }}-1"', 'eu-1'],
    ['environ: [EMPTY]\nx: "{{ environ.EMPTY }}"', ''],
    ['environ: [NONE]\nx: "{{ environ.NONE | default: 1 }}"', 1],
    ['environ: [REGION, NONE]\nx: "{% for pair in environ %}{{ pair[0] }} {% endfor %}"', 'REGION HOME USER '],
    ['x: "{{environ.HOME}}/{{ environ.USER }}"', '/home/ann/ann'],
    ['x: "%HOMEDIR%/srv"', '/home/ann/srv'],
    ['x: "%HOMEDIR%/{{environ.USER}}"', '/home/ann/ann'],
    ['x: ["%HOMEDIR%{% if true %}%HOMEDIR%{% endif %}"]', ['/home/ann/home/ann']],
    ['environ: [HOME]\ndeploy: { user: u, home: /h, nodes: { web: [w] } }\nx: "%HOMEDIR%"', '/home/ann'],
    ['deploy: { nodes: { web: [] } }\nx: "%HOMEDIR%"', '/home/ann'],
    ['deploy: { destdir: "%HOMEDIR%/srv" }\nx: "{{ definition.deploy.destdir }}"', '/home/ann/srv'],
  ])('%s', (text, value) => {
    expect(compute(text)).toEqual(value);
  });

  it('a list replaces the one beneath it, like every list', () => {
    const texts = { p: 'environ: [REGION]', a: 'environ: [EMPTY]\nx: "{{ environ.REGION }}"' };
    expect(problems(texts)).toHaveLength(1);
  });

  const HOSTS = 'deploy: { user: u, home: /h, nodes: { web: [w] } }\n';
  it.each<[string, string]>([
    [
      'x: "{{ environ.REGOIN }}"\nenviron: [REGION]',
      'define/a.yaml:1:4: REGOIN is not listed: a definition reads only variables that it names under environ (did you mean "REGION"?)',
    ],
    [
      'x: "{{ environ.PATH | default: 1 }}"',
      'define/a.yaml:1:4: PATH is not listed: a definition reads only variables that it names under environ (write environ: [PATH])',
    ],
    [
      `${HOSTS}x: "%HOMEDIR%"`,
      'define/a.yaml:2:4: HOME is not listed: a definition reads only variables that it names under environ (write environ: [HOME])',
    ],
    [
      `${HOSTS}x: "{{ environ.USER }}"`,
      'define/a.yaml:2:4: USER is not listed: a definition reads only variables that it names under environ (write environ: [USER])',
    ],
    [
      'environ: [NONE]\nx: "{{ environ.NONE }}"',
      'define/a.yaml:2:4: the variable NONE is not set here (set it where the command runs, or write the value itself)\n>> 1| {{ environ.NONE }}\n         ^',
    ],
    ['environ: ["A B"]', 'define/a.yaml:1:11: environ[0] must be the name of a variable'],
    ['environ: A', 'define/a.yaml:1:10: environ must be a list'],
  ])('%s', (text, expected) => {
    expect(problems({ a: text })).toEqual([expected]);
  });

  it.each([{}, { HOME: '' }])('D-28: an unset HOME is told where it is wanted, and nowhere else: %j', (variables) => {
    const told = 'the variable HOME is not set here (set it where the command runs, or write the value itself)';
    expect(problems({ a: 'x: "%HOMEDIR%/a"\ny: "{{ environ.HOME }}"' }, variables)).toEqual([
      `define/a.yaml:1:4: ${told}`,
      `define/a.yaml:2:4: ${told}\n>> 1| {{ environ.HOME }}\n         ^`,
    ]);
    expect(problems({ a: 'x: plain' }, variables)).toEqual([]);
  });

  it('a value out of the environment is no Liquid, and no word for the home', () => {
    const variables = { HOME: '{{ nope }}', USER: '%HOMEDIR%' };
    expect(compute('x: "%HOMEDIR%{{ environ.USER }}"', 'x', variables)).toBe('{{ nope }}%HOMEDIR%');
  });
});

describe('limits', () => {
  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, i): [string, Json] => [`v${i}`, i === 0 ? 1 : `{{ definition.v${i - 1} }}`]),
    );
  const told = (value: JsonObject) => problems({ a: JSON.stringify(value) }).map((line) => line.replace(/^\S+ /, ''));

  it('a row of fifty values is read from either end, a longer one from neither', () => {
    const backwards = (value: JsonObject) => Object.fromEntries(Object.entries(value).toReversed());
    expect(told(chain(51))).toEqual([]);
    expect(told(backwards(chain(51)))).toEqual([]);
    expect(told(chain(52))).toEqual(['more than 50 values in a row lean on each other']);
    expect(told(backwards(chain(52)))).toEqual(['more than 50 values in a row lean on each other']);
  });

  it.each<[string, JsonObject, string]>([
    [
      'texts that double',
      Object.fromEntries(
        Array.from({ length: 40 }, (_, i): [string, Json] => [
          `v${i}`,
          i === 0 ? 'ab' : `{{ definition.v${i - 1} }}{{ definition.v${i - 1} }}`,
        ]),
      ),
      'values come to more than 10000000 letters',
    ],
    [
      'lists that multiply',
      Object.fromEntries(
        Array.from({ length: 20 }, (_, i): [string, Json] => [
          `v${i}`,
          i === 0 ? [1, 2] : Array(9).fill(`{{ definition.v${i - 1} }}`),
        ]),
      ),
      'this comes to more than 1000000 values',
    ],
    [
      'endless loops',
      { x: '{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}' },
      'this takes more than 1000000 steps',
    ],
  ])('%s end in an issue, soon', (_, value, message) => {
    const start = performance.now();
    expect(told(value).join('\n')).toContain(message);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

/** Rendering without LiquidJS's generators gives what LiquidJS itself gives: bytes, errors and counted steps. */
import fc from 'fast-check';
import { Context, Liquid } from 'liquidjs';
import { describe, expect, it } from 'vitest';
import { renderDirectly } from '../../../src/core/template/direct-render.ts';

const PARTIALS: Readonly<Record<string, string>> = {
  part: '[{{ name }}{% if deep.on %}+{% endif %}]',
  bad: '{{ nowhere }}',
  frame: '<{% block body %}plain{% endblock %}>',
};

const OPTIONS = {
  trimTagLeft: true,
  trimTagRight: true,
  greedy: false,
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  ownPropertyOnly: true,
  templates: PARTIALS,
  outputEscape: (value: unknown) => {
    if (value === 'refused') throw new Error('this is refused');
    return value as string;
  },
};

const SCOPE = {
  name: 'shop',
  zero: 0,
  empty: '',
  none: null,
  list: ['b', 'a', 'c'],
  pairs: { one: 1, two: 'zwei' },
  deep: { on: true, off: false, port: 5432, key: 'one', refused: 'refused' },
  get trap(): string {
    throw new Error('nobody reads this');
  },
};

/** Text, or what the error says and where. */
function run(engine: Liquid, text: string): unknown {
  let steps = 0;
  const scope = Object.defineProperties({}, Object.getOwnPropertyDescriptors(SCOPE));
  const context = new Context(scope, engine.options, { sync: true }, { liquid: engine });
  const count = () => {
    steps += 1;
  };
  const renderLimit = { check: count, use: () => undefined };
  Object.assign(context, { renderLimit });
  try {
    return { text: engine.renderSync(engine.parse(text, 'a.conf'), context), steps };
  } catch (error) {
    const { name, message, context: excerpt } = error as Error & { context: string };
    return {
      name,
      message,
      excerpt,
      cause: ((error as { originalError?: Error }).originalError ?? error) instanceof Error,
    };
  }
}

function both(text: string): { readonly own: unknown; readonly direct: unknown } {
  const direct = new Liquid(OPTIONS);
  renderDirectly(direct);
  return { own: run(new Liquid(OPTIONS), text), direct: run(direct, text) };
}

const VALUES = [
  ...[
    'name',
    'zero',
    'empty',
    'none',
    'list',
    'list[1]',
    'list[9]',
    'list.first',
    'list.size',
    'pairs.one',
    'pairs[deep.key]',
  ],
  ...[
    'deep.on',
    'deep.off',
    'deep.port',
    'deep.none.at.all',
    'nowhere',
    'trap',
    'deep.refused',
    '"text"',
    "'it'",
    '3',
    '-1.5',
    'true',
  ],
  ...['nil', 'blank', '(1..3)', 'item', 'item[0]', 'forloop.index', 'name.size', '"deep".size'],
];
const FILTERS = [
  'upcase',
  'default: "d"',
  'default: name',
  'plus: deep.port',
  'join: "-"',
  'sort',
  'size',
  'json',
  'first',
  'append: nowhere',
  'nofilter',
];
const OPERATORS = ['==', '!=', '<', '>=', 'contains', 'and', 'or'];

const value = fc.constantFrom(...VALUES);
const condition = fc
  .array(fc.tuple(value, fc.constantFrom(...OPERATORS)), { maxLength: 2 })
  .chain((parts) => value.map((last) => [...parts.flat(), last].join(' ')));
const output = fc
  .tuple(value, fc.array(fc.constantFrom(...FILTERS), { maxLength: 2 }))
  .map(([first, filters]) => `{{ ${[first, ...filters].join(' | ')} }}`);

const { template } = fc.letrec<{ template: string; piece: string }>((tie) => ({
  template: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 3 },
    output,
    fc.constantFrom(
      ' text\n',
      '{% raw %}{{ x }}{% endraw %}',
      '{% include "part" %}',
      '{% render "part", name: "x", deep: deep %}',
      '{% include "bad" %}',
      '{% break %}',
      '{% increment zero %}',
      '{% liquid\necho name %}',
    ),
    value.map((one) => `{% assign item = ${one} %}`),
    fc
      .tuple(condition, tie('template'), tie('template'))
      .map(([c, yes, no]) => `{% if ${c} %}${yes}{% elsif deep.on %}-{% else %}${no}{% endif %}`),
    fc.tuple(condition, tie('template')).map(([c, body]) => `{% unless ${c} %}\n${body}\n{% endunless %}`),
    fc.tuple(value, tie('template')).map(([list, body]) => `{% for item in ${list} %}\n${body}\n{% endfor %}`),
    tie('template').map((body) => `{% capture item %}${body}{% endcapture %}`),
  ),
}));

describe('templates rendered directly', () => {
  it('are the same bytes, errors and steps as by LiquidJS, for any of them', () => {
    fc.assert(
      fc.property(template, (text) => {
        const { own, direct } = both(text);
        expect(direct).toEqual(own);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['{% layout "frame" %}{% block body %}{{ name }}{% endblock %}'],
    ['{% if nowhere %}yes{% else %}no{% endif %}{% if deep.port > 5000 %}big{% endif %}'],
    ['{% if deep.port and nowhere.near %}yes{% else %}no{% endif %}'],
    ['{{ nowhere | default: "x" }}{{ none | default: "y" }}'],
    ['a\n{{ deep.nothing }}'],
    ['{% for pair in pairs %}{{ pair[0] }}={{ pair[1] }} {{ forloop.index }}{% endfor %}'],
  ])('as %j', (text) => {
    const { own, direct } = both(text);
    expect(direct).toEqual(own);
  });
});

/** Neither clock, chance, locale nor time zone can reach a template: whoever asks for one of them here fails. */
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/core/template/engine.ts';
import { renderLimits } from '../../../src/core/template/limits.ts';
import { createRenderer, type TemplateFile } from '../../../src/core/template/render.ts';
import { definition, host, stateWith } from '../../support/definitions.ts';

const HOST = host('a');
const FILTERS = Object.keys(createEngine(() => undefined).filters).sort();
const VALUE = { text: 'Ångström 1.5', number: 1234567.891, date: '2024-03-31T02:30:00', list: ['b', 'ä', 'A', 'z'] };

function render(text: string): string {
  const file: TemplateFile = { path: '_DEPLOY_/x', layer: '_ALL_', shown: 'tmpl/_ALL_/_DEPLOY_/x', text };
  const release = { githash: '1a2b', version: '1', tag: 'v1', committedAt: 1_700_000_000, dirty: false, repos: [] };
  const world = { definition: definition({ value: VALUE }), release, state: stateWith({}), openSecret: () => null };
  const rendered = createRenderer(world)(file, new Map(), { host: HOST });
  if (rendered.kind === 'issue') return `${rendered.issue.code} ${rendered.issue.message}`;
  return rendered.kind === 'text' ? rendered.text : rendered.wanted;
}

/** Every filter on every kind of value, with and without an argument. */
const uses = (filter: string) =>
  Object.keys(VALUE).flatMap((key) => [
    `{{ definition.${key} | ${filter} }}`,
    `{{ definition.${key} | ${filter}: "%c %Z" }}`,
    `{{ definition.${key} | ${filter}: 2, "x" }}`,
  ]);

describe('every filter', () => {
  const restore: (() => void)[] = [];
  afterEach(() => {
    for (const one of restore.splice(0)) one();
  });

  /** Puts a trap in the place of a global thing: whoever takes hold of it fails. */
  function trap(on: object, name: string): void {
    const before = Object.getOwnPropertyDescriptor(on, name);
    if (before === undefined) throw new Error(`there is no ${name}`);
    Object.defineProperty(on, name, {
      configurable: true,
      value: () => {
        throw new Error(`${name} was asked`);
      },
    });
    restore.push(() => Object.defineProperty(on, name, before));
  }

  it.each(FILTERS)('%s does without', (filter) => {
    const expected = uses(filter).map(render);
    trap(Math, 'random');
    trap(Date, 'now');
    for (const name of Object.getOwnPropertyNames(Date.prototype).filter((each) => /^(get|to)/.test(each)))
      trap(Date.prototype, name);
    for (const name of ['NumberFormat', 'Collator', 'PluralRules']) trap(Intl, name);
    for (const name of ['localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase']) trap(String.prototype, name);
    trap(Number.prototype, 'toLocaleString');
    trap(globalThis, 'Date');
    const found = uses(filter).map(render);
    for (const one of restore.splice(0)) one();
    expect(found).toEqual(expected);
    expect(found.join('\n')).not.toContain('was asked');
  });

  it('and a trap would be noticed', () => {
    trap(Math, 'random');
    expect(() => [1, 2].sort(() => Math.random())).toThrow('random was asked');
  });
});

it('other names for the clock and for chance do not help', () => {
  for (const text of ['{{ "now" | date }}', '{{ "today" | date_to_xmlschema }}'])
    expect(render(text)).toContain('templates have no clock');
  expect(render('{{ definition.list | sample }}')).toContain('there is no filter sample');
});

it('steps are counted, not timed', () => {
  const { renderLimit } = renderLimits();
  const count = () => {
    for (;;) renderLimit.check();
  };
  expect(count).toThrow(/more than \d+ steps/);
});

it('a file that reads nothing of its host is rendered once for 50 of them, and once for each where it does', () => {
  let renders = 0;
  const value = {
    get counted() {
      renders += 1;
      return 'x';
    },
  };
  const hosts = Array.from({ length: 50 }, (_, i) => host(`w${i}`, { targets: [i < 20 ? 'web' : 'db'] }));
  const release = { githash: '1a2b', version: '1', tag: 'v1', committedAt: 0, dirty: false, repos: [] };
  const world = { definition: definition({ value, hosts }), release, state: stateWith({}), openSecret: () => null };
  const rendersOf = (text: string) => {
    const file: TemplateFile = { path: 'x', layer: '_ALL_', shown: 'tmpl/x', text };
    const render = createRenderer(world);
    const before = renders;
    for (const one of hosts) render(file, new Map(), { host: one });
    return renders - before;
  };
  expect(rendersOf('{{ definition.counted }} {{ hosts | size }} {{ filename }} {{ instances | size }}')).toBe(1);
  expect(rendersOf('{{ definition.counted }} {{ target }}')).toBe(2);
  expect(rendersOf('{{ definition.counted }} {{ host.name }}')).toBe(50);
});

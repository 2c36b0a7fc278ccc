/** Subinstances: what lies over what, whose state it is, and what cannot be. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/core/error.ts';
import { issuesOf, resolve, type Texts } from './layers.ts';

const ESTATE: Texts = {
  facsimile: 'instances: { dev.iceberg: , dev0.ch0: , dev4.ch1: , dev5.ch1: , other: }\nlevel: base',
  p: 'color: grey',
  dev: 'level: dev',
  iceberg: 'color: white',
  'dev.iceberg': 'modules: [db]\nlevel: iceberg',
  ch0: 'subinstance_of: dev.iceberg',
  ch1: 'subinstance_of: dev.iceberg\nchannel_no: 1',
  'dev5.ch1': 'color: blue',
};

const of = (instance: string, more: Texts = {}) => {
  const { value, settings, layers } = unwrap(resolve({ ...ESTATE, ...more }, instance));
  return { value, state: settings.state, layers: layers.map(({ name }) => name) };
};

it('lie over their instance like one more layer, and have its state', () => {
  for (const [instance, color, number] of [
    ['dev0.ch0', 'white', undefined],
    ['dev4.ch1', 'white', 1],
    ['dev5.ch1', 'blue', 1],
  ] as const) {
    const { value, state } = of(instance);
    expect(state).toEqual({ instance: 'dev.iceberg' });
    expect(value).toMatchObject({ level: 'iceberg', color, modules: { db: {} } });
    expect(value['channel_no']).toBe(number);
  }
  expect(of('dev5.ch1').layers).toEqual([
    '(shipped)',
    'facsimile',
    'p',
    'dev',
    'iceberg',
    'dev.iceberg',
    'ch1',
    'dev5.ch1',
  ]);
  expect(of('dev.iceberg').state).toEqual({ instance: 'dev.iceberg' });
});

it('what they have in common with their instance does not come on top of it', () => {
  const more = { facsimile: 'instances: { dev.iceberg: , dev.copy: }', copy: 'subinstance_of: dev.iceberg' };
  expect(of('dev.copy', more)).toMatchObject({
    value: { level: 'iceberg' },
    layers: ['(shipped)', 'facsimile', 'p', 'dev', 'iceberg', 'dev.iceberg', 'copy'],
  });
});

it('may lie over each other: the state is that of the last', () => {
  const more = {
    facsimile: 'instances: { a: , b: , c: }',
    a: '',
    b: 'subinstance_of: a\nx: b',
    c: 'subinstance_of: b',
  };
  expect(of('c', more)).toMatchObject({ state: { instance: 'a' }, value: { x: 'b' } });
});

it('a layer that is nearer can take it back', () => {
  expect(of('dev4.ch1', { 'dev4.ch1': 'subinstance_of: { $unset: true }' }).state).toEqual({ instance: 'dev4.ch1' });
});

it('a state may belong to one project alone, then that of all subinstances does', () => {
  const more = { 'dev.iceberg': 'state_scope: project' };
  for (const instance of ['dev.iceberg', 'dev4.ch1'])
    expect(of(instance, more).state).toEqual({ instance: 'dev.iceberg', project: 'p' });
});

describe('refused are', () => {
  it.each([
    [
      'an instance that is not there',
      { ch1: 'subinstance_of: dev.icebreg' },
      'dev4.ch1',
      [
        'define/ch1.yaml:1:17: there is no instance "dev.icebreg" (did you mean "dev.iceberg"? instances: dev.iceberg, dev0.ch0, dev4.ch1, dev5.ch1, other)',
      ],
    ],
    [
      'a circle',
      { 'dev.iceberg': 'subinstance_of: dev4.ch1' },
      'dev4.ch1',
      [
        'define/dev.iceberg.yaml:1:17: instances are subinstances of each other in a circle: dev4.ch1 → dev.iceberg → dev4.ch1',
      ],
    ],
    [
      'itself',
      { other: 'subinstance_of: other' },
      'other',
      ['define/other.yaml:1:17: instances are subinstances of each other in a circle: other → other'],
    ],
    [
      'another scope of the same state',
      { ch1: 'subinstance_of: dev.iceberg\nstate_scope: project' },
      'dev4.ch1',
      ['define/ch1.yaml:2:14: dev4.ch1 shares the state of dev.iceberg, and cannot say otherwise whose that is'],
    ],
  ] as [string, Texts, string, string[]][])('%s', (_, more, instance, issues) => {
    expect(issuesOf(resolve({ ...ESTATE, ...more }, instance))).toEqual(issues);
  });

  it('an instance without layers, where nothing lists instances', () => {
    const texts = { a: 'subinstance_of: b' };
    expect(issuesOf(resolve(texts, 'a'))).toEqual([
      expect.stringContaining('define/a.yaml:1:17: instance "b": no layer b'),
    ]);
  });
});

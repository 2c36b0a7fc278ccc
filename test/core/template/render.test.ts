/** What templates can say, what they cannot, how often they are rendered, and which outputs count as secret. */
import { describe, expect, it } from 'vitest';
import { describeIssue } from '../../../src/core/issue.ts';
import type { World } from '../../../src/core/template/context.ts';
import { createRenderer, type Rendered, type TemplateFile } from '../../../src/core/template/render.ts';
import { definition, host, type Sketch, stateWith } from '../../support/definitions.ts';

const RELEASE = {
  githash: '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d',
  version: '1.2.3',
  tag: 'v1.2.3',
  committedAt: 1_700_000_000,
  dirty: false,
  repos: [{ name: 'app', url: 'https://example.org/app', githash: '1a2b', path: '' }],
};

const HOSTS = [host('a'), host('b'), host('c', { targets: ['db', 'web'] })];

const openSecret = () => {
  throw new Error('there is no secret in these definitions');
};

function world(sketch: Sketch = {}, state: World['state'] = stateWith({ db: 'hunter2' })): World {
  const value = { db: { host: 'db1', ports: [5432, 5433] } };
  const modules = [{ name: 'db', fields: { kind: 'postgres' } }];
  return { definition: definition({ value, hosts: HOSTS, modules, ...sketch }), release: RELEASE, state, openSecret };
}

function template(text: string, path = '_DEPLOY_/etc/app.conf', layer = 'production'): TemplateFile {
  return { path, layer, shown: `define/tmpl/${layer}/${path}`, text };
}

function render(text: string, over: { world?: World; partials?: readonly TemplateFile[] } = {}): Rendered {
  const file = template(text);
  const set = new Map([file, ...(over.partials ?? [])].map((one) => [one.path, one]));
  return createRenderer(over.world ?? world())(file, set, { host: HOSTS[0] ?? host('a') });
}

function outputOf(rendered: Rendered): string {
  if (rendered.kind !== 'text') throw new Error(JSON.stringify(rendered));
  return rendered.text;
}

describe('a template sees', () => {
  it.each([
    [
      'the definition by three names',
      '{{ definition.db.host }} {{ instance.db.host }} {{ env.db.host }}',
      'db1 db1 db1',
    ],
    ['the run', '{{ facs.name }} {{ facs.instance }} {{ facs.version }}', 'app production.eu 1.2.3'],
    [
      'the release',
      '{{ release.githash | slice: 0, 4 }} {{ release.tag }} {{ release.repos[0].name }}',
      '1a2b v1.2.3 app',
    ],
    ['the names of all instances', '{{ instances | join: " " }}', 'production.eu dev.ann'],
    ['its file name', '{{ filename }}', '_DEPLOY_/etc/app.conf'],
    ['its target and host', '{{ target }} {{ host.name }} {{ host.address }}', 'web a a.example.org'],
    [
      'all hosts of the instance',
      '{% for h in hosts %}{{ h.name }}{{ h.targets | join: "," }};{% endfor %}',
      'aweb;bweb;cdb,web;',
    ],
    [
      'modules with user name and password',
      '{{ module.db.kind }}/{{ module.db.username }}/{{ module.db.password }}',
      'postgres/db/hunter2',
    ],
    ['state', '{{ state.passwd.db }}', 'hunter2'],
    ['nothing where nothing is set', '[{{ channel }}][{{ host.region }}][{{ facs.environment }}]', '[][][]'],
    ['dates in UTC', '{{ release.committed_at | date: "%Y-%m-%d %H:%M %Z" }}', '2023-11-14 22:13 UTC'],
    ['undefined names in a condition as false', '{% if definition.nothing %}yes{% else %}no{% endif %}', 'no'],
    ['undefined names through default', '{{ definition.nothing | default: "x" }}', 'x'],
  ])('%s', (_, text, expected) => {
    expect(outputOf(render(text))).toBe(expected);
  });

  it('tags alone on a line leave no trace, as in Jinja with trim_blocks and lstrip_blocks', () => {
    const text = 'ports:\n  {% for port in definition.db.ports %}\n  - {{ port }}\n  {% endfor %}\nend\n';
    expect(outputOf(render(text))).toBe('ports:\n  - 5432\n  - 5433\nend\n');
  });

  it('other templates of its set, also relative to itself', () => {
    const partials = [template('<{{ name }}>', '_DEPLOY_/etc/part'), template('top', 'top.txt')];
    const text = '{% render "./part", name: "x" %}{% include "_DEPLOY_/etc/part", name: "y" %}{% include "top.txt" %}';
    expect(outputOf(render(text, { partials }))).toBe('<x><y>top');
  });
});

describe('a template has neither disk, clock nor chance', () => {
  it.each([
    ['a file of this machine', '{% include "/etc/hostname" %}', 'no template etc/hostname'],
    ['a file outside the set', '{% include "../../../../etc/hostname" %}', 'no template'],
    ['the time', '{{ "now" | date: "%Y" }}', 'no clock'],
    ['today', '{{ "today" | date: "%Y" }}', 'no clock'],
    ['a random pick', '{{ definition.db.ports | sample }}', 'no filter sample'],
    [
      'more steps than a template needs',
      '{% for i in (1..20000) %}{% for j in (1..20000) %}{{ i }}{% endfor %}{% endfor %}',
      'steps',
    ],
    ['more memory than a template needs', '{% for i in (1..900000000) %}{% endfor %}', 'more than 5000000 characters'],
    ['the insides of JavaScript', '{{ definition.constructor.name }}', 'undefined name definition.constructor'],
  ])('not %s', (_, text, message) => {
    const rendered = render(text);
    expect(rendered.kind === 'issue' ? rendered.issue.message : rendered).toContain(message);
  });
});

describe('an error says where, shows the line, and names what is nearest', () => {
  it.each([
    ['a name', 'a\nb {{ definition.db.hots }}\n', 'template/undefined', 2, 6, 'did you mean "host"?'],
    ['a first name', '{{ definitoin.db }}', 'template/undefined', 1, 4, 'did you mean "definition"?'],
    ['a filter', '{{ "a" | upcsae }}', 'template/filter', 1, 1, 'did you mean "upcase"?'],
    ['a template', '\n\n{% include "prat" %}', 'template/missing', 3, 1, 'did you mean "part"?'],
    ['a tag', 'x\n{% fro a in b %}', 'template/failed', 2, 1, undefined],
    ['an open tag', '{% if a %}', 'template/failed', 1, 1, undefined],
  ])('for %s', (_, text, code, line, column, hint) => {
    const rendered = render(text, { partials: [template('', 'part')] });
    if (rendered.kind !== 'issue') throw new Error('rendered');
    expect(rendered.issue).toMatchObject({
      code,
      origin: { line, column, file: 'define/tmpl/production/_DEPLOY_/etc/app.conf' },
    });
    expect(rendered.issue.hint).toBe(hint);
    expect(rendered.issue.excerpt).toMatch(/^>> .*\n +\^/m);
    expect(rendered.issue.message).toMatch(/, in a template of production$/);
  });

  it.each([
    ['a mapping', '{{ host }}', 'name, address, port, user, home, region, platform, labels, …'],
    ['a mapping of the definition', '{{ instance.db }}', 'host, ports'],
    ['a list of mappings', '{{ hosts }}', 'name, address, port, user, home, region, platform, labels, …'],
  ])('for %s that is printed, with the names in it', (_, text, names) => {
    const rendered = render(`x ${text}`);
    expect(rendered.kind === 'issue' && rendered.issue).toMatchObject({
      code: 'template/mapping',
      message: 'a mapping cannot be printed as text, in a template of production',
      hint: `name one value in it (${names}), or write | json`,
      origin: { line: 1, column: 3 },
    });
  });

  it('in the partial that it stands in', () => {
    const rendered = render('{% include "part" %}', { partials: [template('\n{{ nope }}', 'part', '_ALL_')] });
    expect(rendered.kind === 'issue' && describeIssue(rendered.issue).split('\n')[0]).toBe(
      'define/tmpl/_ALL_/part:2:4: undefined name nope, in a template of _ALL_',
    );
  });
});

describe('what a secret helped to name', () => {
  it.each([
    ['a name', '{{ instances[module.db.password].x }}', 'undefined name instances.***'],
    [
      'a name behind a filter',
      '{% assign k = module.db.password | upcase %}{{ instance.db[k] }}',
      'undefined name instance.db.***',
    ],
    ['a template', '{% include module.db.password %}', 'there is no template *** to include'],
    ['none of it', '{{ module.db.password }}{{ instance.db.hots }}', 'undefined name instance.db.hots'],
  ])('is not told: %s', (_, text, message) => {
    const rendered = render(text);
    expect(rendered.kind === 'issue' && rendered.issue.message).toBe(`${message}, in a template of production`);
    expect(JSON.stringify(rendered)).not.toMatch(/hunter/i);
  });
});

describe('the output is secret', () => {
  it.each([
    ['printed', '{{ module.db.password }}', true],
    ['through assign', '{% assign m = module.db %}{{ m["password"] | upcase }}', true],
    ['through a loop', '{% for m in module %}{{ m[1].password }}{% endfor %}', true],
    ['through json of all', '{{ module | json }}', true],
    ['through map', '{{ module.db | json }}', true],
    ['only asked about', '{% if module.db.password == "x" %}{% endif %}', true],
    ['in a partial', '{% include "part" %}', true],
    ['state', '{{ state.passwd | json }}', true],
    ['another field of the module', '{{ module.db.username }}', false],
    ['the same text by chance', 'hunter2', false],
  ])('when a password is %s: %s → %s', (_, text, expected) => {
    const rendered = render(text, { partials: [template('{{ module.db.password }}', 'part')] });
    expect(rendered.kind === 'text' && rendered.secret).toBe(expected);
  });

  it('and without the state it is missing, by name, while other templates still render', () => {
    const locked: World = { ...world(), state: undefined };
    expect(render('{{ module.db.password }}', { world: locked })).toEqual({
      kind: 'missing',
      wanted: 'password of db',
    });
    expect(render('{{ module.db.username }}', { world: locked })).toMatchObject({ kind: 'text', text: 'db' });
  });

  it('two modules with one daemon share its password (F-35)', () => {
    const shared = world({ modules: ['a', 'b'].map((name) => ({ name, username: 'db' })) });
    expect(outputOf(render('{{ module.a.password }} {{ module.b.username }}', { world: shared }))).toBe('hunter2 db');
  });
});

describe('a file is rendered as often as it can differ', () => {
  function renderings(text: string, hosts = HOSTS): number {
    const file = template(text);
    const part = template('{{ host.name }}', 'part');
    const renderer = createRenderer(world());
    const set = new Map([file, part].map((one) => [one.path, one]));
    return new Set(hosts.map((one) => renderer(file, set, { host: one }))).size;
  }

  it.each([
    ['once', 'plain {{ definition.db.host }} {% for h in hosts %}{{ h.name }}{% endfor %}', 1],
    ['once per target', '{{ target }}', 2],
    ['once per host', '{{ host.name }}', 3],
    ['once per host through a partial', '{% include "part" %}', 3],
    ['once per host when only a condition looks', '{% if host.name == "zzz" %}x{% endif %}', 3],
  ])('%s', (_, text, count) => {
    expect(renderings(text)).toBe(count);
  });

  it('again where a partial is another one', () => {
    const file = template('{% include "part" %}');
    const renderer = createRenderer(world());
    const sets = ['x', 'y'].map((text) => new Map([file, template(text, 'part')].map((one) => [one.path, one])));
    expect(sets.map((set) => outputOf(renderer(file, set, { host: host('a') })))).toEqual(['x', 'y']);
  });

  it('and one render never changes the next', () => {
    const file = template('{% increment counter %}{{ host.name }}');
    const renderer = createRenderer(world());
    const set = new Map([[file.path, file]]);
    expect(['a', 'b'].map((name) => outputOf(renderer(file, set, { host: host(name) })))).toEqual(['0a', '0b']);
  });
});

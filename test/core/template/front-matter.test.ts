/** Front matter: where it begins and ends, what it may say, and that lines keep their numbers. */
import { describe, expect, it } from 'vitest';
import { describeIssue } from '../../../src/core/issue.ts';
import { parseFrontMatter } from '../../../src/core/template/front-matter.ts';

const parse = (text: string) => parseFrontMatter(text, 'tmpl/a');

it('a path is taken, and the template is what follows', () => {
  expect(parse('---\n# where\npath: etc/{{ clone.config_name }}.conf\n---\nport\n')).toMatchObject({
    ok: true,
    value: {
      path: { text: 'etc/{{ clone.config_name }}.conf', origin: { file: 'tmpl/a', line: 3, column: 7 } },
      text: 'port\n',
      before: '---\n# where\npath: etc/{{ clone.config_name }}.conf\n---\n',
    },
  });
});

it.each(['plain', '---\nno end', ' ---\npath: x\n---\n', '', '--- \npath: x\n---\n'])('%j has none', (text) => {
  expect(parse(text)).toMatchObject({ ok: true, value: { text, before: '', render: true } });
});

it('one that says nothing is none', () => {
  expect(parse('---\n---\nx')).toMatchObject({ ok: true, value: { text: 'x', before: '---\n---\n' } });
});

it.each([
  ['mode: 0640', { mode: '0640', render: true }],
  ['mode: 755', { mode: '0755' }],
  ['mode: "0600"', { mode: '0600' }],
  ['render: false', { render: false }],
])('%s', (line, expected) => {
  expect(parse(`---\n${line}\n---\nx`)).toMatchObject({ ok: true, value: { text: 'x', ...expected } });
});

it('lines may end as on Windows, and the file with the front matter', () => {
  expect(parse('---\r\nmode: 0640\r\n---\r\nx\r\n')).toMatchObject({
    ok: true,
    value: { mode: '0640', text: 'x\r\n' },
  });
  expect(parse('---\nmode: 0640\n---')).toMatchObject({ ok: true, value: { mode: '0640', text: '' } });
});

describe('what is wrong is told where it stands', () => {
  it.each([
    ['---\npaht: x\n---\n', 'tmpl/a:2:1: unknown key paht before the template (did you mean "path"?)'],
    ['---\n\npath: {{ x }}\n---\n', 'tmpl/a:3:'],
    ['---\npath: [x]\n---\n', 'tmpl/a:2:1: path must be a text (put what begins with { into quotes)'],
    ['---\nmode: 4755\n---\n', 'tmpl/a:2:7: mode must be three octal digits that let the owner read: 0640'],
    ['---\nmode: 0240\n---\n', 'tmpl/a:2:7: mode must be three octal digits'],
    ['---\nmode: 0o640\n---\n', 'tmpl/a:2:7: mode must be three octal digits'],
    ['---\nmode: u=rw\n---\n', 'tmpl/a:2:7: mode must be three octal digits'],
    ['---\nrender: no\n---\n', 'tmpl/a:2:9: render must be true or false'],
    ['---\nkind: Pod\n---\n', 'write an empty front matter before it'],
    ['---\npath: a\npath: b\n---\n', 'tmpl/a:3:1: "path" is written twice: first on line 2'],
    ['---\n- a\n---\n', 'tmpl/a:2:1: front matter is a mapping: keys with values'],
  ])('%j', (text, message) => {
    const parsed = parse(text);
    expect(parsed.ok ? '' : parsed.issues.map(describeIssue).join('\n')).toContain(message);
  });
});

/** Front matter: where it begins and ends, what it may say, and that lines keep their numbers. */
import { describe, expect, it } from 'vitest';
import { describeIssue } from '../../../src/core/issue.ts';
import { parseFrontMatter } from '../../../src/core/template/front-matter.ts';

const parse = (text: string) => parseFrontMatter(text, 'tmpl/a');

it('a path is taken, and the template is what follows, on its own lines', () => {
  expect(parse('---\n# where\npath: etc/{{ clone.config_name }}.conf\n---\nport\n')).toMatchObject({
    ok: true,
    value: {
      path: { text: 'etc/{{ clone.config_name }}.conf', origin: { file: 'tmpl/a', line: 3, column: 7 } },
      text: '{% comment %}\n# where\npath: etc/{{ clone.config_name }}.conf\n{% endcomment %}\nport\n',
    },
  });
});

it.each(['plain', '---\nno end', ' ---\npath: x\n---\n', '', '--- \npath: x\n---\n'])('%j has none', (text) => {
  expect(parse(text)).toMatchObject({ ok: true, value: { text } });
});

it('one that says nothing is none', () => {
  expect(parse('---\n---\nx')).toMatchObject({ ok: true, value: { text: '{% comment %}\n{% endcomment %}\nx' } });
});

describe('what is wrong is told where it stands', () => {
  it.each([
    ['---\npaht: x\n---\n', 'tmpl/a:2:1: unknown key paht before the template (did you mean "path"?)'],
    ['---\n\npath: {{ x }}\n---\n', 'tmpl/a:3:'],
    ['---\npath: 5\n---\n', 'tmpl/a:2:7: path must be a text (put what begins with { into quotes)'],
    ['---\npath: a\npath: b\n---\n', 'tmpl/a:3:1: "path" is written twice: first on line 2'],
    ['---\n- a\n---\n', 'tmpl/a:2:1: front matter is a mapping: keys with values'],
  ])('%j', (text, message) => {
    const parsed = parse(text);
    expect(parsed.ok ? '' : parsed.issues.map(describeIssue).join('\n')).toContain(message);
  });
});

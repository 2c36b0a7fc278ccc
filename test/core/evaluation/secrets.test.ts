/** Secrets in definitions: what is sealed takes part, shows nothing, and opens only when it is read. */
import { describe, expect, it } from 'vitest';
import type { Sealed } from '../../../src/core/definition/value-node.ts';
import { unwrap } from '../../../src/core/error.ts';
import { isInterruption } from '../../../src/core/evaluation/interruption.ts';
import { describeIssue } from '../../../src/core/issue.ts';
import { describePath, isObject, type Json } from '../../../src/core/json.ts';
import { issuesOf, resolve, type Texts } from '../definition/layers.ts';

const SOPS = 'sops: { mac: "ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]", lastmodified: "2026-01-01T00:00:00Z" }\n';

/** An encrypted value, as far as one can see without a key. */
const enc = (data: string, type = 'str') => `"ENC[AES256_GCM,data:${data},iv:aaaa,tag:bbbb,type:${type}]"`;

const TEXTS: Texts = {
  p: `${SOPS}password: ${enc('one')}\nport: ${enc('two', 'int')}\nlist: [${enc('three')}, ${enc('note', 'comment')}, ${enc('four')}]\nclear: yes indeed\n`,
  a: [
    'url: "{{ definition.password }}@{{ definition.clear }}"',
    'again: "{{ definition.url | size }}"',
    'maybe: "{{ definition.password | default: 1 }}"',
    'whole: "{{ definition.list }}"',
    'one: "{{ definition.list | first }}"',
    'free: "{{ definition.clear | upcase }}"',
    'wrong: "{{ definition.password }}{{ definition.nowhere }}"',
  ].join('\n'),
};
const PLAIN: Readonly<Record<string, Json>> = { password: 'pw', port: 5432, 'list[0]': 'x', 'list[1]': 'y' };

const definition = unwrap(resolve(TEXTS, 'a'));

/** The open definition, what it opened and how often it told of a secret. */
function open() {
  const opened: string[] = [];
  let told = 0;
  const values = definition.open({
    open: ({ file, path }: Sealed) => {
      opened.push(`${file} ${describePath(path)}`);
      const value = PLAIN[describePath(path)];
      if (value === undefined) throw Object.assign(new Error('no key'), { wanted: describePath(path) });
      return value;
    },
    noteSecret: () => {
      told += 1;
    },
  });
  if (!isObject(values)) throw new Error('no values');
  return { values, opened, told: () => told };
}

describe('a definition with secrets', () => {
  it('shows *** for each, and for all that leans on one', () => {
    expect(definition.value).toEqual({
      ...{ password: '***', port: '***', list: ['***', '***'], clear: 'yes indeed' },
      ...{
        url: '***',
        again: '***',
        maybe: '***',
        whole: ['***', '***'],
        one: '***',
        free: 'YES INDEED',
        wrong: '***',
      },
    });
    expect(JSON.stringify([definition.value, definition.trail(['password'])])).not.toContain('ENC[');
  });

  it.each([
    [['password'], true],
    [['list', 1], true],
    [['whole', 0], true],
    [['url'], true],
    [['list'], false],
    [['free'], false],
    [['nothing'], false],
  ])('knows of %j whether it is one', (path, is) => {
    expect(definition.isSecret(path)).toBe(is);
  });

  it('knows the file that holds them, and none where a stronger layer overrode them all', () => {
    expect([...definition.sealed.keys()]).toEqual(['define/p.yaml']);
    const plain = unwrap(resolve({ ...TEXTS, a: 'password: a\nport: 1\nlist: []' }, 'a'));
    expect(plain.sealed.size).toBe(0);
    expect(plain.open({ open: () => null, noteSecret: () => undefined })).toBe(plain.value);
  });

  it('opens each when it is read, with its type, and tells so each time', () => {
    const { values, opened, told } = open();
    expect(values['clear']).toBe('yes indeed');
    expect(values['free']).toBe('YES INDEED');
    expect([opened, told()]).toEqual([[], 0]);
    expect(values['url']).toBe('pw@yes indeed');
    expect(opened).toEqual(['define/p.yaml password']);
    const once = told();
    expect(once).toBeGreaterThan(0);
    expect(values['url']).toBe('pw@yes indeed');
    expect(told()).toBeGreaterThan(once);
    expect([values['port'], values['again'], values['one'], values['whole']]).toEqual([5432, 13, 'x', ['x', 'y']]);
    expect(opened).toHaveLength(4);
  });

  it('takes a secret as it is: Liquid in it is text', () => {
    const values = definition.open({ open: () => '{{ nope }} %HOMEDIR%', noteSecret: () => undefined });
    expect(values).toMatchObject({ password: '{{ nope }} %HOMEDIR%', url: '{{ nope }} %HOMEDIR%@yes indeed' });
  });

  it('says where a value is wrong that leans on one, once it is read', () => {
    const { values } = open();
    let reason: unknown;
    try {
      values['wrong'];
    } catch (error) {
      reason =
        isInterruption(error) &&
        error.reason.kind === 'told' &&
        error.reason.issue &&
        describeIssue(error.reason.issue);
    }
    expect(reason).toContain('define/a.yaml:7:8: undefined name definition.nowhere');
  });

  it('does not tell a name that one helped to make', () => {
    const texts = { ...TEXTS, a: 'named: "{{ definition[definition.password] }}"\n' };
    const secret = unwrap(resolve(texts, 'a'));
    const values = secret.open({ open: () => 'hunter2', noteSecret: () => undefined });
    let told = '';
    try {
      Reflect.get(values, 'named');
    } catch (error) {
      told = JSON.stringify(isInterruption(error) && error.reason);
    }
    expect(told).toContain('undefined name definition.***');
    expect(told).not.toContain('hunter2');
  });

  it('lets the reason through why one cannot be opened, each time', () => {
    const values = definition.open({
      open: () => {
        throw Object.assign(new Error('no key'), { wanted: 'it' });
      },
      noteSecret: () => undefined,
    });
    for (const key of ['password', 'url', 'again', 'url']) expect(() => Reflect.get(values, key)).toThrow('no key');
  });
});

describe('a layer', () => {
  it('that only looks like a SOPS file is none', () => {
    const { value } = unwrap(resolve({ a: `x: ${enc('one')}\nsops: { version: 3 }\n` }, 'a'));
    expect(value).toEqual({ x: 'ENC[AES256_GCM,data:one,iv:aaaa,tag:bbbb,type:str]', sops: { version: 3 } });
  });

  it('may add secrets to a list; they are never taken for one another', () => {
    const added = `${SOPS}list: { $append: [${enc('one')}, ${enc('two')}] }\n`;
    expect(unwrap(resolve({ p: 'list: ["***", a]', a: added }, 'a')).value['list']).toEqual(['***', 'a', '***', '***']);
  });

  it.each([
    ['inherit', `${SOPS}inherit: [${enc('one')}]\n`],
    ['environ', `${SOPS}environ: [${enc('one')}]\n`],
    ['repo', `${SOPS}repo: ${enc('one')}\n`],
  ])('may not hide %s', (key, text) => {
    expect(issuesOf(resolve({ a: text }, 'a')).join('\n')).toContain(
      `${key} is encrypted: it is read before any key is at hand`,
    );
  });
});

/** SOPS files, both ways with the real `sops` and `age`. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sopsFiles } from '../../../src/adapters/sops/sops-files.ts';
import { describeWith, tool } from '../../support/tools.ts';

interface Key {
  readonly file: string;
  readonly text: string;
  readonly recipient: string;
}

let folder = '';
let alice: Key;
let bob: Key;
const NOW = Date.UTC(2026, 2, 1, 9, 5);

function makeKey(name: string): Key {
  const file = join(folder, `${name}.txt`);
  execFileSync(tool('age-keygen'), ['-o', file], { stdio: 'ignore' });
  const recipient = execFileSync(tool('age-keygen'), ['-y', file], { encoding: 'utf8' }).trim();
  return { file, recipient, text: readFileSync(file, 'utf8') };
}

/** Our adapter with these variables and a home without keys. */
function files(variables: Record<string, string> = { SOPS_AGE_KEY_FILE: alice.file }) {
  return sopsFiles({ variables: { HOME: folder, PATH: process.env['PATH'], ...variables }, clock: { now: () => NOW } });
}

function sops(args: readonly string[], key: Key = alice, more: Record<string, string> = {}): string {
  const env = { HOME: folder, PATH: process.env['PATH'], SOPS_AGE_KEY_FILE: key.file, ...more };
  return execFileSync(tool('sops'), args, { env, encoding: 'utf8', cwd: folder });
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array) => new TextDecoder().decode(content);

const VALUE = {
  passwd: {
    db: 'b3b1f0c2-8d3e-4a57-a6c1-9d2f35f0a111',
    'odd: key': 'ü "quoted"\n# x',
    '2020-01-01': 'date',
    yes: 'y',
    '1_000': 'n',
  },
  numbers: [1, -7, 1.5, 1e21, 1.5e-7, 123456789012],
  flags: { on: true, off: false },
  nothing: null,
  blank: '',
  list: [['a'], { b: 'c' }],
  none: {},
};

// What the real sops is given: comments of every kind, types that only YAML has, an alias-free mess of nesting.
const THEIRS = `# head comment
passwd:
    db: hunter2 # inline
    # before web
    web: "123"
int: 42
big: 12345678901234567890
float: 1.0
tiny: 1.5e-7
huge: 1e+21
flag: true
date: 2024-05-31
multi: |
    one
    two
list:
    - 1
    # inside the list
    - x: y
plain_unencrypted: in clear
count_unencrypted: 7
ratio_unencrypted: 0.5
when_unencrypted: 2024-05-31T10:00:00Z
sure_unencrypted: false
nothing: null
blank: ""
# foot comment
`;

const OPENED = {
  passwd: { db: 'hunter2', web: '123' },
  int: 42,
  big: '12345678901234567890',
  float: 1,
  tiny: 1.5e-7,
  huge: 1e21,
  flag: true,
  date: '2024-05-31T00:00:00Z',
  multi: 'one\ntwo\n',
  list: [1, { x: 'y' }],
  plain_unencrypted: 'in clear',
  count_unencrypted: 7,
  ratio_unencrypted: 0.5,
  when_unencrypted: '2024-05-31T10:00:00Z',
  sure_unencrypted: false,
  nothing: null,
  blank: '',
};

describeWith(['sops', 'age-keygen'], 'with the real sops', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'facs-sops-'));
    alice = makeKey('alice');
    bob = makeKey('bob');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe('what sops wrote', () => {
    it.each([
      ['by its defaults', []],
      ['with a suffix for what is encrypted', ['--encrypted-suffix', 'db']],
      ['with a regex for what is encrypted', ['--encrypted-regex', '^(passwd|list)$']],
      ['with a regex for what is not', ['--unencrypted-regex', '^(multi|date|huge)$']],
      ['with a MAC over encrypted values alone', ['--encrypted-regex', '^passwd$', '--mac-only-encrypted']],
    ])('%s is read and checked', async (_, flags) => {
      // An integer beyond 64 bits is a float to Go, and what is in clear keeps Go's spelling of it.
      const theirs = THEIRS.replace('big: 12345678901234567890\n', '');
      const path = write('theirs.yaml', theirs);
      const sealed = sops(['--encrypt', '--age', alice.recipient, ...flags, path]);
      const { big: _big, ...expected } = OPENED;
      expect(await files().open(path, bytes(sealed))).toEqual(expected);
    });

    it('and edited and rotated is read again', async () => {
      const path = write('state.yaml', await files().seal('state.yaml', VALUE, { recipients: [alice.recipient] }));
      sops(['set', path, '["passwd"]["new"]', '"by sops"']);
      sops(['rotate', '--in-place', path]);
      const value = await files().open(path, readFileSync(path));
      expect(value).toEqual({ ...VALUE, passwd: { ...VALUE.passwd, new: 'by sops' } });
    });
  });

  describe('what we write', () => {
    it('sops decrypts, and every recipient can', async () => {
      const path = write(
        'ours.yaml',
        await files().seal('ours.yaml', VALUE, { recipients: [alice.recipient, bob.recipient] }),
      );
      for (const key of [alice, bob])
        expect(JSON.parse(sops(['--decrypt', '--output-type', 'json', path], key))).toEqual(VALUE);
      expect(readFileSync(path, 'utf8')).not.toContain('b3b1f0c2');
    });

    it('keeps the bytes of all that did not change, comments too', async () => {
      const path = write('theirs2.yaml', THEIRS.replace('big: 12345678901234567890\n', ''));
      const before = sops(['--encrypt', '--age', alice.recipient, path]);
      const value = await files().open(path, bytes(before));
      const changed = { ...value, passwd: { ...(value['passwd'] as object), more: 'x' } };
      const after = text(await files().seal(path, changed, { recipients: [alice.recipient], previous: bytes(before) }));
      const [old, now] = [before.split('\n'), after.split('\n')];
      const gone = old.filter((line) => !now.includes(line)).map((line) => line.trim().split(':')[0]);
      const come = now.filter((line) => !old.includes(line)).map((line) => line.trim().split(':')[0]);
      expect([gone, come]).toEqual([
        ['lastmodified', 'mac'],
        ['more', 'lastmodified', 'mac'],
      ]);
      write('theirs2.yaml', after);
      const opened = sops(['--decrypt', path]);
      for (const comment of ['# head comment', '# inline', '# before web', '# inside the list', '# foot comment'])
        expect(opened).toContain(comment);
      expect(opened).toContain('more: x');
    });

    it('follows new recipients, who can then open it, and those left out no more', async () => {
      const first = await files().seal('r.yaml', VALUE, { recipients: [alice.recipient] });
      const both = await files().seal('r.yaml', VALUE, { recipients: [bob.recipient], previous: first });
      const asBob = files({ SOPS_AGE_KEY_FILE: bob.file });
      expect(await asBob.open('r.yaml', both)).toEqual(VALUE);
      await expect(files().open('r.yaml', both)).rejects.toMatchObject({ code: 'state/no-key' });
    });

    it('never leaves a value in clear text because of its name', async () => {
      const sealing = files().seal(
        'c.yaml',
        { passwd: { db_unencrypted: 'hunter2' } },
        { recipients: [alice.recipient] },
      );
      await expect(sealing).rejects.toMatchObject({
        issues: [{ code: 'state/clear-text', message: expect.stringContaining('passwd.db_unencrypted') }],
      });
    });
  });

  describe('tampering is found', () => {
    it.each<[string, (sealed: string) => string]>([
      [
        'a value in other words',
        (sealed) =>
          sealed.replace(/(db: ENC\[AES256_GCM,data:)(.)/, (_, start, letter) => start + (letter === 'A' ? 'B' : 'A')),
      ],
      ['a value moved to another key', (sealed) => sealed.replace(/^( +)db: (.*)$/m, '$1db2: $2')],
      ['a value in clear', (sealed) => sealed.replace(/^( +)db: .*$/m, '$1db: hunter3')],
      ['a value taken away', (sealed) => sealed.replace(/^ +web: .*\n/m, '')],
      ['a plain value changed', (sealed) => sealed.replace('in clear', 'in other words')],
      ['another time', (sealed) => sealed.replace(/lastmodified: .*/, 'lastmodified: "2020-01-01T00:00:00Z"')],
      ['the MAC of another file', (sealed) => sealed.replace(/mac: .*/, 'mac: ""')],
    ])('%s', async (_, tamper) => {
      const path = write('tamper.yaml', 'passwd:\n    db: hunter2\n    web: hunter3\nplain_unencrypted: in clear\n');
      const sealed = sops(['--encrypt', '--age', alice.recipient, path]);
      await expect(files().open(path, bytes(tamper(sealed)))).rejects.toMatchObject({
        kind: 'operation',
        code: 'state/tampered',
        message: expect.not.stringContaining('hunter'),
      });
    });
  });

  describe('keys are found', () => {
    let sealed = new Uint8Array();
    beforeAll(async () => {
      sealed = (await files().seal('k.yaml', VALUE, {
        recipients: [bob.recipient, alice.recipient],
      })) as Uint8Array<ArrayBuffer>;
    });

    const keyLine = () => alice.text.split('\n').find((line) => line.startsWith('AGE-')) ?? '';
    const config = (key: string) => {
      mkdirSync(join(folder, 'xdg/sops/age'), { recursive: true });
      writeFileSync(join(folder, 'xdg/sops/age/keys.txt'), key);
      return { XDG_CONFIG_HOME: join(folder, 'xdg') };
    };
    const command = () => {
      const path = write(
        'get key',
        `#!/bin/sh\n[ "$SOPS_AGE_RECIPIENT" = ${alice.recipient} ] && cat '${alice.file}'; :\n`,
      );
      chmodSync(path, 0o755);
      return { SOPS_AGE_KEY_CMD: `'${path}' word` };
    };

    it.each<[string, () => Record<string, string>]>([
      ['in SOPS_AGE_KEY', () => ({ SOPS_AGE_KEY: `# note\n${keyLine()}\n` })],
      ['in SOPS_AGE_KEY_FILE', () => ({ SOPS_AGE_KEY_FILE: alice.file })],
      ['by SOPS_AGE_KEY_CMD, told for whom', command],
      ['in the user’s sops/age/keys.txt', () => config(alice.text)],
    ])('%s', async (_, variables) => {
      expect(await files(variables()).open('k.yaml', sealed)).toEqual(VALUE);
    });

    it('and give the recipients of their own', async () => {
      expect(await files({ SOPS_AGE_KEY: keyLine() }).ownRecipients()).toEqual([alice.recipient]);
      expect(await files({}).ownRecipients()).toEqual([]);
    });

    it('or not: the failure lists recipients and places, never keys', async () => {
      const wrong = files({
        SOPS_AGE_KEY: 'nonsense AGE-SECRET-KEY-1X',
        SOPS_AGE_KEY_FILE: '/nowhere',
        SOPS_AGE_KEY_CMD: 'false',
      });
      const failure = await wrong.open('k.yaml', sealed).catch((error) => error);
      expect(failure).toMatchObject({ kind: 'operation', code: 'state/no-key', target: 'k.yaml' });
      for (const part of [
        alice.recipient,
        bob.recipient,
        'SOPS_AGE_KEY holds 2 lines',
        '/nowhere',
        'SOPS_AGE_KEY_CMD (false) failed: 1',
      ])
        expect(failure.message).toContain(part);
      expect(failure.message).not.toContain('nonsense');
      expect(failure.next).toContain('sops/age/keys.txt');
    });
  });

  it.each([
    ['no SOPS file', 'a: b\n', 'state/not-sops'],
    ['no YAML', 'a: [', 'state/yaml'],
    ['a split key', 'sops:\n  key_groups: [{age: []}, {age: []}]\n  mac: x\n  lastmodified: y\n', 'state/unsupported'],
  ])('%s is refused', async (_, content, code) => {
    await expect(files().open('x.yaml', bytes(content))).rejects.toMatchObject({
      issues: [{ code, origin: { file: 'x.yaml' } }],
    });
  });

  it.each(['age1nonsense', 'ssh-ed25519 AAAA'])('recipient %s is refused', async (recipient) => {
    await expect(files().seal('x.yaml', VALUE, { recipients: [recipient] })).rejects.toMatchObject({
      issues: [{ code: 'state/recipients' }],
    });
  });
});

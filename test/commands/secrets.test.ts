/** `facs secrets …` on this machine and in a meta repo, with real keys; the real sops looks at what comes out. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { facs as run } from '../support/facs.ts';
import { git } from '../support/meta.ts';
import { describeWith, tool } from '../support/tools.ts';

const CLI = join(import.meta.dirname, '../../src/cli/cli.ts');
let keys = '';
let folder = '';

interface Key {
  readonly file: string;
  readonly recipient: string;
}

function makeKey(name: string): Key {
  const file = join(keys, name);
  if (!existsSync(file)) execFileSync(tool('age-keygen'), ['-o', file], { stdio: 'ignore' });
  return { file, recipient: execFileSync(tool('age-keygen'), ['-y', file], { encoding: 'utf8' }).trim() };
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

const environment = (key: Key | undefined, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...{ HOME: folder, PATH: process.env['PATH'], XDG_CONFIG_HOME: undefined, XDG_RUNTIME_DIR: undefined },
  ...(key === undefined ? {} : { SOPS_AGE_KEY_FILE: key.file }),
  ...more,
});

/** In this process. */
const facs = (words: readonly string[], key: Key | undefined = makeKey('ann')) => run(folder, words, environment(key));

/** As a process of its own, with something on stdin and variables of its own. */
function program(words: readonly string[], input: string, more: NodeJS.ProcessEnv = {}) {
  const env = environment(makeKey('ann'), more);
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
    cwd: folder,
    env,
    input,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

function sops(path: string, key: Key): unknown {
  const words = ['--decrypt', '--output-type', 'json', join(folder, path)];
  return JSON.parse(
    execFileSync(tool('sops'), words, { env: environment(key), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
}

const DEFINE = {
  'define/facsimile.yaml': 'projects: { shop: }\ninstances: { production.eu: {}, dev.*: {} }\nmodules: [db]\n',
  'define/dev.yaml': 'x: 1\n',
};
const STATE = '.facsimile/state/production.eu.yaml';
/** A file that the real sops encrypts. */
function seal(path: string, plain: string, ...who: readonly Key[]): void {
  write({ [path]: plain });
  const age = who.map(({ recipient }) => recipient).join(',');
  const words = ['--encrypt', '--in-place', '--age', age, join(folder, path)];
  execFileSync(tool('sops'), words, { env: environment(undefined), stdio: 'ignore' });
}

const rules = (...who: readonly Key[]) =>
  `creation_rules: [{ age: "${who.map(({ recipient }) => recipient).join(',')}" }]\n`;

describeWith(['sops', 'age-keygen'], 'with real keys', () => {
  beforeAll(() => {
    keys = mkdtempSync(join(tmpdir(), 'facs-keys-'));
  });
  afterAll(() => rmSync(keys, { recursive: true, force: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'facs-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A state with a value and a comment in it. */
  function begin(...who: readonly Key[]): void {
    write({ ...DEFINE, '.sops.yaml': rules(...who) });
    seal(STATE, 'passwd:\n    db: hunter2\n', ...who);
  }

  describe('facs secrets set', () => {
    it('D-27: takes the value from stdin, makes the state, and shows the value nowhere', async () => {
      write({ ...DEFINE, '.sops.yaml': rules(makeKey('ann'), makeKey('bob')) });
      const ran = program(['secrets', 'set', 'production.eu', 'values.stripe.key', '--json'], 'sk live \u00fc\n\n');
      expect(JSON.parse(ran.stdout)).toEqual({
        ...{ project: 'shop', instance: 'production.eu', state: STATE },
        ...{ key: 'values.stripe.key', outcome: 'created' },
      });
      expect(ran.stdout + ran.stderr).not.toContain('sk live');
      expect(sops(STATE, makeKey('bob'))).toEqual({ values: { stripe: { key: 'sk live \u00fc\n' } } });
    });

    it('keeps the bytes of everything else, and writes nothing when nothing changes', async () => {
      begin(makeKey('ann'), makeKey('bob'));
      const before = readFileSync(join(folder, STATE), 'utf8').split('\n');
      program(['secrets', 'set', 'production.eu', '["values"]["a.b"]', '--as', 'json'], '{"n": 12, "l": [true, null]}');
      const after = readFileSync(join(folder, STATE), 'utf8').split('\n');
      const gone = before.filter((line) => !after.includes(line)).map((line) => line.trim().split(':')[0]);
      // The time of a change counts in seconds: two within one have the same.
      expect(gone.filter((name) => name !== 'lastmodified')).toEqual(['mac']);
      expect(sops(STATE, makeKey('ann'))).toEqual({
        passwd: { db: 'hunter2' },
        values: { 'a.b': { n: 12, l: [true, null] } },
      });
      expect(program(['secrets', 'set', 'production.eu', 'values.a.b.n', '--as', 'json'], '12').stdout).toBe(
        `${STATE}: unchanged\n`,
      );
      expect(readFileSync(join(folder, STATE), 'utf8').split('\n')).toEqual(after);
      expect((await facs(['secrets', 'set', 'production.eu', 'values', '--unset'])).stdout).toBe(
        `${STATE}: values taken away\n`,
      );
      expect(sops(STATE, makeKey('ann'))).toEqual({ passwd: { db: 'hunter2' } });
    });

    it('makes no state to take something out of it', async () => {
      write({ ...DEFINE, '.sops.yaml': rules(makeKey('ann'), makeKey('bob')) });
      const ran = await facs(['secrets', 'set', 'production.eu', 'values.x', '--unset']);
      expect([ran.code, ran.stderr]).toEqual([2, 'KEY: there is no state yet to take "values.x" out of']);
      expect(existsSync(join(folder, STATE))).toBe(false);
    });

    it.each([
      ['nothing', 'values.x', '', [], 1, 'nothing was said'],
      ['no place', '["values"', 'x', [], 2, 'no place in a file of secrets'],
      ['a place that sops needs', 'sops.mac', 'x', [], 2, 'no place in a file of secrets'],
      ['what is no state', 'passwd', 'x', [], 2, 'passwd'],
      ['below a text', 'passwd.db.x', 'x', [], 2, 'below something that is no mapping'],
      ['no JSON', 'values.x', '{hunter3', ['--as', 'json'], 2, 'the value is no JSON'],
      [
        'what nothing reads',
        'value.x',
        'hunter3',
        [],
        2,
        'KEY: nothing reads "value" in a state (did you mean "values"?)',
      ],
      ['what stands nowhere', 'api', 'hunter3', [], 2, 'what is yours stands below values: values.api'],
      ['a number that would change', 'values.x', '[9007199254740993]', ['--as', 'json'], 2, 'cannot be kept exactly'],
      [
        'a key that is none',
        'values.x',
        '{"__proto__": 1}',
        ['--as', 'json'],
        2,
        'the value holds a key that cannot be one',
      ],
      ['in clear text', 'values.x_unencrypted', 'hunter3', [], 2, 'clear text'],
    ])('refuses %s', async (_, key, input, flags, code, why) => {
      begin(makeKey('ann'), makeKey('bob'));
      const before = readFileSync(join(folder, STATE), 'utf8');
      const ran = program(['secrets', 'set', 'production.eu', key, ...flags], input);
      expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(why)]);
      expect(ran.stderr).not.toContain('hunter3');
      expect(readFileSync(join(folder, STATE), 'utf8')).toBe(before);
    });
  });

  describeWith(['script'], 'on a terminal', () => {
    /** Types `typed` at a program whose terminal `script` plays. */
    function type(words: readonly string[], typed: string) {
      const line = [process.execPath, CLI, ...words].join(' ');
      const env = environment(makeKey('ann'), { TERM: 'dumb' });
      return new Promise<string>((resolve) => {
        const child = spawn('script', ['-qec', line, '/dev/null'], {
          cwd: folder,
          env,
          stdio: ['pipe', 'pipe', 'ignore'],
        });
        let shown = '';
        child.stdout.on('data', (chunk) => {
          shown += chunk;
          if (typed !== '' && shown.includes('passwd.db: ')) child.stdin.write(typed);
          if (shown.includes('passwd.db: ')) typed = '';
        });
        child.once('close', () => resolve(shown));
      });
    }

    it('the value is asked for and not shown, and values are shown', async () => {
      begin(makeKey('ann'), makeKey('bob'));
      const shown = await type(['secrets', 'set', 'production.eu', 'passwd.db'], 'hunterX\u007f7\r');
      expect(shown).toContain(`${STATE}: passwd.db set`);
      expect(shown).not.toContain('hunter');
      expect(sops(STATE, makeKey('ann'))).toEqual({ passwd: { db: 'hunter7' } });
      expect(await type(['secrets', 'show', 'production.eu'], '')).toContain('db: hunter7');
      expect(await type(['secrets', 'set', 'production.eu', 'passwd.db'], 'x\u0003')).toContain('called off');
      expect(sops(STATE, makeKey('ann'))).toEqual({ passwd: { db: 'hunter7' } });
    });
  });

  describe('facs secrets show', () => {
    it('shows keys to everybody, and values only to who asks for them', async () => {
      begin(makeKey('ann'), makeKey('bob'));
      const masked = await facs(['secrets', 'show', 'production.eu']);
      expect(masked).toMatchObject({ stdout: 'passwd:\n  db: "***"\n', stderr: expect.stringContaining('--reveal') });
      expect(masked.data).toMatchObject({ revealed: false, value: { passwd: { db: '***' } } });
      const revealed = await facs(['secrets', 'show', 'production.eu', '--reveal']);
      expect([revealed.stdout, revealed.stderr]).toEqual(['passwd:\n    db: hunter2\n', '']);
      expect((await facs(['secrets', 'show', 'production.eu', '--reveal', '--key', 'passwd.db'])).stdout).toBe(
        'hunter2\n',
      );
      expect(await facs(['secrets', 'show', 'production.eu', '--key', 'passwd.web'])).toMatchObject({ code: 2 });
    });

    it('needs a state, and a key for it', async () => {
      write(DEFINE);
      expect(await facs(['secrets', 'show', 'production.eu'])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('does not exist yet'),
      });
      begin(makeKey('ann'), makeKey('bob'));
      const ran = await facs(['secrets', 'show', 'production.eu', '--reveal'], makeKey('eve'));
      expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(makeKey('bob').recipient) });
    });
  });

  describe('facs secrets edit', () => {
    const SHARED = '/dev/shm';
    const left = () =>
      (existsSync(SHARED) ? readdirSync(SHARED) : [])
        .concat(readdirSync(tmpdir()))
        .filter((name) => name.startsWith('facs-edit-'));

    /** An editor that is a shell command; `$1` is the file. */
    function editor(command: string): NodeJS.ProcessEnv {
      const path = join(folder, 'an editor');
      writeFileSync(path, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
      return { EDITOR: `'${path}'` };
    }

    it('shows the state in clear in a private file, writes back what changed, and leaves nothing behind', async () => {
      begin(makeKey('ann'), makeKey('bob'));
      const look = `ls -ld "$1" "$(dirname "$1")" > '${folder}/seen'; cp "$1" '${folder}/was'; env >> '${folder}/seen'`;
      const add = 'printf "# from the provider\\nvalues:\\n    token: t1 # old\\n" >> "$1"; cp "$1" "$1~"';
      const ran = program(['secrets', 'edit', 'production.eu'], '', {
        ...editor(`${look}; ${add}`),
        SOPS_AGE_KEY: 'AGE-SECRET-KEY-1X',
      });
      expect([ran.code, ran.stdout]).toEqual([0, `${STATE}: written\n`]);
      const seen = readFileSync(join(folder, 'seen'), 'utf8');
      expect(seen).toMatch(/^-rw-------.*production\.eu\.yaml$/m);
      expect(seen).toMatch(/^drwx------.*facs-edit-\w+$/m);
      expect(seen).not.toContain('AGE-SECRET-KEY');
      expect(readFileSync(join(folder, 'was'), 'utf8')).toBe('passwd:\n    db: hunter2\n');
      expect(left()).toEqual([]);
      const opened = execFileSync(tool('sops'), ['--decrypt', join(folder, STATE)], {
        env: environment(makeKey('bob')),
        encoding: 'utf8',
      });
      expect(opened).toBe('passwd:\n    db: hunter2\n# from the provider\nvalues:\n    # old\n    token: t1\n');
      expect(readFileSync(join(folder, STATE), 'utf8')).not.toContain('provider');
    });

    it.each([
      ['left as it was', 'touch "$1"', 0, 'unchanged'],
      ['out of form', 'printf "a: [" >> "$1"', 2, 'production.eu.yaml:'],
      ['no state', 'printf "uiids: {a: 999}\\n" >> "$1"', 2, 'uiids'],
      ['with sops taken', 'printf "sops: x\\n" >> "$1"', 2, 'the key sops is taken'],
      ['given up', 'echo "x: 1" >> "$1"; exit 3', 1, 'ended with 3'],
      ['removed', 'rm "$1"', 1, 'was removed'],
    ])('a text %s changes nothing', async (_, command, code, why) => {
      begin(makeKey('ann'), makeKey('bob'));
      const before = readFileSync(join(folder, STATE), 'utf8');
      const ran = program(['secrets', 'edit', 'production.eu'], '', editor(command));
      expect([ran.code, ran.stdout + ran.stderr]).toEqual([code, expect.stringContaining(why)]);
      expect(readFileSync(join(folder, STATE), 'utf8')).toBe(before);
      expect(left()).toEqual([]);
    });

    it.each(['SIGTERM', 'SIGHUP'] as const)('%s leaves nothing of the plain text', async (signal) => {
      begin(makeKey('ann'), makeKey('bob'));
      const env = environment(makeKey('ann'), editor(`echo "$1" > '${folder}/path'; exec sleep 60`));
      const child = spawn(process.execPath, [CLI, 'secrets', 'edit', 'production.eu'], {
        cwd: folder,
        env,
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
      await expect.poll(() => existsSync(join(folder, 'path')), { timeout: 20_000 }).toBe(true);
      const path = readFileSync(join(folder, 'path'), 'utf8').trim();
      expect(statSync(path).mode & 0o777).toBe(0o600);
      child.kill(signal);
      expect(await ended).toBe(signal);
      expect(existsSync(dirname(path))).toBe(false);
    });
  });

  it('facs secrets rotate gives a new data key and new bytes to every value, for the same recipients', async () => {
    begin(makeKey('ann'), makeKey('bob'));
    const sealed = (): readonly string[] =>
      readFileSync(join(folder, STATE), 'utf8').match(/(?:ENC\[[^\]]*\]|^ +[A-Za-z0-9+/=]{40,}$)/gm) ?? [];
    const before = sealed();
    expect((await facs(['secrets', 'rotate', 'production.eu', '--dry-run'])).stdout).toContain('would be');
    expect(sealed()).toEqual(before);
    const ran = await facs(['secrets', 'rotate', 'production.eu']);
    expect(ran.data).toMatchObject({ recipients: [makeKey('ann').recipient, makeKey('bob').recipient] });
    expect(sealed().filter((text) => before.includes(text))).toEqual([]);
    for (const key of ['ann', 'bob']) expect(sops(STATE, makeKey(key))).toEqual({ passwd: { db: 'hunter2' } });
  });

  it('facs secrets recipients tells who can read, who should and who should not; a single one is warned of', async () => {
    begin(makeKey('ann'), makeKey('bob'));
    write({
      '.sops.yaml': `keys: [&ann ${makeKey('ann').recipient}, &eve ${makeKey('eve').recipient}]\ncreation_rules: [{ age: [*ann, *eve] }]\n`,
    });
    const ran = await facs(['secrets', 'recipients', 'production.eu']);
    expect(ran.data.recipients).toEqual([
      { recipient: makeKey('ann').recipient, name: 'ann', own: true, in_file: true, in_rules: true },
      { recipient: makeKey('bob').recipient, name: null, own: false, in_file: true, in_rules: false },
      { recipient: makeKey('eve').recipient, name: 'eve', own: false, in_file: false, in_rules: true },
    ]);
    expect(ran.stdout).toMatch(/bob|not in \.sops\.yaml/);
    expect(ran.stderr).toBe('');
    write({ '.sops.yaml': rules(makeKey('ann')) });
    await facs(['secrets', 'updatekeys', 'production.eu']);
    expect((await facs(['secrets', 'recipients', 'production.eu'])).stderr).toContain('single recipient');
  });

  describe('facs secrets updatekeys', () => {
    it('follows the rules without touching a value; who was taken out cannot read it any more', async () => {
      begin(makeKey('ann'), makeKey('bob'));
      write({ '.sops.yaml': rules(makeKey('eve'), makeKey('ann')) });
      const values = () => readFileSync(join(folder, STATE), 'utf8').match(/.*ENC\[.*/g);
      const before = values();
      const words = ['secrets', 'updatekeys', 'production.eu'];
      const dry = await facs([...words, '--dry-run'], makeKey('nobody'));
      expect(dry.stdout).toBe(
        `${STATE}: would be changed\n  + ${makeKey('eve').recipient}\n  - ${makeKey('bob').recipient}\n`,
      );
      expect(await facs(words, makeKey('eve'))).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('no key here opens'),
      });
      const ran = await facs(words);
      expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('may have kept') });
      expect(values()).toEqual(before);
      expect(sops(STATE, makeKey('eve'))).toEqual({ passwd: { db: 'hunter2' } });
      expect(() => sops(STATE, makeKey('bob'))).toThrow();
      expect((await facs(words)).stdout).toBe(`${STATE}: as .sops.yaml says\n`);
    });

    it('refuses recipients that are none, all at once and at their rule, before it opens anything', async () => {
      begin(makeKey('ann'), makeKey('bob'));
      write({
        '.sops.yaml': `# ours\ncreation_rules:\n  - age: [age1qqqq, ${makeKey('ann').recipient}, "ssh-ed25519 AAAA"]\n`,
      });
      const before = readFileSync(join(folder, STATE), 'utf8');
      for (const words of [['--all'], ['--all', '--dry-run'], ['production.eu']]) {
        const ran = await facs(['secrets', 'updatekeys', ...words], makeKey('nobody'));
        expect([ran.code, ran.stderr.match(/^\.sops\.yaml:3:5: "[^ "]*/gm)]).toEqual([
          2,
          ['.sops.yaml:3:5: "age1qqqq', '.sops.yaml:3:5: "ssh-ed25519'],
        ]);
      }
      expect(readFileSync(join(folder, STATE), 'utf8')).toBe(before);
    });

    it('leaves a file alone that somebody else changed while its key was asked for', async () => {
      begin(makeKey('ann'), makeKey('bob'));
      const theirs = readFileSync(join(folder, STATE), 'utf8').replace(/^sops:/m, '# theirs\nsops:');
      write({
        '.sops.yaml': rules(makeKey('ann'), makeKey('eve')),
        theirs,
        'key.sh': `#!/bin/sh\ncat theirs > ${STATE}\ncat '${makeKey('ann').file}'\n`,
      });
      const more = { SOPS_AGE_KEY_FILE: undefined, SOPS_AGE_KEY_CMD: 'sh key.sh' };
      const ran = program(['secrets', 'updatekeys', '--all'], '', more);
      expect([ran.code, ran.stdout]).toEqual([1, `${STATE}: somebody else changed it meanwhile: run this again\n`]);
      expect(readFileSync(join(folder, STATE), 'utf8')).toBe(theirs);
    });

    it('of a whole work tree: each file by the nearest rules, YAML and JSON; files of others are left alone', async () => {
      begin(makeKey('ann'), makeKey('bob'));
      seal('runtime/a.json', '{"token": "t"}', makeKey('ann'));
      seal('team/secret.yaml', 'token: t\n', makeKey('eve'));
      seal('node_modules/x/secret.yaml', 'token: t\n', makeKey('ann'));
      write({
        '.sops.yaml': `creation_rules: [{ path_regex: ^runtime/, age: "${makeKey('ann').recipient},${makeKey('eve').recipient}" }]\n`,
        'team/.sops.yaml': rules(makeKey('ann'), makeKey('eve')),
        'notes.yaml': 'sops: is a program\n',
      });
      const dry = await facs(['secrets', 'updatekeys', '--all', '--dry-run']);
      const outcomes = Object.fromEntries(
        dry.data.files.map((file: { path: string; outcome: string }) => [file.path, file.outcome]),
      );
      expect(outcomes).toEqual({ [STATE]: 'no-rule', 'runtime/a.json': 'changed', 'team/secret.yaml': 'changed' });
      const ran = await facs(['secrets', 'updatekeys', '--all']);
      expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('1 of 3 files') });
      expect(ran.data.files[2]).toMatchObject({
        outcome: 'locked',
        why: expect.stringContaining(makeKey('eve').recipient),
      });
      expect(sops('runtime/a.json', makeKey('eve'))).toEqual({ token: 't' });
      expect(await facs(['secrets', 'updatekeys', '--all'], makeKey('eve'))).toMatchObject({ code: 0 });
      expect(sops('team/secret.yaml', makeKey('ann'))).toEqual({ token: 't' });
      expect(await facs(['secrets', 'updatekeys'])).toMatchObject({ code: 64 });
    });
  });

  describe('in a meta repo', () => {
    const meta = () => join(folder, 'meta.git');
    const inMeta = (words: readonly string[], key = makeKey('ann')) =>
      facs(['secrets', ...words, '--meta', meta(), '--define', 'define'], key);
    const set = (instance: string, value: string) =>
      program(['secrets', 'set', instance, 'passwd.db', '--meta', meta(), '--define', 'define'], value);
    const commits = () => Number(git(meta(), 'rev-list', '--count', 'HEAD'));

    async function beginMeta(text: string): Promise<void> {
      write(DEFINE);
      expect(await facs(['meta', 'init', meta()])).toMatchObject({ code: 0 });
      const clone = join(folder, 'clone');
      execFileSync('git', ['clone', '--quiet', meta(), clone]);
      writeFileSync(join(clone, '.sops.yaml'), text);
      git(clone, 'add', '.');
      execFileSync('git', ['-C', clone, '-c', 'user.name=ann', '-c', 'user.email=a@b', 'commit', '-qm', 'Rules']);
      git(clone, 'push', '--quiet');
    }

    it('B-13: a developer’s key opens dev.alice and not production, and production’s not dev.alice', async () => {
      const [alice, ops] = [makeKey('alice'), makeKey('ops')];
      const ann = makeKey('ann').recipient;
      await beginMeta(
        [
          'creation_rules:',
          `  - { path_regex: ^state/dev\\.alice\\.yaml$, age: "${ann},${alice.recipient}" }`,
          `  - { path_regex: ^state/production\\., age: "${ann},${ops.recipient}" }`,
          '',
        ].join('\n'),
      );
      expect([set('dev.alice', 'for alice').code, set('production.eu', 'for ops').code]).toEqual([0, 0]);
      const show = (instance: string, key: Key) => inMeta(['show', instance, '--reveal', '--key', 'passwd.db'], key);
      expect(await show('dev.alice', alice)).toMatchObject({ code: 0, stdout: 'for alice\n' });
      expect(await show('production.eu', ops)).toMatchObject({ code: 0, stdout: 'for ops\n' });
      for (const refused of [await show('production.eu', alice), await show('dev.alice', ops)])
        expect(refused).toMatchObject({
          code: 1,
          stdout: '',
          stderr: expect.stringContaining('no key here opens state/'),
        });
      for (const instance of ['dev.alice', 'production.eu']) {
        const stored = git(meta(), 'show', `HEAD:state/${instance}.yaml`);
        expect(stored).toContain('ENC[AES256_GCM,');
        expect(stored).not.toMatch(/for (alice|ops)/);
      }
      expect(set('dev.bob', 'x')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('no rule of the meta repo'),
      });
    });

    it('every change is one commit, and all files that updatekeys changes are one', async () => {
      await beginMeta(rules(makeKey('ann'), makeKey('bob')));
      set('dev.alice', 'one');
      set('production.eu', 'two');
      const clone = join(folder, 'clone');
      git(clone, 'pull', '--quiet');
      writeFileSync(join(clone, '.sops.yaml'), rules(makeKey('ann'), makeKey('eve')));
      execFileSync('git', ['-C', clone, '-c', 'user.name=ann', '-c', 'user.email=a@b', 'commit', '-qam', 'Eve']);
      git(clone, 'push', '--quiet');
      const before = commits();
      expect((await inMeta(['updatekeys', '--all', '--dry-run'])).data.files).toHaveLength(2);
      expect(commits()).toBe(before);
      expect(await inMeta(['updatekeys', '--all'])).toMatchObject({ code: 0 });
      expect(commits()).toBe(before + 1);
      expect(git(meta(), 'log', '-1', '--format=%s')).toBe(
        `Recipients: added ${makeKey('eve').recipient}; removed ${makeKey('bob').recipient}`,
      );
      expect(await inMeta(['show', 'production.eu', '--reveal'], makeKey('eve'))).toMatchObject({
        stdout: 'passwd:\n    db: two\n',
      });
      expect(await inMeta(['rotate', 'production.eu'])).toMatchObject({ code: 0 });
      expect(commits()).toBe(before + 2);
      expect(set('production.eu', 'two').stdout).toContain('unchanged');
      expect(commits()).toBe(before + 2);
    });

    it('an edit does not go over what somebody else wrote meanwhile', async () => {
      await beginMeta(rules(makeKey('ann'), makeKey('bob')));
      set('production.eu', 'one');
      const env = { FACS: `${process.execPath} ${CLI}`, FACS_META: meta(), SOPS_AGE_KEY_FILE: makeKey('ann').file };
      const script = join(folder, 'editor');
      writeFileSync(
        script,
        '#!/bin/sh\nprintf three | $FACS secrets set production.eu passwd.db --define define --top-dir other >&2\nprintf "values: {a: b}\\n" >> "$1"\n',
        { mode: 0o755 },
      );
      const ran = program(['secrets', 'edit', 'production.eu', '--meta', meta(), '--define', 'define'], '', {
        ...env,
        EDITOR: script,
      });
      expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('changed by somebody else') });
      expect(await inMeta(['show', 'production.eu', '--reveal'])).toMatchObject({ stdout: 'passwd:\n    db: three\n' });
    });
  });
});

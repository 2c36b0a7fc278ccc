/** Layers that are SOPS files, as a user meets them: with the real `sops` and `age`, with and without the key. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FacsRun, facs } from '../support/facs.ts';
import { makeRepository, openTemporary, writeFiles } from '../support/repositories.ts';
import { describeWith, tool } from '../support/tools.ts';

interface Key {
  readonly secret: string;
  readonly recipient: string;
}

const MARKER = 'hunter2-in-no-log';
let root = '';
let remove: () => Promise<void>;
let folder = '';
let count = 0;
let alice: Key;
let bob: Key;

beforeAll(async () => {
  ({ folder: root, remove } = await openTemporary());
  [alice, bob] = [makeKey(), makeKey()];
});
afterAll(() => remove());
beforeEach(async () => {
  folder = join(root, String(count++));
  await mkdir(folder);
});

function makeKey(): Key {
  const file = execFileSync(tool('age-keygen'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const secret = file.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-')) ?? '';
  return { secret, recipient: /age1[0-9a-z]+/.exec(file)?.[0] ?? '' };
}

/** Encrypts a layer in place, as a user would. */
function encrypt(path: string, key: Key, more: readonly string[] = []): void {
  const env = { PATH: process.env['PATH'], HOME: folder };
  execFileSync(tool('sops'), ['encrypt', '--in-place', '--age', key.recipient, ...more, join(folder, path)], { env });
}

const run = (words: readonly string[], key?: Key): Promise<FacsRun> =>
  facs(folder, words, {
    ...{ HOME: folder, XDG_CONFIG_HOME: undefined, SOPS_AGE_KEY_FILE: undefined, SOPS_AGE_KEY_CMD: undefined },
    SOPS_AGE_KEY: key?.secret,
  });

const shown = ({ stdout, stderr, data }: FacsRun) => `${stdout}\n${stderr}\n${JSON.stringify(data)}`;
const out = (path: string) => readFile(join(folder, 'out', path), 'utf8');
const modeOf = async (path: string) => ((await stat(join(folder, 'out', path))).mode & 0o777).toString(8);

/** An estate whose production has its secrets in a layer of its own. */
async function writeEstate(more: Readonly<Record<string, string>> = {}): Promise<void> {
  await writeFiles(folder, {
    'define/facsimile.yaml': 'instances: { production: , dev: }\n',
    'define/dev.yaml': 'db: { host: localhost, password: not-secret }\n',
    'define/production.yaml':
      'inherit: [secrets]\ndb: { host: db1 }\nurl: "postgres://app:{{ definition.db.password }}@{{ definition.db.host }}/shop"\n',
    'define/secrets.yaml': `# of production\ndb:\n  # for the app\n  password: ${MARKER}\n  port: 5432\nkeys:\n  - one-${MARKER}\n  - two\n`,
    'define/tmpl/_ALL_/_DEPLOY_/plain.conf': '{{ definition.db.host }}\n',
    'define/tmpl/production/_DEPLOY_/secret.conf': '{{ definition.url }}\n{{ definition.db.port | plus: 1 }}\n',
    'define/tmpl/production/_DEPLOY_/keys.conf': '{% for key in definition.keys %}{{ key }} {% endfor %}\n',
    ...more,
  });
  const repository = await makeRepository(folder);
  encrypt('define/secrets.yaml', alice);
  await repository.commit({});
}

const render = (key?: Key, instance = 'production') =>
  run(['render', 'shop', instance, '--src-dir', '.', '--out', 'out'], key);

describeWith(['sops', 'age-keygen'], 'a layer that is a SOPS file', () => {
  it('takes part without a key, and none of its values is ever shown, with a key or without', async () => {
    await writeEstate();
    for (const key of [undefined, alice]) {
      const resolved = await run(['resolve', 'shop', 'production'], key);
      expect([resolved.code, resolved.stderr]).toEqual([0, '']);
      expect(resolved.data.definition).toMatchObject({
        db: { host: 'db1', password: '***', port: '***' },
        keys: ['***', '***'],
        url: '***',
      });
      expect(shown(resolved)).not.toMatch(/ENC\[|sops|hunter2/);
    }
  });

  it('explains who set a secret, and does not say what it is', async () => {
    await writeEstate();
    const { stdout } = await run(['explain', 'shop', 'production', 'db.password'], alice);
    expect(stdout).toContain('db.password: "***" (a secret)\n  set at define/secrets.yaml:4:15 (layer secrets)');
    expect(shown(await run(['explain', 'shop', 'production', 'url'], alice))).not.toContain(MARKER);
  });

  it('gives templates its values with their types, in files for their owner alone', async () => {
    await writeEstate();
    const rendered = await render(alice);
    expect([rendered.code, rendered.stderr.includes(MARKER)]).toEqual([0, false]);
    expect(shown(rendered)).not.toContain(MARKER);
    expect(await out('_DEPLOY_/secret.conf')).toBe(`postgres://app:${MARKER}@db1/shop\n5433\n`);
    expect(await out('_DEPLOY_/keys.conf')).toBe(`one-${MARKER}two`);
    expect(await modeOf('_DEPLOY_/secret.conf')).toBe('600');
    expect(await modeOf('_DEPLOY_/keys.conf')).toBe('600');
    expect(await modeOf('_DEPLOY_/plain.conf')).toBe('644');
  });

  it('fails without its key where a file needs a secret, with the recipients, and writes nothing', async () => {
    await writeEstate();
    for (const key of [undefined, bob]) {
      const { code, stderr } = await render(key);
      expect(code).toBe(1);
      expect(stderr).toContain(`no key here opens define/secrets.yaml: it is encrypted to ${alice.recipient}`);
      expect(existsSync(join(folder, 'out'))).toBe(false);
    }
  });

  it('needs no key where no file needs a secret', async () => {
    await writeEstate();
    expect((await render(undefined, 'dev')).code).toBe(0);
    await writeFiles(folder, { 'define/strong.yaml': '' });
    for (const path of ['secret.conf', 'keys.conf'])
      await writeFile(join(folder, 'define/tmpl/production/_DEPLOY_', path), 'nothing\n');
    const rendered = await render();
    expect([rendered.code, rendered.stderr]).toEqual([0, '']);
    expect(await modeOf('_DEPLOY_/secret.conf')).toBe('644');
  });

  it('needs no key for secrets that a stronger layer overrode', async () => {
    await writeEstate({
      'define/production.yaml':
        'inherit: [secrets]\ndb: { host: db1, password: mine, port: 1 }\nkeys: []\nurl: "{{ definition.db.password }}"\n',
    });
    expect((await render()).code).toBe(0);
    expect(await out('_DEPLOY_/secret.conf')).toBe('mine\n2\n');
  });

  it('is refused with its file when somebody tampered with it, once it is opened', async () => {
    await writeEstate();
    const path = join(folder, 'define/secrets.yaml');
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace(
        /password: ENC\[AES256_GCM,data:(.)/,
        (all, letter) => all.slice(0, -1) + (letter === 'A' ? 'B' : 'A'),
      ),
    );
    expect((await run(['resolve', 'shop', 'production'], alice)).code).toBe(0);
    const { code, stderr } = await render(alice);
    expect(code).toBe(1);
    expect(stderr).toContain('define/secrets.yaml was changed by other means than sops');
  });

  it('may be JSON, may leave some values in clear, and may speak of modules and use merge words', async () => {
    await writeEstate({
      'define/facsimile.yaml':
        'instances: { production: }\ndb: { host: h }\nmodules: { db: { kind: postgres } }\ntokens: [first]\n',
      'define/production.yaml': 'inherit: [secrets, more]\n',
      'define/more.json': JSON.stringify({
        modules: { db: { licence_key: `l-${MARKER}` } },
        tokens: { $append: [`t-${MARKER}`, 7] },
        shown: 'in clear',
      }),
      'define/tmpl/production/_DEPLOY_/secret.conf':
        '{{ module.db.kind }} {{ module.db.licence_key }} {{ definition.tokens | json }}\n',
      'define/tmpl/production/_DEPLOY_/keys.conf': '{{ definition.shown }}\n',
    });
    encrypt('define/more.json', alice, ['--encrypted-regex', '_key$|^tokens$']);
    const { data } = await run(['resolve', 'shop', 'production']);
    expect(data.definition).toMatchObject({
      tokens: ['first', '***', '***'],
      shown: 'in clear',
      modules: { db: { licence_key: '***' } },
    });
    const rendered = await render(alice);
    expect(shown(rendered)).not.toContain(MARKER);
    expect(await out('_DEPLOY_/secret.conf')).toBe(`postgres l-${MARKER} ["first","t-${MARKER}",7]\n`);
    expect(await modeOf('_DEPLOY_/keys.conf')).toBe('644');
  });

  it('may be all layers in one file, and the modules beside them', async () => {
    await writeFiles(folder, {
      'config/facsimile.json': JSON.stringify({
        facsimile: { instances: { production: null } },
        production: { db: { password_key: MARKER }, url: '{{ definition.db.password_key }}' },
        modules: [{ name: 'db', licence_key: MARKER }],
      }),
      'tmpl/_ALL_/_DEPLOY_/secret.conf': '{{ definition.url }} {{ module.db.licence_key }}\n',
    });
    const repository = await makeRepository(folder);
    encrypt('config/facsimile.json', alice, ['--encrypted-regex', '_key$']);
    await repository.commit({});
    const { data } = await run(['resolve', 'shop', 'production']);
    expect(data.definition).toMatchObject({ url: '***', modules: { db: { licence_key: '***' } } });
    expect((await render(alice)).code).toBe(0);
    expect(await out('_DEPLOY_/secret.conf')).toBe(`${MARKER} ${MARKER}\n`);
  });

  it('may speak of the hosts of one operating system', async () => {
    await writeEstate({
      'define/secrets.yaml': `overrides: { ${process.platform}: { db: { password: ${MARKER} } } }\n`,
      'define/production.yaml':
        'inherit: [secrets]\ndb: { host: h, password: weak, port: 1 }\nkeys: []\nurl: "{{ definition.db.password }}"\n',
    });
    expect((await render()).code).toBe(1);
    expect((await render(alice)).code).toBe(0);
    expect(await out('_DEPLOY_/secret.conf')).toBe(`${MARKER}\n2\n`);
    expect(await modeOf('_DEPLOY_/secret.conf')).toBe('600');
  });

  it('opens with the key of its own instance, and with no other', async () => {
    await writeEstate({
      'define/facsimile.yaml': 'instances: { production: , dev.alice: }\n',
      'define/dev.yaml': 'db: { host: localhost }\nurl: "{{ definition.db.password }}"\n',
      'define/alice.yaml': 'db: { password: of-alice, port: 1 }\n',
      'define/tmpl/dev/_DEPLOY_/dev.conf': '{{ definition.url }}\n',
    });
    encrypt('define/alice.yaml', bob);
    expect((await render(bob, 'dev.alice')).code).toBe(0);
    expect(await out('_DEPLOY_/dev.conf')).toBe('of-alice\n');
    expect((await render(bob)).code).toBe(1);
  });

  it('is no place for what the product acts on, or reads before any key is at hand', async () => {
    await writeEstate({
      'define/secrets.yaml':
        'deploy:\n  user: app\n  keep_releases: 3\n  nodes: { web: [w1] }\nhome: /srv\nrepo: https://example.test/x\ndb: { password: x }\n',
      'define/production.yaml': 'inherit: [secrets]\ndeploy: { health: { tcp: "{{ definition.db.password }}" } }\n',
    });
    const { code, stderr } = await run(['resolve', 'shop', 'production'], alice);
    const hint = 'keep it in a plain layer, or let sops encrypt only what is secret: encrypted_regex';
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      `define/secrets.yaml:8:1: repo is encrypted: it is read before any key is at hand (${hint})`,
      `define/secrets.yaml:7:7: home is a secret, and only templates can have one (${hint})`,
      `define/secrets.yaml:2:11: deploy.user is a secret, and only templates can have one (${hint})`,
      `define/secrets.yaml:6:15: deploy.nodes.web[0] is a secret, and only templates can have one (${hint})`,
      `define/secrets.yaml:3:20: deploy.keep_releases is a secret, and only templates can have one (${hint})`,
      `define/production.yaml:2:26: deploy.health.tcp is a secret, and only templates can have one (${hint})`,
    ]);
  });

  it('is compared with its key and shown with none', async () => {
    await writeEstate({
      'define/facsimile.yaml': 'instances: { production: , other: }\n',
      'define/other.yaml': 'inherit: [production, others]\n',
      'define/others.yaml': `db: { password: other-${MARKER} }\n`,
      'define/production.yaml':
        'inherit: [secrets]\ndb: { host: db1 }\nurl: "postgres://app:{{ definition.db.password }}@h/shop"\n',
    });
    encrypt('define/others.yaml', alice);
    const words = ['diff', 'shop', 'production', 'other', '--src-dir', '.'];
    await render(alice);
    await render(alice, 'other');
    const [known, unknown] = [await run(words, alice), await run(words)];
    expect([known.code, unknown.code]).toEqual([0, 0]);
    expect(`${shown(known)}${shown(unknown)}`).not.toMatch(/hunter2|ENC\[/);
    expect(known.stdout).toContain('_DEPLOY_/secret.conf: equal but for its secrets');
    expect(unknown.stdout).toContain('_DEPLOY_/secret.conf: cannot compare: needs key');
  });

  it('shows nothing of itself in a plan, which without the key says that the tree is unknown', async () => {
    await writeEstate({ 'define/facsimile.yaml': 'instances: { production: }\ndeploy: { destdir: ./there }\n' });
    const words = ['deploy', 'shop', 'production', '--src-dir', '.', '--dry-run', '--local'];
    const [known, unknown] = [await run(words, alice), await run(words)];
    expect([known.code, unknown.code]).toEqual([0, 0]);
    expect(`${shown(known)}${shown(unknown)}`).not.toContain(MARKER);
    expect(shown(unknown)).toContain('unknown');
  });
});

/** `facs diff` of a real repository: definitions, files, and secrets that never show. */
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { makeRepository, type Repository, writeFiles } from '../support/repositories.ts';
import { describeWith, tool } from '../support/tools.ts';

const SHOP = {
  'define/facsimile.yaml': 'projects: { shop: {} }\ninstances: { staging: {}, twin: {}, production: {} }\n',
  'define/shop.yaml': 'greeting: Hello\nhome: ~/shop\nmodules: [db]\ndeploy: { user: app, nodes: { web: [w1, w2] } }\n',
  'define/production.yaml': 'greeting: Good day\ndeploy: { nodes: { web: [p1], db: [d1] } }\n',
  'tmpl/_ALL_/_DEPLOY_/page.html': '<h1>{{ definition.greeting }}</h1>\n',
  'tmpl/_ALL_/_DEPLOY_/db.conf': 'greeting={{ definition.greeting }}\npassword={{ module.db.password | shell }}\n',
  'tmpl/_ALL_/init.sql': 'password {{ module.db.password | sql }};\n',
  'tmpl/production/_DEPLOY_/only.txt': 'one\ntwo\n',
  'extra/logo.png': '\0binary',
};
let root = '';
let repository: Repository;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'facs-diff-'));
  repository = await makeRepository(join(root, 'shop'));
  await repository.commit(SHOP);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const run = (words: readonly string[], env: Record<string, string> = {}, cwd = repository.folder) =>
  facs(cwd, ['diff', ...words], { HOME: root, XDG_CONFIG_HOME: join(root, 'config'), ...env });

describe('facs diff', () => {
  it('shows the definition as a unified diff, and who set each value', async () => {
    const { stdout, code } = await run(['staging', 'production']);
    expect(code).toBe(0);
    expect(stdout).toContain('--- staging: definition\n+++ production: definition\n@@');
    expect(stdout).toContain('\n-greeting: Hello\n+greeting: Good day\n');
    expect(stdout).toContain(
      '\ngreeting\n  staging: Hello at define/shop.yaml:1:11 (layer shop)\n  production: "Good day" at define/production.yaml:1:11 (layer production)\n',
    );
    expect(stdout).toContain('\ndeploy.nodes.db\n  staging: not set\n');
  });

  it('shows the files of each target, hosts with equal files together', async () => {
    const { stdout } = await run(['staging', 'production']);
    expect(stdout).toContain(
      '\nweb: w1, w2 | p1\n_DEPLOY_/db.conf: cannot compare: needs the password of db: .facsimile/state/staging.yaml does not exist yet',
    );
    expect(stdout).toContain(
      [
        '',
        '_DEPLOY_/only.txt: only in production',
        '--- /dev/null',
        '+++ production/_DEPLOY_/only.txt',
        '@@ -0,0 +1,2 @@',
        '+one',
        '+two',
        '_DEPLOY_/page.html: differs',
        '--- staging/_DEPLOY_/page.html',
        '+++ production/_DEPLOY_/page.html',
        '@@ -1,1 +1,1 @@',
        '-<h1>Hello</h1>',
        '+<h1>Good day</h1>',
        'init.sql: cannot compare:',
      ].join('\n'),
    );
    expect(stdout).not.toContain('logo.png');
    expect(stdout).toMatch(/\n\ntarget db: only in production \(d1\)\n$/);
  });

  it('compares with a version, and sees modes, links and bytes', async () => {
    const before = repository.git('rev-parse', 'HEAD');
    const clone = join(root, 'versions');
    await cp(repository.folder, clone, { recursive: true });
    await rm(join(clone, 'extra/logo.png'));
    await writeFiles(clone, { 'extra/logo.png': '\0other', 'extra/run*': '#!/bin/sh\n', 'extra/now': '-> run' });
    execFileSync('git', ['-C', clone, 'add', '.']);
    const { data, stdout } = await run(['staging', '--against', before.slice(0, 9)], {}, clone);
    expect(data.equal).toBe(false);
    expect(data.definition).toEqual({ diff: '', values: [] });
    expect(data.a.release).toMatchObject({ githash: before, dirty: false });
    expect(data.b.release).toMatchObject({ githash: before, dirty: true });
    const files = data.trees[0].files.map(({ path, change, b }: Record<string, unknown>) => [path, change, b]);
    expect(files).toEqual([
      ['_DEPLOY_/db.conf', 'unknown', null],
      ['_DEPLOY_/logo.png', 'changed', { kind: 'file', mode: '0644', target: null }],
      ['_DEPLOY_/now', 'added', { kind: 'link', mode: '0777', target: 'run' }],
      ['_DEPLOY_/run', 'added', { kind: 'file', mode: '0755', target: null }],
      ['init.sql', 'unknown', null],
    ]);
    expect(stdout).toContain('\n_DEPLOY_/logo.png: binary differs\n_DEPLOY_/now: only in staging (link to run)\n');
    expect(data.trees[0].files[3].diff).toContain(`--- /dev/null\n+++ staging/_DEPLOY_/run\n`);
  });

  it('makes nothing', async () => {
    const before = await readdir(repository.folder, { recursive: true });
    await run(['staging', 'production']);
    expect(await readdir(repository.folder, { recursive: true })).toEqual(before);
    expect(before.filter((name) => name.startsWith('.facsimile'))).toEqual([]);
  });

  it('compares definitions alone where nothing leads to the code, and says so', async () => {
    const folder = join(root, 'plain');
    await writeFiles(folder, SHOP);
    const { stdout, stderr, data } = await run(['staging', 'twin'], {}, folder);
    expect([stdout, data.trees]).toEqual(['staging and twin have equal definitions\n', null]);
    expect(stderr).toContain('only definitions were compared: no release says which files to compare');
  });

  it.each<[string, readonly string[], number, string]>([
    ['a difference', ['staging', 'production', '--exit-code'], 1, 'staging and production differ'],
    [
      'what cannot be told',
      ['staging', 'twin', '--exit-code'],
      1,
      'staging and twin may differ: 2 files could not be compared',
    ],
    ['an unknown instance', ['staging', 'prod'], 2, 'there is no instance "prod"'],
    ['an unknown version', ['staging', '--against', 'v9'], 2, 'has no commit or tag v9'],
    ['no second instance', ['staging'], 64, 'OTHER is missing'],
    ['both ways at once', ['shop', 'staging', 'twin', '--against', 'v9'], 64, 'OTHER and --against exclude each other'],
  ])('ends with its own exit code for %s', async (_, words, code, message) => {
    expect(await run(words)).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });
});

describeWith(['age-keygen'], 'facs diff of files with secrets', () => {
  let folder = '';
  let env: Record<string, string> = {};
  let secrets: readonly string[] = [];

  beforeAll(async () => {
    folder = join(root, 'secrets');
    await cp(repository.folder, folder, { recursive: true });
    execFileSync(tool('age-keygen'), ['-o', join(root, 'key')], { stdio: 'ignore' });
    env = { SOPS_AGE_KEY_FILE: join(root, 'key') };
    secrets = await Promise.all(
      ['staging', 'twin', 'production'].map(async (instance) => {
        const out = join(root, `rendered-${instance}`);
        await facs(folder, ['render', instance, '--src-dir', '.', '--out', out], { HOME: root, ...env });
        const web = instance === 'production' ? join(out, 'p1') : out;
        return (
          /password=(\S+)/.exec(
            await readFile(join(web, '_DEPLOY_/db.conf'), 'utf8').catch(() =>
              readFile(join(out, '_DEPLOY_/db.conf'), 'utf8'),
            ),
          )?.[1] ?? ''
        );
      }),
    );
    expect(new Set(secrets).size).toBe(3);
    expect(secrets.every((secret) => secret.length > 30)).toBe(true);
  });

  const shown = async (words: readonly string[], more: Record<string, string> = env) => {
    const ran = await run(words, more, folder);
    for (const secret of secrets) expect(JSON.stringify(ran)).not.toContain(secret);
    return ran;
  };

  it('F-92: two environments with equal layers get identical bytes except passwords, and are equal', async () => {
    const { stdout, code, data } = await shown(['staging', 'twin', '--exit-code']);
    expect([code, data.equal, data.unknown]).toEqual([0, true, 0]);
    expect(stdout).toBe(
      [
        'staging and twin are equal',
        '',
        'web: w1, w2 | w1, w2',
        '_DEPLOY_/db.conf: equal but for its secrets',
        'init.sql: equal but for its secrets',
        '',
      ].join('\n'),
    );
  });

  it('is equal to itself, secrets and all', async () => {
    const head = repository.git('rev-parse', '--short', 'HEAD');
    const { stdout, data } = await shown(['staging', '--against', head]);
    expect([stdout, data.trees[0].files]).toEqual([`staging@${head} and staging are equal\n`, []]);
  });

  it('masks secrets on both sides, whatever a filter made of them', async () => {
    const { stdout } = await shown(['staging', 'production']);
    expect(stdout).toContain("-greeting=Hello\n+greeting=Good day\n password='***'\n");
    expect(stdout).toContain('init.sql: equal but for its secrets');
  });

  it('says without the key which one it needs, and compares everything else', async () => {
    const { stdout, code, data } = await shown(['staging', 'production'], {});
    expect([code, data.unknown]).toEqual([0, 2]);
    expect(stdout).toMatch(/_DEPLOY_\/db.conf: cannot compare: needs key: no key here opens \S+staging.yaml: .* age1/);
    expect(stdout).toContain('+<h1>Good day</h1>');
    expect((await shown(['staging', 'twin'], {})).stdout).toMatch(
      /^staging and twin differ in nothing that can be compared here\n/,
    );
  });
});

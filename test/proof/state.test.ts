/** State as it is shared, raced for, kept for single hosts, brought along from 1.1.1; and what only looks at it. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { projectPath, recordPath } from '../../src/core/meta/paths.ts';
import { encodeProject, FIRST_PROJECT } from '../../src/core/meta/project.ts';
import { adding, git, makeMeta, utf8 } from '../support/meta.ts';
import { type Files, openProof, type Proof, readTree, write } from '../support/proof.ts';
import { describeWith, tool } from '../support/tools.ts';

const CLI = resolve(import.meta.dirname, '../../src/cli/cli.ts');
const SEE = 'tmpl/_ALL_/_DEPLOY_/see';

let key: string;
let proof: Proof;
beforeEach(async () => {
  key = await generateX25519Identity();
});
afterEach(() => proof.remove());

async function open(files: Files): Promise<void> {
  proof = await openProof({
    'define/facsimile.yaml': 'instances: { dev: {} }\n',
    [`define/${SEE}`]: '{{ module.db.password }}\n',
    ...files,
  });
}

const run = (...words: string[]) => proof.runWith({ SOPS_AGE_KEY: key }, ...words);
const statePath = (path = 'state/dev.yaml') => join(proof.project.folder, '.facsimile', path);

/** What `see` says after a render from disk. */
async function see(project = 'shop', instance = 'dev'): Promise<string> {
  const out = join(proof.folder, `out-${project}-${instance}`);
  const ran = await run('render', project, instance, '--src-dir', '.', '--out', out);
  expect(ran.code, ran.stderr).toBe(0);
  return (readTree(out)['_DEPLOY_/see'] ?? '').trim();
}

/** The program in a process of its own. */
function start(...words: string[]): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const env = { PATH: process.env['PATH'], HOME: proof.folder, SOPS_AGE_KEY: key };
  const child = spawn(process.execPath, [CLI, ...words], { cwd: proof.project.folder, env });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stderr }));
  });
}

describe('F-42 whose state it is', () => {
  it('one for all projects of an instance; with state_scope: project one for each', async () => {
    await open({ 'define/shop.yaml': 'modules: [db]\n', 'define/docs.yaml': 'modules: [db]\n' });
    expect(await see('docs')).toBe(await see('shop'));
    const shared = await see('shop');
    await write(proof, { 'define/docs.yaml': 'modules: [db]\nstate_scope: project\n' });
    const own = await see('docs');
    expect(own).not.toBe(shared);
    expect(await see('shop')).toBe(shared);
    expect(readFileSync(statePath('docs/state/dev.yaml'), 'utf8')).toMatch(/^passwd:\n {4}db: ENC\[/);
  });

  it('a module that comes later adds what it lacks; what is there stays byte for byte', async () => {
    await open({ 'define/shop.yaml': 'modules: [db]\n' });
    await see();
    const lines = (text: string) => text.split('\n').filter((line) => /ENC\[/.test(line) && !/mac:/.test(line));
    const before = lines(readFileSync(statePath(), 'utf8'));
    await write(proof, { 'define/shop.yaml': 'modules: [db, { name: web, logical_name: www, service: {} }]\n' });
    await see();
    const after = lines(readFileSync(statePath(), 'utf8'));
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(before.length + 2);
  });
});

describe('F-42 two first runs at once', () => {
  it('of two processes on one machine end with one state', async () => {
    await open({ 'define/shop.yaml': 'modules: [db]\n' });
    const outs = ['one', 'two'].map((name) => join(proof.folder, name));
    const ended = await Promise.all(outs.map((out) => start('render', 'shop', 'dev', '--src-dir', '.', '--out', out)));
    expect(ended.map(({ code, stderr }) => [code, stderr.match(/: created/g)?.length ?? 0]).sort()).toEqual([
      [0, 0],
      [0, 1],
    ]);
    const [one, two] = outs.map((out) => readTree(out)['_DEPLOY_/see']);
    expect(one).toMatch(/^[0-9a-f-]{36}\n$/);
    expect(two).toBe(one);
  });

  it('of two projects that deploy with one meta repo end with one state', async () => {
    await open({
      'define/facsimile.yaml': 'instances: { dev: {} }\n',
      'define/shop.yaml': `modules: [db, shop]\n`,
      'define/docs.yaml': `modules: [db, docs]\n`,
    });
    const meta = await openMeta(['shop', 'docs']);
    const ended = await Promise.all(
      ['shop', 'docs'].map((name) =>
        start('deploy', name, 'dev', 'v1.0', '--local', ...meta.words, '--top-dir', join(proof.folder, name)),
      ),
    );
    expect(
      ended.map(({ code, stderr }) => [code, stderr.match(/state\/dev\.yaml: created/g)?.length ?? 0]).sort(),
    ).toEqual([
      [0, 0],
      [0, 1],
    ]);
    const [shop, docs] = ['shop', 'docs'].map((name) =>
      readFileSync(join(proof.folder, `${name}-files/current/see`), 'utf8'),
    );
    expect(docs).toBe(shop);
    expect(meta.stateCommits().at(-1)).toMatch(/^State of dev, with passwords of db/);
  });

  it('and a dry run before them says what would be created, and writes nothing', async () => {
    await open({ 'define/shop.yaml': 'modules: [db, { name: web, logical_name: www, service: {} }]\n' });
    const meta = await openMeta(['shop']);
    const before = git(join(proof.folder, 'meta.git'), 'for-each-ref');
    const dry = await run('deploy', 'shop', 'dev', 'v1.0', '--local', ...meta.words, '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('state/dev.yaml would be created')]);
    expect(dry.stderr).toContain('state/dev.yaml: would be created, with passwords of db, web; uiids of webd.0');
    expect(git(join(proof.folder, 'meta.git'), 'for-each-ref')).toBe(before);
    expect(existsSync(join(proof.folder, 'shop-files'))).toBe(false);
  });

  /** A meta repo that knows the commit as 1.0 of these projects; each deploys to this machine. */
  async function openMeta(projects: readonly string[]) {
    const local = (name: string) => `deploy: { destdir: ${join(proof.folder, `${name}-files`)} }\n`;
    for (const name of projects) {
      const text = readFileSync(join(proof.project.folder, `define/${name}.yaml`), 'utf8');
      await write(proof, { [`define/${name}.yaml`]: text + local(name) });
    }
    const githash = await proof.project.commit({});
    const folder = join(proof.folder, 'meta.git');
    const meta = await makeMeta(folder, join(proof.folder, 'writer'));
    const rules = `creation_rules: [{ path_regex: ^state/, age: ${await identityToRecipient(key)} }]\n`;
    const added = projects.map((project) => {
      const repos = [{ name: project, url: proof.project.folder, githash, path: '' }];
      const named = { version: '1.0', tag: 'v1.0', committedAt: 1_700_000_000, repos };
      const record = { kind: 'release', project, githash, ...named } as const;
      return { path: recordPath(project, record), bytes: encodeRecord(record) };
    });
    const begun = projects.map((project) => ({
      path: projectPath(project),
      bytes: utf8(encodeProject(FIRST_PROJECT)),
      basedOn: undefined,
    }));
    const sops = { path: '.sops.yaml', bytes: utf8(rules), basedOn: undefined };
    await meta.append({ ...adding(), added, changed: [...begun, sops], message: 'releases' });
    return {
      words: ['--meta', folder],
      stateCommits: () => git(folder, 'log', '--format=%s', '--', 'state/dev.yaml').split('\n'),
    };
  }
});

describeWith(['sops'], 'F-42 what people keep in a state', () => {
  const HOSTS = ['deploy: { user: app, home: /srv/shop, nodes: { web: [w1, w2] } }', 'modules: [db]', ''].join('\n');

  /** The real sops, as a person would. */
  const sops = (words: readonly string[], more: Record<string, string> = {}) =>
    execFileSync(tool('sops'), [...words], {
      env: { PATH: process.env['PATH'], SOPS_AGE_KEY: key, HOME: proof.folder, ...more },
    });
  const set = (path: string, value: unknown) => sops(['set', statePath(), path, JSON.stringify(value)]);

  /** sops sets no lists: an editor adds this one. */
  function addDirectories(...directories: string[]) {
    const editor = join(proof.folder, 'editor');
    const text = `directories: ${JSON.stringify(directories)}`;
    writeFileSync(editor, `#!/bin/sh\ncat >>"$1" <<'END'\n${text}\nEND\n`, { mode: 0o755 });
    sops(['edit', statePath()], { SOPS_EDITOR: editor });
  }

  it('is there for templates; a host receives only what is its own, and no file of another', async () => {
    await open({
      'define/shop.yaml': HOSTS,
      'define/tmpl/_ALL_/_DEPLOY_/etc/own': 'token={{ state.host.token }}\n',
      'define/tmpl/_ALL_/_DEPLOY_/etc/all': '{{ state | json }}\n',
      'define/tmpl/_ALL_/_DEPLOY_/etc/key': 'key={{ state.values.stripe.key }}\n',
      'define/tmpl/_ALL_/_DEPLOY_/etc/plain': 'nothing secret\n',
    });
    await write(proof, { 'define/dev.yaml': 'modules: [db]\n' });
    const first = await run('render', 'shop', 'dev', '--src-dir', '.', '--out', join(proof.folder, 'out'));
    expect([first.code, first.stderr]).toEqual([2, expect.stringContaining('undefined name state.host.token')]);
    set('["values"]', { stripe: { key: 'marker-of-all' } });
    set('["hosts"]', { w1: { token: 'marker-of-w1' }, w2: { token: 'marker-of-w2' } });
    const out = join(proof.folder, 'out');
    expect(await run('render', 'shop', 'dev', '--src-dir', '.', '--out', out)).toMatchObject({ code: 0 });
    for (const [own, other] of [
      ['w1', 'w2'],
      ['w2', 'w1'],
    ] as const) {
      const files = readTree(join(out, own));
      expect(files['_DEPLOY_/etc/own']).toBe(`token=marker-of-${own}\n`);
      expect(files['_DEPLOY_/etc/all']).toContain(`marker-of-${own}`);
      expect(files['_DEPLOY_/etc/key']).toBe('key=marker-of-all\n');
      expect(JSON.stringify(files)).not.toContain(`marker-of-${other}`);
      const mode = (name: string) => statSync(join(out, own, '_DEPLOY_/etc', name)).mode & 0o777;
      expect(['own', 'all', 'key', 'plain'].map(mode)).toEqual([0o600, 0o600, 0o600, 0o644]);
    }
  });

  it('directories are planned with the hosts that lack them, made, and left alone for ever', async () => {
    await open({ 'define/shop.yaml': 'modules: [db]\n' });
    const files = join(proof.folder, 'files');
    const data = join(proof.folder, 'data/of shop');
    await write(proof, { 'define/dev.yaml': `deploy: { destdir: ${files} }\n` });
    const deploy = (...words: string[]) => run('deploy', 'shop', 'dev', '--src-dir', '.', '--local', ...words);
    expect(await deploy()).toMatchObject({ code: 0 });
    addDirectories(data, 'uploads');
    const dry = await deploy('--dry-run');
    expect(dry.stdout).toContain(`makes the directory ${data}\n`);
    expect(existsSync(data)).toBe(false);
    expect(await deploy()).toMatchObject({ code: 0 });
    expect([statSync(data).isDirectory(), statSync(join(files, 'shared/uploads')).isDirectory()]).toEqual([true, true]);
    sops(['unset', statePath(), '["directories"]']);
    expect(await deploy()).toMatchObject({ code: 0 });
    expect(existsSync(data)).toBe(true);
  });
});

describe('F-42 the state of 1.1.1', () => {
  const PASSWORD = '0b8c2f9e-3a51-4f7e-9d39-8a1f1a2b3c4d';
  const entry = (uiid: number, name: string) => ({ uiid, logical_name: 'www', instance_name: name });
  const OLD = {
    passwd: { db: PASSWORD, gone: 'marker-of-gone' },
    instances: {
      inmap: { 'webd.0': entry(4, 'webd.0'), 'webd.1': entry(7, 'webd.1') },
      uiidmap: { 4: entry(4, 'webd.0'), 7: entry(7, 'webd.1') },
    },
  };
  const MODULES = 'modules: { db: , web: { logical_name: www, service: { n_instances: 3 } } }\n';
  const files = {
    'define/shop.yaml': MODULES,
    [`define/${SEE}`]: '{{ module.db.password }} {{ clones.web | map: "uiid" | join: "," }}\n',
  };

  it('facs secrets import takes it from JSON, before anything makes a new one', async () => {
    await open({ ...files, 'state.json': JSON.stringify(OLD) });
    const dry = await run('secrets', 'import', 'shop', 'dev', 'state.json', '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([
      0,
      '.facsimile/state/dev.yaml: would be created, with passwords of db, gone; uiids of webd.0, webd.1\n',
    ]);
    expect(existsSync(statePath())).toBe(false);
    const done = await run('secrets', 'import', 'shop', 'dev', 'state.json');
    expect(done.data).toEqual({
      ...{ project: 'shop', instance: 'dev', state: '.facsimile/state/dev.yaml', outcome: 'created' },
      ...{ passwords: ['db', 'gone'], uiids: ['webd.0', 'webd.1'] },
    });
    expect(done.stderr).toContain('state.json still holds every password in clear');
    expect(done.stderr).toContain('destroy it now');
    expect(done.stdout + done.stderr + readFileSync(statePath(), 'utf8')).not.toMatch(`${PASSWORD}|marker-of-gone`);
    expect(await see()).toBe(`${PASSWORD} 4,7,8`);
    expect(await run('secrets', 'import', 'shop', 'dev', 'state.json')).toMatchObject({
      code: 0,
      stdout: '.facsimile/state/dev.yaml: holds all of it already\n',
    });
  });

  it('a state with other values is left as it is, and every one of them is named', async () => {
    const yaml = [
      'passwd:',
      `  db: ${PASSWORD}`,
      '  web: marker-of-web',
      'instances:',
      '  inmap:',
      '    webd.0: { uiid: 9, logical_name: www, instance_name: webd.0 }',
      '  uiidmap: {}',
      '',
    ].join('\n');
    await open({ ...files, 'state.yaml': yaml });
    await see();
    const before = readFileSync(statePath(), 'utf8');
    const refused = await run('secrets', 'import', 'shop', 'dev', 'state.yaml');
    expect([refused.code, refused.stderr.split('\n')]).toEqual([
      2,
      [
        'state.yaml:2:7: passwd.db has another value in the state',
        'state.yaml:3:8: passwd.web has another value in the state',
        'state.yaml:6:21: uiids.webd.0 is 1 in the state, not 9',
      ],
    ]);
    expect(refused.stdout + refused.stderr).not.toMatch(`${PASSWORD}|marker-of-web`);
    expect(readFileSync(statePath(), 'utf8')).toBe(before);
  });

  it.each([
    ['a file that is not there', 'no.json', 'there is no file no.json'],
    ['one that is no such state', 'define/shop.yaml', 'modules is unknown'],
  ])('refuses %s', async (_, file, message) => {
    await open(files);
    const refused = await run('secrets', 'import', 'shop', 'dev', file);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(statePath())).toBe(false);
  });
});

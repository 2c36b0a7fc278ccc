/** Plans: seen, saved, and carried out unchanged or not at all. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Meta } from '../../src/app/ports/meta-repo.ts';
import { channelPath } from '../../src/core/meta/paths.ts';
import { makeAgeKey } from '../support/age-key.ts';
import { facs } from '../support/facs.ts';
import { makeMeta, shopWith, utf8 } from '../support/meta.ts';
import { makeRepository, openTemporary, type Repository } from '../support/repositories.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith } from '../support/tools.ts';

describeWith(['sshd', 'git', 'age-keygen'], 'facs plan', () => {
  const age = makeAgeKey();
  let root = '';
  let remove: () => Promise<void>;
  let web: Sshd;
  let shop: Repository;
  let meta: Meta;
  let releases: readonly string[];
  const run = (...words: string[]) =>
    facs(shop.folder, [...words, '--meta', join(root, 'meta.git'), '--top-dir', join(root, 'top')], {
      FACS_SSH_KEY: web.privateKey,
      SOPS_AGE_KEY: age.secret,
    });
  const page = () => readFileSync(join(web.host.home, 'current/page.html'), 'utf8');
  const save = async (name: string) => {
    const { data, code } = await run('plan', 'shop', 'staging');
    expect(code).toBe(0);
    const file = join(root, name);
    writeFileSync(file, JSON.stringify(data));
    return { file, data };
  };

  beforeAll(async () => {
    ({ folder: root, remove } = await openTemporary());
    web = await startSshd({ name: 'web1' });
    shop = await makeRepository(join(root, 'shop'));
    const { port, user, home } = web.host;
    const commit = (word: string) =>
      shop.commit({
        'define/facsimile.yaml': 'instances: { staging: { channel: edge } }\n',
        'define/shop.yaml': 'modules: { db: { daemon: shop } }\n',
        'define/staging.yaml': `greeting: ${word}
deploy: { nodes: { web: [web1] }, restart: { "*.html": "true" } }
hosts: { web1: { address: 127.0.0.1, port: ${port}, user: ${user}, home: ${home}, host_keys: ["${web.hostKey}"] } }\n`,
        'define/tmpl/staging/_DEPLOY_/page.html': '<h1>\n{{ definition.greeting }}\n</h1>\n',
        'define/tmpl/staging/_DEPLOY_/static.txt': 'the same in all\n',
        'define/tmpl/staging/_DEPLOY_/db.conf': `${word} password={{ module.db.password }}\n`,
      });
    releases = [await commit('one'), await commit('two'), await commit('three')];
    meta = await makeMeta(join(root, 'meta.git'), join(root, 'writer'));
    const changed = [
      { path: '.sops.yaml', bytes: utf8(`creation_rules: [{ age: ${age.recipient} }]\n`), basedOn: undefined },
      { path: channelPath('shop', 'edge'), bytes: utf8(`release: ${releases[0]}\n`), basedOn: undefined },
    ];
    await meta.append({ added: shopWith(shop, releases), changed, message: 'three releases' });
    expect(await run('deploy', 'shop', 'staging')).toMatchObject({ code: 0 });
    await promote(1);
  });
  afterAll(async () => {
    await web.stop();
    await remove();
  });

  async function promote(to: number): Promise<void> {
    const path = channelPath('shop', 'edge');
    const basedOn = await (await meta.snapshot()).read(path);
    await meta.append({
      added: [],
      changed: [{ path, bytes: utf8(`release: ${releases[to]}\n`), basedOn }],
      message: `edge to ${to + 1}.0`,
    });
  }

  it('shows what is sent and run, with the lines that change; secrets are masked', async () => {
    const password = (await web.run('cat app/current/db.conf')).trim().split('=')[1] ?? '?';
    expect(password.length).toBeGreaterThan(10);
    const { stdout, data } = await run('plan', 'shop', 'staging');
    expect(stdout).toContain('web1: gets ');
    expect(stdout).toContain('  ~ page.html');
    expect(stdout).toContain('  restart: true');
    expect(stdout).toMatch(/^-one$/m);
    expect(stdout).toMatch(/^\+two$/m);
    expect(stdout).toContain('db.conf');
    expect(stdout + JSON.stringify(data)).not.toContain(password);
    expect(data.diffs).toMatchObject([{ equal: false, unknown: 0 }]);
    expect(page()).toContain('one');
  });

  it('is carried out unchanged, channel and all', async () => {
    const { file, data } = await save('plan.json');
    const done = await run('deploy', '--plan', file);
    expect(done).toMatchObject({ code: 0 });
    expect(done.data.planDigest).toBe(data.planDigest);
    expect(done.data.plan.channel).toBe('edge');
    expect(page()).toContain('two');
  });

  it('is refused, with both shown, when the channel or a host moved since', async () => {
    await promote(2);
    const { file } = await save('moved.json');
    await promote(1);
    const moved = await run('deploy', '--plan', file);
    expect(moved.code).toBe(1);
    expect(moved.stderr).toContain('the world moved since the plan was made');
    expect(moved.stderr).toContain(`-    "githash": "${releases[2]}"`);
    expect(moved.stderr).toContain(`+    "githash": "${releases[1]}"`);
    expect(page()).toContain('two');
    await promote(2);
    const { file: second } = await save('second.json');
    await web.run('cd app/current && echo edited >>static.txt');
    const drifted = await run('deploy', '--plan', second);
    expect([drifted.code, drifted.stderr]).toEqual([1, expect.stringContaining('the world moved')]);
    expect(page()).toContain('two');
  });

  it('says what is wrong with a file that is no plan, or that somebody edited', async () => {
    const { data } = await save('good.json');
    const refused = async (content: string) => {
      writeFileSync(join(root, 'bad.json'), content);
      const { code, stderr } = await run('deploy', '--plan', join(root, 'bad.json'));
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refused('{')).toContain('this is no plan');
    expect(await refused('{"plan": {"project": 1}}')).toContain('this is no plan');
    const edited = structuredClone(data);
    edited.plan.hosts[0].run.restart = ['rm -rf /'];
    expect(await refused(JSON.stringify(edited))).toContain('it was changed after it was made');
    expect((await run('deploy', '--plan', join(root, 'nowhere.json'))).stderr).toContain('is not there');
    expect((await run('deploy', 'staging', '--plan', join(root, 'good.json'))).code).toBe(64);
  });
});

/** What `facs run` says instead of running, and what it refuses. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProof, type Proof, picture } from '../support/proof.ts';

let proof: Proof;
beforeAll(async () => {
  proof = await openProof({
    'define/facsimile.yaml': 'projects: { shop: { repo: ../shop } }\ninstances: { dev.dev0: {}, away: {} }\n',
    'define/dev.yaml': 'deploy: { user: app, nodes: { frontend: [web1, web2], database: [db1] } }\nhome: /srv/shop\n',
    'define/away.yaml': 'deploy: { destdir: ../out }\n',
  });
  proof.project.git('tag', '1.2.3');
});
afterAll(() => proof.remove());

const NODES = '\nNodes that this instance uses:\nfrontend:\n  web1\n  web2\ndatabase:\n  db1\n';

describe('what is said instead of running', () => {
  it('F-07, D-04: --list-codecs prints the endings of layers, and nothing runs', async () => {
    const before = picture(proof.project.folder);
    expect(await proof.run('run', '--list-codecs')).toMatchObject({ code: 0, stdout: 'yaml\njson\ntoml\n' });
    expect(await proof.run('run', 'shop', 'away', '1.2.3', '--list-codecs')).toMatchObject({
      code: 0,
      stdout: 'yaml\njson\ntoml\n',
    });
    expect(picture(proof.project.folder)).toEqual(before);
    expect(existsSync(join(proof.folder, 'out'))).toBe(false);
  });

  it('F-08: --list-nodes prints the hosts by target, or that there are none', async () => {
    expect((await proof.run('run', 'shop', 'dev.dev0', '--list-nodes')).stdout).toBe(NODES);
    expect((await proof.run('run', 'shop', 'away', '--list-nodes')).stdout).toBe(
      'cannot determine nodes, you are probably doing a localhost push.\n',
    );
  });

  it('F-09: --summary prints attributes in their old order, without a checkout', async () => {
    const { folder } = proof.project;
    const githash = proof.project.git('rev-parse', 'HEAD');
    const place = (name: string) => `${folder}/.facsimile/${name}/shop`;
    const release = `${place('release')}/dev.dev0/${githash}`;
    const { stdout } = await proof.run('run', 'shop', 'dev.dev0', '1.2.3', '--src-dir', '.', '--summary');
    expect(stdout.trimEnd().split('\n')).toEqual([
      'Summary',
      'release_environment: dev.dev0',
      'version: 1.2.3',
      `script_dir: ${folder}`,
      `top_dir: ${folder}/.facsimile`,
      `define_dir: shop@${githash.slice(0, 7)}`,
      `deploy_dir: ${release}/_DEPLOY_`,
      `build_dir: ${place('build')}/${githash}`,
      `release_dir: ${release}`,
      `src_dir: ${folder}`,
      `state_dir: ${folder}/.facsimile/state`,
      `deploy_dir: ${release}/_DEPLOY_`,
      'repo: ../shop',
      'version=1.2.3 instance=dev.dev0',
    ]);
    const without = (await proof.run('run', 'shop', 'away', '--summary')).stdout;
    expect(without).toContain(`\nrelease_dir: ${place('release')}/away\n`);
    expect(existsSync(join(folder, '.facsimile'))).toBe(false);
  });

  it('F-10: several of them are printed in the order codecs, nodes, summary', async () => {
    const { stdout } = await proof.run('run', 'shop', 'dev.dev0', '--summary', '--list-nodes', '--list-codecs');
    expect(stdout.startsWith(`yaml\njson\ntoml\n${NODES}Summary\nrelease_environment: dev.dev0\n`)).toBe(true);
    expect(existsSync(join(proof.project.folder, '.facsimile'))).toBe(false);
  });
});

describe('what is refused', () => {
  it('F-13: a set LD_LIBRARY_PATH, unless --skip-env-check is given', async () => {
    const words = ['run', 'shop', 'away', '1.2.3', '--src-dir', '.', '--only', 'install'];
    const refused = await proof.runWith({ LD_LIBRARY_PATH: '/opt/lib' }, ...words);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('LD_LIBRARY_PATH is set') });
    expect(existsSync(join(proof.project.folder, '.facsimile'))).toBe(false);
    const skipped = await proof.runWith({ LD_LIBRARY_PATH: '/opt/lib' }, ...words, '--skip-env-check');
    expect(skipped).toMatchObject({ code: 0 });
    expect((await proof.runWith({ LD_LIBRARY_PATH: undefined }, ...words)).code).toBe(0);
  });
});

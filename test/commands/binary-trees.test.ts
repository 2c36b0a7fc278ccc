/** A binary on its way from a store into trees: fetched once, kept, checked whenever it is read, links as links. */
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, openReleaseEstate, type ReleaseEstate } from '../support/release-estate.ts';
import { writeFiles } from '../support/repositories.ts';

let estate: ReleaseEstate;
let out = '';
beforeAll(async () => {
  estate = await openReleaseEstate();
  out = join(estate.folder, 'out');
  await estate.publish(
    {
      'define/facsimile.yaml': 'projects: { shop: {} }\ninstances: { here: { channel: edge } }\n',
      'define/here.yaml':
        'deploy: { destdir: ../there }\ninstall: { groups: [{ type: binary, name: site, into: www }] }\n',
      '.gitignore': 'build/\n.facsimile/\n',
    },
    'v1.0.0',
  );
  await build(estate.shop, '<p>');
  await writeFiles(estate.shop.folder, { 'build/bin/python3': '-> /usr/bin/python3' });
  for (const words of [
    ['release', 'create', '--tag', 'v1.0.0'],
    ['binary', 'add', 'build', '--name', 'site'],
  ])
    expect(await estate.run(...words)).toMatchObject({ code: 0 });
});
afterAll(() => estate.remove());

const render = () => estate.run('render', 'shop', 'here', 'v1.0.0', '--out', out);
const kept = () => join(estate.shop.folder, '.facsimile/cache/binaries');

describe('a binary', () => {
  it('is unpacked with its modes and links, an absolute one too, which is not followed', async () => {
    expect(await render()).toMatchObject({ code: 0, stdout: expect.stringContaining('files') });
    const www = join(out, '_DEPLOY_/www');
    expect(readFileSync(join(www, 'index.html'), 'utf8')).toBe('<p>');
    expect(lstatSync(join(www, 'bin/serve')).mode & 0o777).toBe(0o755);
    expect([readlinkSync(join(www, 'latest')), readlinkSync(join(www, 'bin/python3'))]).toEqual([
      'index.html',
      '/usr/bin/python3',
    ]);
  });

  it('is deployed with them, once', async () => {
    const deployed = await estate.run('deploy', 'shop', 'here', 'v1.0.0');
    expect(deployed.code, deployed.stderr).toBe(0);
    const current = join(estate.folder, 'there/current/www');
    expect(readlinkSync(join(current, 'bin/python3'))).toBe('/usr/bin/python3');
    expect(readFileSync(join(current, 'latest'), 'utf8')).toBe('<p>');
    expect((await estate.run('deploy', 'shop', 'here', 'v1.0.0')).stdout).toContain('unchanged');
  });

  it('comes from the kept copy when the store is gone, and not from one that was changed', async () => {
    const first = await render();
    rmSync(join(estate.folder, 'store'), { recursive: true });
    expect((await render()).data).toEqual(first.data);
    const [name = ''] = readdirSync(kept());
    writeFileSync(join(kept(), name), 'something else');
    expect(await render()).toMatchObject({ code: 1, stderr: expect.stringContaining('store') });
  });
});

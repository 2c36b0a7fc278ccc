/** Values that compute, as a user meets them: `facs resolve` and `facs hosts` on files, in an environment. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { freshFolder } from '../support/fresh-folder.ts';
import { writeFiles } from '../support/repositories.ts';

const CLI = join(import.meta.dirname, '../../src/cli/cli.ts');
const here = freshFolder();

describe('F-26: values that lean on others and on the environment', () => {
  it('are computed after all layers are merged, and act like any other', async () => {
    await writeFiles(here.folder, {
      'define/facsimile.yaml': 'instances: { eu: }\nurl: "https://{{ definition.domain }}/{{ facs.project }}"\n',
      'define/shop.yaml':
        'domain: example.test\nport: 8080\ndeploy: { user: "{{ facs.project }}", health: { tcp: "127.0.0.1:{{ definition.port }}" } }\n',
      'define/eu.yaml':
        'domain: eu.example.test\nhome: /srv\nenviron: [DEPLOY_NAME]\nlabel: "{{ environ.DEPLOY_NAME }}"\ndeploy: { nodes: { web: ["web.{{ definition.domain }}"] } }\n',
    });
    const resolved = await facs(here.folder, ['resolve', 'shop', 'eu'], { DEPLOY_NAME: 'blue' });
    expect(resolved.stderr).toBe('');
    expect(resolved.data.definition).toMatchObject({ url: 'https://eu.example.test/shop', label: 'blue' });
    expect((await facs(here.folder, ['hosts', 'shop', 'eu'], { DEPLOY_NAME: '' })).stdout).toBe(
      'web:\n  web.eu.example.test  shop@web.eu.example.test:22  /srv\n',
    );
  });

  it('read HOME and USER as Facsimile 1.1.1 did, where an instance stays on this machine', async () => {
    await writeFiles(here.folder, {
      'define/dev.yaml': 'home: "%HOMEDIR%/{{environ.USER}}"\ndeploy: { destdir: "{{environ.HOME}}/shop" }\n',
    });
    const { data } = await facs(here.folder, ['resolve', 'shop', 'dev'], { HOME: '/home/ann', USER: 'ann' });
    expect(data.definition).toMatchObject({ home: '/home/ann/ann', deploy: { destdir: '/home/ann/shop' } });
  });

  it('D-28: end with exit code 2 and the place, where a variable is not set', async () => {
    await writeFiles(here.folder, { 'define/dev.yaml': 'deploy:\n  destdir: "%HOMEDIR%/shop"\n' });
    const { code, stderr } = await facs(here.folder, ['resolve', 'shop', 'dev'], { HOME: undefined });
    expect([code, stderr]).toEqual([
      2,
      'define/dev.yaml:2:12: the variable HOME is not set here (set it where the command runs, or write the value itself)',
    ]);
  });
});

describe('a definition without Liquid', () => {
  /** What a process says that counts the files of Liquid that it loads. */
  function loaded(): string {
    const hooks = `import{registerHooks}from'node:module';let n=0;registerHooks({load:(u,c,next)=>{if(u.includes('/liquidjs/'))n++;return next(u,c)}});process.on('exit',()=>console.error('liquid:'+n))`;
    const words = ['--import', `data:text/javascript,${encodeURIComponent(hooks)}`, CLI, 'resolve', 'shop', 'dev'];
    return spawnSync(process.execPath, words, { cwd: here.folder, encoding: 'utf8' }).stderr;
  }

  it('is resolved without loading it', async () => {
    await writeFiles(here.folder, { 'define/dev.yaml': 'home: "%HOMEDIR%/shop"\n' });
    expect(loaded()).toContain('liquid:0\n');
    await writeFiles(here.folder, { 'define/dev.yaml': 'home: "/srv/{{ facs.project }}"\n' });
    expect(loaded()).toContain('liquid:1\n');
  });
});

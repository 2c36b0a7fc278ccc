/** Python projects: built into an environment, relocated, deployed to a real host. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProof, type Proof } from '../support/proof.ts';
import { PYTHON, writeWheel } from '../support/python-project.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith } from '../support/tools.ts';

const BUILD = `build: { type: python, name: env, python: ${PYTHON}, pip: [--no-index, --find-links, wheels] }\n`;
const INSTALL = 'install: { groups: [{ files: [notes.txt] }, { type: binary, name: env, into: shop }] }\n';

describeWith(['sshd', 'git'], 'a Python project', () => {
  let proof: Proof;
  let web: Sshd;
  const run = (...words: string[]) => proof.runWith({ FACS_SSH_KEY: web.privateKey }, 'run', 'shop', ...words);
  const top = (...path: string[]) => join(proof.project.folder, '.facsimile', ...path);

  beforeAll(async () => {
    web = await startSshd({ name: 'web1' });
    const { port, user } = web.host;
    proof = await openProof({
      '.gitignore': '.facsimile\n',
      'define/facsimile.yaml': 'instances: { staging: {} }\n',
      'define/shop.yaml': BUILD + INSTALL,
      'define/staging.yaml': `home: ~/app
deploy: { nodes: { web: [web1] }, hooks: { before: ["shop/bin/hello before > ~/before"] }, postcmd: ["~/app/current/shop/bin/hello after > ~/after"] }
hosts: { web1: { address: 127.0.0.1, port: ${port}, user: ${user}, host_keys: ["${web.hostKey}"] } }\n`,
      'notes.txt': 'notes\n',
      'requirements.txt': '# no network\nhello-wheel==1.0\n',
    });
    writeWheel(join(proof.project.folder, 'wheels/hello_wheel-1.0-py3-none-any.whl'));
    await proof.project.commit({});
    proof.project.git('tag', '1.0.0');
  });
  afterAll(async () => {
    await web.stop();
    await proof.remove();
  });

  describe('built', () => {
    it('F-86, D-21: is an environment with what requirements.txt names, once; nothing compiled is in it', async () => {
      const first = await run('staging', '1.0.0', '--end', 'install');
      expect(first.code, first.stderr).toBe(0);
      const githash = first.data.release.githash;
      const tree = top('release/shop/staging', githash, '_DEPLOY_');
      expect(readFileSync(join(tree, 'notes.txt'), 'utf8')).toBe('notes\n');
      const paths = readdirSync(join(tree, 'shop'), { recursive: true, encoding: 'utf8' });
      expect(paths.filter((path) => /\.py[co]$|__pycache__/.test(path))).toEqual([]);
      expect(paths).toContain('bin/hello');
      expect(paths.filter((path) => /^lib\/.*\/hello_wheel\/__init__\.py$/.test(path))).toHaveLength(1);
      const again = await run('staging', '1.0.0', '--only', 'build');
      expect(again.data.stages).toMatchObject([{ stage: 'build', outcome: 'unchanged' }]);
      expect(again.stderr).not.toContain('pip install');
    });

    it('F-86: is made anew with --clean, to the same bytes', async () => {
      const [was] = (await run('staging', '1.0.0', '--only', 'build')).data.stages[0].binaries;
      const anew = await run('staging', '1.0.0', '--only', 'build', '--clean');
      expect(anew.stderr).toContain('pip install');
      expect(anew.data.stages[0]).toMatchObject({ outcome: 'done', binaries: [{ sha256: was.sha256 }] });
    });

    it.each([
      [
        'a requirement that pip cannot find',
        { 'requirements.txt': 'absent-wheel==9\n' },
        1,
        /No matching distribution found for absent-wheel==9/,
      ],
      [
        'requirements that are not there',
        { 'define/shop.yaml': BUILD.replace('name', 'requirements: none.txt, name') + INSTALL },
        2,
        /none\.txt is not in the source of this release/,
      ],
    ])('F-86: %s is an error, and the environment is taken away', async (_, files, code, said) => {
      const branch = proof.project.git('branch', '--show-current');
      proof.project.git('switch', '--quiet', '--create', `broken-${code}`);
      const githash = await proof.project.commit(files as Record<string, string>);
      const failed = await run('staging', githash, '--end', 'build');
      proof.project.git('switch', '--quiet', branch);
      expect(failed.code).toBe(code);
      expect(failed.stderr).toMatch(said);
      expect(existsSync(top('build/shop', githash, '.python/env'))).toBe(false);
      expect(existsSync(top('binaries/shop', githash))).toBe(false);
    });
  });

  describe('deployed', () => {
    it('F-85, F-87: works where it lies now, before and after the switch, and holds no path of the build', async () => {
      const ran = await run('staging', '1.0.0');
      expect(ran.code, ran.stderr).toBe(0);
      const folder = (await web.run('cd -P ~/app/current && pwd')).trim();
      const at = join(folder, 'shop');
      expect(await web.run('~/app/current/shop/bin/hello you')).toBe(`hello you from ${at}\n`);
      expect(await web.run('~/app/current/shop/bin/hello-script')).toBe(`hello from ${at}\n`);
      expect(await web.run('ln -s ~/app/current/shop/bin/hello ~/linked && ~/linked')).toBe(`hello from ${at}\n`);
      expect(await web.run('~/app/current/shop/bin/python -c "import hello_wheel; hello_wheel.main()"')).toContain(
        '/app/current/shop\n',
      );
      expect(await web.run('cat ~/before ~/after')).toBe(`hello before from ${at}\nhello after from ${at}\n`);
      expect(await web.run(`grep -rl '${proof.project.folder}' ~/app/current/shop/ || true`)).toBe('');
      expect(await web.run('readlink ~/app/current/shop/lib64 ~/app/current/shop/bin/python3')).toBe(
        `lib\n${PYTHON}\n`,
      );
      expect(await web.run('cat ~/app/current/etc/shop.version')).toBe('1.0.0\n');
    });

    it('F-87: activates, by every shell that can say what it reads, and pip knows what is installed', async () => {
      const home = (await web.run('cd ~/app/current/shop && pwd')).trim();
      const activate = `. ${home}/bin/activate && echo "$VIRTUAL_ENV" && command -v hello`;
      const answer = `${home}\n${home}/bin/hello\n`;
      expect(await web.run(`bash -euc '${activate}'`)).toBe(answer);
      expect(await web.run(`VIRTUAL_ENV=${home} dash -euc '${activate}'`)).toBe(answer);
      await expect(web.run(`dash -euc '${activate}'`)).rejects.toThrow('it has to be the folder above bin');
      expect(await web.run(`${home}/bin/pip --disable-pip-version-check list --format freeze`)).toContain(
        'hello-wheel==1.0',
      );
      const lists = await web.run(`cd ${home}/lib/python3*/site-packages && cat hello_wheel-1.0.dist-info/RECORD`);
      const [, hash, size] = /^\.\.\/\.\.\/\.\.\/bin\/hello,sha256=([^,]+),(\d+)$/m.exec(lists) ?? [];
      expect(await web.run(`wc -c <${home}/bin/hello`)).toBe(`${size}\n`);
      expect(await web.run(`openssl dgst -sha256 -binary ${home}/bin/hello | base64 | tr '+/' '-_' | tr -d '='`)).toBe(
        `${hash}\n`,
      );
    });
  });
});

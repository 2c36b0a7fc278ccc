/** Files that 1.1.1 made by calling a program: what is kept for one is made once, and passwords reach one by stdin alone. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProof, type Proof, write } from '../support/proof.ts';
import { CLEAN_GIT } from '../support/repositories.ts';
import { describeWith, tool } from '../support/tools.ts';

const CLI = resolve(import.meta.dirname, '../../src/cli/cli.ts');

describeWith(['openssl'], 'files that a program made', () => {
  let proof: Proof;
  let key = '';
  const out = (...path: string[]) => join(proof.folder, 'out', ...path);
  const deploy = () => proof.runWith({ SOPS_AGE_KEY: key }, 'deploy', 'shop', 'dev.dev0', '--src-dir', '.');

  beforeAll(async () => {
    key = await generateX25519Identity();
    proof = await openProof({
      '.gitignore': '.facsimile\n',
      'define/facsimile.yaml': 'instances: { dev.dev0: {} }\n',
      'define/dev.yaml': 'deploy: { destdir: ../out, shared: [sasl] }\n',
      'define/dev0.yaml': 'modules: { broker: { daemon: qpidd }, db: {} }\n',
    });
  });
  afterAll(() => proof.remove());

  it('F-89: the parameters of a key exchange are made once, kept in the state, and rendered from there', async () => {
    const template = '{{ state.values.dhparam }}\n';
    await write(proof, { 'define/tmpl/_ALL_/_DEPLOY_/etc/dh.pem': template });
    const made = execFileSync(tool('openssl'), [
      ...['genpkey', '-genparam', '-algorithm', 'DH', '-pkeyopt', 'group:ffdhe2048'],
    ]).toString();
    const words = ['secrets', 'set', 'shop', 'dev.dev0', 'values.dhparam'];
    const env = { ...process.env, ...CLEAN_GIT, SOPS_AGE_KEY: key };
    const kept = spawnSync(process.execPath, [CLI, ...words], { cwd: proof.project.folder, env, input: made });
    expect(kept.status, kept.stderr.toString()).toBe(0);
    const first = await deploy();
    expect(first.code, first.stderr).toBe(0);
    expect(readFileSync(out('current/etc/dh.pem'), 'utf8')).toBe(made);
    const text = execFileSync(tool('openssl'), [
      'dhparam',
      '-in',
      out('current/etc/dh.pem'),
      '-noout',
      '-check',
      '-text',
    ]);
    expect(text.toString()).toContain('2048 bit');
    expect((await deploy()).stdout).toContain('unchanged');
    await write(proof, { 'define/tmpl/_ALL_/_DEPLOY_/etc/other.txt': 'other\n' });
    expect((await deploy()).code).toBe(0);
    expect(readFileSync(out('current/etc/dh.pem'), 'utf8')).toBe(made);
    const state = readFileSync(join(proof.project.folder, '.facsimile/state/dev.dev0.yaml'), 'utf8');
    expect(state).not.toContain('BEGIN DH');
  });

  it('F-88: every password of the state goes to saslpasswd2 by stdin, with the words of old', async () => {
    const program = join(proof.folder, 'saslpasswd2');
    // In the place of the real one: it writes down what it is told, and by which way.
    writeFileSync(program, `#!/bin/sh\nprintf '%s %s\\n' "$*" "$(cat)" >>'${proof.folder}/told'\n: >"$4"\n`);
    chmodSync(program, 0o755);
    await write(proof, {
      'define/tmpl/_ALL_/_DEPLOY_/etc/sasl-users':
        '{% for user in state.passwd %}\n{{ user[0] }}:{{ user[1] }}\n{% endfor %}\n',
      'define/tmpl/_ALL_/_DEPLOY_/bin/sasl-users*': `#!/bin/sh
while IFS=: read -r user password; do
  printf %s "$password" | "$1" -c -p -f sasl/qpidd.sasldb -u QPID "$user" || exit
done <etc/sasl-users
`,
      'define/dev0.yaml': `modules: { broker: { daemon: qpidd }, db: {} }\ndeploy: { hooks: { before: ["bin/sasl-users ${program}"] } }\n`,
    });
    const ran = await deploy();
    expect(ran.code, ran.stderr).toBe(0);
    const lines = readFileSync(out('current/etc/sasl-users'), 'utf8').trim().split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['qpidd', 'db']);
    const told = lines
      .map((line) => line.split(':'))
      .map(([user, password]) => `-c -p -f sasl/qpidd.sasldb -u QPID ${user} ${password}`);
    expect(readFileSync(join(proof.folder, 'told'), 'utf8').trim().split('\n')).toEqual(told);
    expect(existsSync(out('shared/sasl/qpidd.sasldb'))).toBe(true);
    expect(statSync(out('current/etc/sasl-users')).mode & 0o777).toBe(0o600);
    const passwords = lines.map((line) => line.split(':')[1] ?? '');
    for (const password of passwords) expect(ran.stdout + ran.stderr).not.toContain(password);
  });
});

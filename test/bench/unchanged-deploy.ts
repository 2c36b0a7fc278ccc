/**
 * A deploy that has nothing to do, to one host, without meta.
 *
 * Floor: the same Node, bundled the same way, that connects with ssh2, checks the host key, runs `true` and ends: one
 * process here, one connection, one execution, about 13 round trips and 6 kB either way. What stands above it: resolve,
 * render, the digest of the tree, and a probe in place of `true` (a few processes on the host).
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sshd, startSshd } from '../support/sshd.ts';
import type { Benchmark, Row } from './benchmark.ts';
import { bundleScript } from './bundle-script.ts';
import { race } from './race.ts';

const ROUNDS = 15;
const GOAL = 1.5;

/** One host with a real sshd on the loopback. */
export const unchangedDeploy: Benchmark = {
  name: 'unchanged-deploy',
  needs: ['sshd', 'git'],
  async run(dist) {
    const folder = await mkdtemp(join(tmpdir(), 'facs-bench-'));
    const host = await startSshd({ name: 'lab' });
    try {
      await bundleScript('ssh-true.ts', join(folder, 'floor'));
      await writeEstate(folder, host);
      return [await measure(join(dist, 'cli.js'), folder, host)];
    } finally {
      await host.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(cli: string, folder: string, host: Sshd): Promise<Row> {
  const keyFile = join(folder, 'key');
  const env = { PATH: process.env['PATH'], HOME: folder, FACS_SSH_KEY: host.privateKey };
  const run = (words: readonly string[]) =>
    execFileSync(process.execPath, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  const deploy = [cli, 'deploy', 'shop', 'staging', '--src-dir', '.'];
  run(deploy);
  const before = host.log().length;
  if (!/unchanged/.test(run(deploy))) throw new Error('the second deploy changed something');
  const { connections, executions } = host.counts(before);
  const floorWords = [join(folder, 'floor/ssh-true.js'), String(host.host.port), host.host.user, keyFile, host.hostKey];
  const [ours, floor] = await race(ROUNDS, [
    { name: 'facs deploy', run: () => void run(deploy) },
    { name: 'ssh2 true', run: () => void run(floorWords) },
  ]);
  if (ours === undefined || floor === undefined) throw new Error('nothing was measured');
  const title = `unchanged deploy (${connections} connection, ${executions} execution)`;
  return { title, ours, floor, kind: 'ratio', goal: GOAL };
}

async function writeEstate(folder: string, { host, privateKey, hostKey }: Sshd): Promise<void> {
  const define = join(folder, 'define');
  await mkdir(join(define, 'tmpl/_ALL_/_DEPLOY_'), { recursive: true });
  const lab = `{ address: 127.0.0.1, port: ${host.port}, user: ${host.user}, host_keys: ["${hostKey}"] }`;
  const files: Readonly<Record<string, string>> = {
    key: privateKey,
    'define/facsimile.yaml': 'instances: { staging: {} }\ncompany: Corner Shop\n',
    'define/shop.yaml': `home: ${host.home}\ninstall: { groups: [{ files: [server.mjs] }] }\n`,
    'define/staging.yaml': `deploy: { nodes: { web: [lab] } }\nhosts: { lab: ${lab} }\n`,
    'define/tmpl/_ALL_/_DEPLOY_/config.json': '{ "company": "{{ definition.company }}" }\n',
    'server.mjs': 'console.log("open");\n',
    '.gitignore': 'key\nfloor/\n.facsimile/\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 });
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...words]);
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'commit.gpgSign=false', 'commit', '--quiet', '-m', 'Shop');
}

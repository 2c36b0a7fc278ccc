/**
 * A small estate, all of it real: a meta repo behind HTTP with tokens, a project `shop` behind SSH, a GitHub API for the
 * pull requests, three sshd hosts (`lab` is staging, `paris` and `boston` are production), a folder for binaries.
 */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type GitHttp, openGitHttp } from './git-http.ts';
import { type GitOverSsh, openGitOverSsh } from './git-over-ssh.ts';
import { type GithubServer, openGithubServer } from './github-server.ts';
import { makeKeyPair, type Sshd, startSshd } from './sshd.ts';
import type { EventSource } from './webhooks.ts';

const execute = promisify(execFile);
const SHOP = join(import.meta.dirname, 'estate', 'shop');
const CALLERS = join(import.meta.dirname, '..', '..', 'workflows');
const SETTINGS = ['user.name=Ann', 'user.email=ann@acme.example', 'safe.directory=*'].flatMap((each) => ['-c', each]);

/** May read and write every repository, and open pull requests. */
export const WRITE_TOKEN = 'ghs_writes';

/** May only read. */
export const READ_TOKEN = 'ghs_reads';

/** Where the hosts are: what `define/` calls them. */
export type HostName = 'boston' | 'lab' | 'paris';

/** A running estate. */
export interface Estate {
  readonly git: GitHttp;
  readonly gitOverSsh: GitOverSsh;
  readonly github: GithubServer;
  readonly hosts: Readonly<Record<HostName, Sshd>>;
  /** Private key that all hosts let in. */
  readonly sshKey: string;
  /** Folder for binaries. */
  readonly store: string;
  /** File to which the shop's build command adds a line each time that it runs. */
  readonly builds: string;
  /** For whatever a test keeps. */
  readonly folder: string;
  /** A repository of `acme`, as events name it. */
  source(name: 'meta' | 'shop'): EventSource;
  /** URL of a repository of `acme`. */
  url(name: 'meta' | 'shop'): string;
  /** A fresh clone with everything, as a runner's checkout leaves it: no token in it. */
  clone(name: 'meta' | 'shop', ref?: string): Promise<string>;
  /** Writes a file and commits it. */
  change(tree: string, path: string, text: string): void;
  /** Merges a branch of meta into its `main`, as the button of a pull request does. Gives where `main` was. */
  merge(branch: string): string;
  /** git in a folder of the estate, as Ann. Not for what goes over HTTP: the server is in this process. */
  run(folder: string, ...words: string[]): string;
  close(): Promise<void>;
}

/** Starts it: the shop committed and pushed, without a tag yet; meta with our callers and nothing else. */
export async function openEstate(): Promise<Estate> {
  const folder = mkdtempSync(join(tmpdir(), 'facs-estate-'));
  const { privateKey: sshKey, ...key } = makeKeyPair();
  const start = (name: HostName) => startSshd({ name, clientKey: { ...key, privateKey: sshKey } });
  const [git, gitOverSsh, lab, paris, boston] = await Promise.all([
    openGitHttp({ folder: join(folder, 'git'), tokens: { [WRITE_TOKEN]: 'write', [READ_TOKEN]: 'read' } }),
    openGitOverSsh('shop'),
    ...(['lab', 'paris', 'boston'] as const).map(start),
  ] as const);
  const repositories = { 'acme/meta': 'main', 'acme/shop': 'main' };
  const github = await openGithubServer({ token: WRITE_TOKEN, serverUrl: git.url, repositories });
  const hosts = { lab, paris, boston } as Estate['hosts'];
  const estate = toEstate({ folder, git, gitOverSsh, github, hosts, sshKey });
  pushShop(estate);
  pushMeta(estate);
  return estate;
}

type Parts = Pick<Estate, 'folder' | 'git' | 'gitOverSsh' | 'github' | 'hosts' | 'sshKey'>;

function toEstate(parts: Parts): Estate {
  const { folder, git, gitOverSsh } = parts;
  const env = { ...process.env, ...gitOverSsh.variables };
  const run: Estate['run'] = (cwd, ...words) =>
    execFileSync('git', [...SETTINGS, ...words], { cwd, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  const url: Estate['url'] = (name) => (name === 'meta' ? `${git.url}/acme/meta` : gitOverSsh.url);
  const source: Estate['source'] = (name) => ({
    repository: `acme/${name}`,
    folder: name === 'meta' ? join(folder, 'git', 'acme', 'meta') : gitOverSsh.folder,
    serverUrl: git.url,
  });
  return {
    ...parts,
    ...{ store: join(folder, 'store'), builds: join(folder, 'builds'), run, url, source },
    clone: async (name, ref = 'main') => {
      const tree = mkdtempSync(join(folder, `${name}-`));
      const credentials = Buffer.from(`x-access-token:${READ_TOKEN}`).toString('base64');
      const header = `http.${git.url}/.extraheader=Authorization: Basic ${credentials}`;
      // The server is in this process: waiting for git in any other way would stop it.
      await execute('git', ['-c', header, 'clone', '--quiet', '--branch', ref, url(name), tree], { env });
      return tree;
    },
    change: (tree, path, text) => {
      writeFileSync(join(tree, path), text);
      run(tree, 'commit', '--quiet', '--allow-empty', '--all', '--message', `Change ${path}`);
    },
    merge: (branch) => {
      const tree = mkdtempSync(join(folder, 'merge-'));
      run(folder, 'clone', '--quiet', source('meta').folder, tree);
      const before = run(tree, 'rev-parse', 'HEAD');
      run(tree, 'merge', '--quiet', '--no-ff', '--message', `Merge ${branch}`, `origin/${branch}`);
      run(tree, 'push', '--quiet', 'origin', 'main');
      return before;
    },
    close: () => closeAll(parts),
  };
}

/** The GitHub server comes last: it throws what went against GitHub's description. */
async function closeAll({ folder, git, gitOverSsh, github, hosts }: Parts): Promise<void> {
  await Promise.all([gitOverSsh.close(), git.close(), ...Object.values(hosts).map((host) => host.stop())]);
  rmSync(folder, { recursive: true, force: true });
  await github.close();
}

function pushShop(estate: Estate): void {
  const tree = join(estate.folder, 'shop');
  cpSync(SHOP, tree, { recursive: true });
  writeWorkflow(tree, 'release', {
    'https://github.com/OWNER/meta': estate.url('meta'),
    'build-command: make': `build-command: sh build.sh && echo built >>${estate.builds}`,
    'binaries: app.linux-x64=build': 'binaries: pages.linux-x64=build',
    'https://binaries.example.com': estate.store,
  });
  writeFileSync(join(tree, 'define', 'addresses.yaml'), describeAddresses(estate));
  commitAndPush(estate, tree, estate.url('shop'));
}

function pushMeta(estate: Estate): void {
  const bare = estate.source('meta').folder;
  mkdirSync(bare, { recursive: true });
  estate.run(bare, 'init', '--quiet', '--bare', '--initial-branch=main');
  const tree = join(estate.folder, 'meta');
  for (const name of ['promote', 'redeploy']) writeWorkflow(tree, name);
  commitAndPush(estate, tree, bare);
}

function commitAndPush(estate: Estate, tree: string, origin: string): void {
  estate.run(tree, 'init', '--quiet', '--initial-branch=main');
  estate.run(tree, 'add', '--all');
  estate.run(tree, 'commit', '--quiet', '--message', 'First');
  estate.run(tree, 'remote', 'add', 'origin', origin);
  estate.run(tree, 'push', '--quiet', 'origin', 'main');
}

function describeAddresses({ url, hosts }: Estate): string {
  const lines = Object.values(hosts).map(
    ({ host, hostKey }) =>
      `  ${host.name}: { address: ${host.address}, port: ${host.port}, user: ${host.user}, host_keys: ['${hostKey}'] }`,
  );
  return [
    '# Written by test/support/estate.ts.',
    `projects: { shop: { repo: '${url('shop')}' } }`,
    'hosts:',
    ...lines,
    '',
  ].join('\n');
}

/** Puts one of our callers into a work tree, filled in as its user would. */
function writeWorkflow(tree: string, name: string, replace: Readonly<Record<string, string>> = {}): void {
  const template = readFileSync(join(CALLERS, `${name}.yml`), 'utf8');
  const text = Object.entries(replace).reduce((filled, [from, to]) => {
    if (!filled.includes(from)) throw new Error(`workflows/${name}.yml does not say ${from}`);
    return filled.replace(from, to);
  }, template);
  mkdirSync(join(tree, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(tree, '.github', 'workflows', `${name}.yml`), text);
}

/**
 * A small estate, all of it real: a project `shop` and a meta repo behind HTTP with tokens, a GitHub API for the pull
 * requests, three sshd hosts (`lab` is staging, `paris` and `boston` are production), a folder for binaries.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitHttp, openGitHttp } from './git-http.ts';
import { type GithubServer, openGithubServer } from './github-server.ts';
import { makeKeyPair, type Sshd, startSshd } from './sshd.ts';
import type { EventSource } from './webhooks.ts';

const SHOP = join(import.meta.dirname, 'estate', 'shop');
const AUTHOR = ['-c', 'user.name=Ann', '-c', 'user.email=ann@acme.example'];

/** May read and write every repository, and open pull requests. */
export const WRITE_TOKEN = 'ghs_writes';

/** May only read. */
export const READ_TOKEN = 'ghs_reads';

/** Where the hosts are: what `define/` calls them. */
export type HostName = 'boston' | 'lab' | 'paris';

/** A running estate. */
export interface Estate {
  readonly git: GitHttp;
  readonly github: GithubServer;
  readonly hosts: Readonly<Record<HostName, Sshd>>;
  /** Private key that all hosts let in. */
  readonly sshKey: string;
  /** Folder for binaries. */
  readonly store: string;
  /** For whatever a test keeps. */
  readonly folder: string;
  /** A repository of `acme`, as events name it. */
  source(name: 'meta' | 'shop'): EventSource;
  /** URL of a repository of `acme`. */
  url(name: 'meta' | 'shop'): string;
  /** A fresh clone with everything, as a runner's checkout leaves it: no token in it. */
  clone(name: 'meta' | 'shop', ref?: string): string;
  /** git in a folder of the estate, as Ann. */
  run(folder: string, ...words: string[]): string;
  close(): Promise<void>;
}

/** Starts it: the shop committed and pushed, without a tag yet; meta an empty repository. */
export async function openEstate(): Promise<Estate> {
  const folder = mkdtempSync(join(tmpdir(), 'facs-estate-'));
  const key = makeKeyPair();
  const [git, lab, paris, boston] = await Promise.all([
    openGitHttp({ folder: join(folder, 'git'), tokens: { [WRITE_TOKEN]: 'write', [READ_TOKEN]: 'read' } }),
    ...['lab', 'paris', 'boston'].map((name) => startSshd({ name, clientKey: key })),
  ] as const);
  const github = await openGithubServer({
    token: WRITE_TOKEN,
    serverUrl: git.url,
    repositories: { 'acme/meta': 'main', 'acme/shop': 'main' },
  });
  const estate = toEstate({ folder, git, github, hosts: { lab, paris, boston } as Estate['hosts'], key });
  for (const name of ['meta', 'shop'] as const) makeBare(estate, estate.source(name).folder);
  pushShop(estate);
  return estate;
}

interface Parts extends Pick<Estate, 'folder' | 'git' | 'github' | 'hosts'> {
  readonly key: { readonly privateKey: string };
}

function toEstate({ folder, git, github, hosts, key }: Parts): Estate {
  const run: Estate['run'] = (at, ...words) =>
    execFileSync('git', [...AUTHOR, ...words], { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const url: Estate['url'] = (name) => `${git.url}/acme/${name}`;
  return {
    ...{ folder, git, github, hosts, run, url, sshKey: key.privateKey, store: join(folder, 'store') },
    source: (name) => ({
      repository: `acme/${name}`,
      folder: join(folder, 'git', 'acme', name),
      serverUrl: git.url,
    }),
    clone: (name, ref = 'main') => {
      const tree = mkdtempSync(join(folder, `${name}-`));
      const credentials = Buffer.from(`x-access-token:${READ_TOKEN}`).toString('base64');
      const header = `http.${git.url}/.extraheader=Authorization: Basic ${credentials}`;
      run(folder, '-c', header, 'clone', '--quiet', '--branch', ref, url(name), tree);
      return tree;
    },
    close: async () => {
      await Promise.all(Object.values(hosts).map((host) => host.stop()));
      await git.close();
      rmSync(folder, { recursive: true, force: true });
      await github.close();
    },
  };
}

function makeBare(estate: Estate, folder: string): void {
  mkdirSync(folder, { recursive: true });
  estate.run(folder, 'init', '--quiet', '--bare', '--initial-branch=main');
}

function pushShop(estate: Estate): void {
  const tree = join(estate.folder, 'shop');
  cpSync(SHOP, tree, { recursive: true });
  writeFileSync(join(tree, 'define', 'hosts.yaml'), describeHosts(Object.values(estate.hosts)));
  estate.run(tree, 'init', '--quiet', '--initial-branch=main');
  estate.run(tree, 'add', '--all');
  estate.run(tree, 'commit', '--quiet', '--message', 'A shop');
  estate.run(tree, 'remote', 'add', 'origin', estate.source('shop').folder);
  estate.run(tree, 'push', '--quiet', 'origin', 'main');
}

function describeHosts(hosts: readonly Sshd[]): string {
  const lines = hosts.map(
    ({ host, hostKey }) =>
      `  ${host.name}: { address: ${host.address}, port: ${host.port}, user: ${host.user}, host_keys: ['${hostKey}'] }`,
  );
  return ['# Written by test/support/estate.ts.', 'hosts:', ...lines, ''].join('\n');
}

/** A caller of ours, filled in as its user would. */
export function caller(name: 'promote' | 'redeploy' | 'release', replace: Readonly<Record<string, string>>): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'workflows', `${name}.yml`), 'utf8');
  return Object.entries(replace).reduce((filled, [from, to]) => {
    if (!filled.includes(from)) throw new Error(`workflows/${name}.yml does not say ${from}`);
    return filled.replace(from, to);
  }, text);
}

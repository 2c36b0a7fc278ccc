/** Meta repos on a GitHub of this machine, for the contract and for all that is GitHub's own. */
import { join } from 'node:path';
import { type GithubSurroundings, githubMetaRepo } from '../../src/adapters/github/meta/github-meta-repo.ts';
import { secret } from '../../src/core/secret.ts';
import type { MetaEstate } from '../contract/meta-estate.ts';
import { commitByHand, lineOf, makeBare, tagByHand } from './bare-repo.ts';
import { type GithubOptions, type GithubServer, openGithubServer } from './github-server.ts';
import { openPlayground } from './meta.ts';
import { keptTalk } from './quiet-talk.ts';

/** An estate, and its server. */
export interface GithubEstate extends MetaEstate {
  readonly server: GithubServer;
  /** The bare repository behind an address. */
  folderOf(address: { readonly url: string }): string;
  /** The adapter, with the token of `name` unless another is given, and surroundings of one's own. */
  adapter(name: string, more?: Partial<GithubSurroundings>): ReturnType<typeof githubMetaRepo>;
}

const USERS = ['ann', 'bob', 'cem', 'dan', 'eve'];

/** A server whose pull requests are those of the first repository, and whose users `ann`, `bob`, `cem`, `dan` and `eve` have the tokens `token-of-ann` and so on. */
export async function openGithubEstate(limits: GithubOptions['limits'] = {}): Promise<GithubEstate> {
  const ground = await openPlayground();
  const folderOf = (name: string) => join(ground.folder, `${name.replace(/^.*\//, '')}.git`);
  const known = new Set<string>();
  const server = await openGithubServer({
    token: Object.fromEntries(USERS.map((name) => [`token-of-${name}`, name])),
    folderOf: (name) => (known.has(name) ? folderOf(name) : undefined),
    repositories: { 'acme/meta-0': 'main' },
    limits,
  });
  const clock = { now: Date.now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) };
  const place = ({ url }: { readonly url: string }) => folderOf(url);
  const adapter: GithubEstate['adapter'] = (name, more = {}) =>
    githubMetaRepo({
      ...{ serverUrl: 'https://github.com', apiUrl: server.url, clock, talk: keptTalk() },
      token: secret(`token-of-${name}`),
      ...{ cwd: ground.folder, topDir: join('top', name) },
      ...more,
    });
  return {
    server,
    adapter,
    folderOf: place,
    writer: (name) => adapter(name),
    newAddress: async () => {
      const name = `acme/meta-${known.size}`;
      makeBare(folderOf(name));
      known.add(name);
      return { url: `github:${name}` };
    },
    commit: async (address, files) => commitByHand(place(address), files),
    tag: async (address, name, commit) => tagByHand(place(address), name, commit),
    line: async (address, branch) => lineOf(place(address), branch),
    authorOf: (name) => name,
    close: async () => {
      await server.close();
      await ground.remove();
    },
  };
}

/** Meta repos on GitHub, read and written through its API: no clone, no git, and commits that GitHub signs. */
import { join, resolve } from 'node:path';
import type { Clock } from '../../../app/ports/clock.ts';
import type { Appended, MetaAddress, MetaChange, MetaRepo } from '../../../app/ports/meta-repo.ts';
import type { Talk } from '../../../app/ports/talk.ts';
import { FORMAT_FILE } from '../../../core/meta/paths.ts';
import { makeTopFolder } from '../../fs/top-folder.ts';
import { checkFormat, refuseOtherRepo } from '../../meta/check-meta.ts';
import { notMeta } from '../../meta/meta-failure.ts';
import { type GithubAccess, openClient } from '../client.ts';
import { parseGithubAddress } from './address.ts';
import { openApi } from './api.ts';
import { isApiFailure } from './api-failure.ts';
import { openMeta } from './github-meta.ts';
import { type GithubRepo, metaFailures } from './github-repo.ts';
import { landChange } from './land.ts';
import { openTip } from './newest-tip.ts';
import { look, readTip, type Seen } from './tips.ts';

/** What the adapter needs of its surroundings. */
export interface GithubSurroundings extends GithubAccess {
  readonly clock: Clock;
  readonly talk: Talk;
  readonly cwd: string;
  /** Folder for what is remembered between runs, absolute or relative to `cwd`. */
  readonly topDir: string;
  /** How long an append goes on after refusals, and how long a limit is waited for. */
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 300_000;

/** Opens `github:owner/name`. Its token is the one of the address, else the one of the surroundings. */
export function githubMetaRepo(surroundings: GithubSurroundings): MetaRepo {
  return {
    open: async (address) => {
      const { repo, seen } = await openRepo(surroundings, address);
      const tip = await metaFailures(repo, () => openTip(repo, seen.tip));
      if (tip === undefined) throw notMeta(repo.url, 'it has no commits');
      checkFormat(repo.url, toBytes(seen.format));
      return openMeta(repo, tip);
    },
    init: async (address, change) => {
      const { repo, seen } = await openRepo(surroundings, address);
      if (seen.tip !== undefined && seen.format !== undefined) return { commit: seen.tip.commit, unchanged: true };
      refuseOtherRepo(repo.url, seen.top);
      return metaFailures(repo, () => land(repo, seen, change));
    },
  };
}

async function openRepo(at: GithubSurroundings, address: MetaAddress) {
  const { owner, name } = parseGithubAddress(address.url);
  const top = resolve(at.cwd, at.topDir);
  await makeTopFolder(top);
  const { clock, talk, deadlineMs = DEADLINE_MS } = at;
  const token = address.token ?? at.token;
  const client = await openClient(at.apiUrl, token);
  const draft: GithubRepo = {
    ...{ owner, name, deadlineMs, id: '' },
    url: `${at.serverUrl}/${owner}/${name}`,
    memory: join(top, 'meta', `${new URL(at.serverUrl).host}-${owner}-${name}.seen`.toLowerCase()),
    api: openApi({ client, withToken: token !== undefined, clock, talk, patienceMs: deadlineMs }),
    blobs: new Map(),
    trees: new Map(),
    listings: new Map(),
    now: clock.now,
    sleep: clock.sleep,
    random: Math.random,
  };
  const seen = await metaFailures(draft, () => look(draft));
  return { repo: { ...draft, id: seen.id }, seen };
}

/**
 * The first commit of an empty repository can only be of one file. The format comes last: as long as it is not there,
 * this is no meta repo, and a run that was killed in between is done again.
 */
async function land(repo: GithubRepo, seen: Seen, change: MetaChange): Promise<Appended> {
  const there = await openTip(repo, seen.tip);
  if (there !== undefined) return landChange(repo, there, change);
  const first = change.added.find(({ path }) => path !== FORMAT_FILE) ?? change.added[0];
  if (first === undefined) throw new Error('a meta repo begins with a file');
  const { owner, name, api } = repo;
  const content = Buffer.from(first.bytes).toString('base64');
  const given = { owner, repo: name, path: first.path, message: change.message, content };
  try {
    await api.rest((client, request) => client.rest.repos.createOrUpdateFileContents({ ...given, request }));
  } catch (error) {
    // Another run may have been first, or the answer was lost: what is there now tells.
    if (!isApiFailure(error) || (await readTip(repo)) === undefined) throw error;
  }
  const now = await openTip(repo, await readTip(repo));
  if (now === undefined) throw notMeta(repo.url, 'it still has no commits');
  const landed = await landChange(repo, now, change);
  return { ...landed, unchanged: false };
}

function toBytes(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : new TextEncoder().encode(text);
}

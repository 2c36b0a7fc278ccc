/** Meta repos over git: a local copy without a checkout, and pushes. */
import { mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Clock } from '../../../app/ports/clock.ts';
import type { MetaAddress, MetaRepo } from '../../../app/ports/meta-repo.ts';
import type { Talk } from '../../../app/ports/talk.ts';
import { FORMAT_FILE } from '../../../core/meta/paths.ts';
import { makeTopFolder } from '../../fs/top-folder.ts';
import { checkFormat, refuseOtherRepo } from '../../meta/check-meta.ts';
import { notMeta } from '../../meta/meta-failure.ts';
import type { Variables } from '../git-environment.ts';
import { openObjects } from '../object-reader.ts';
import { type Git, openGit } from '../run-git.ts';
import { type Place, readPlace } from './address.ts';
import { cloneFolder, openClone } from './clone.ts';
import { openMeta, readTip } from './git-meta.ts';
import type { IndexLimits } from './index/coverage.ts';
import { openRecordIndex } from './index/record-index.ts';
import type { Landing } from './land.ts';
import { landInTurn } from './land-in-turn.ts';
import { metaFailures } from './meta-failure.ts';
import { patiently } from './patience.ts';
import { openRemote, type Tip } from './remote.ts';
import { readFiles } from './snapshot.ts';
import { openTreeReader } from './tree-reader.ts';
import type { Author } from './write-commit.ts';

/** What the adapter needs of its surroundings. */
export interface MetaSurroundings {
  readonly variables: Variables;
  readonly cwd: string;
  /** Folder for local copies, absolute or relative to `cwd`. */
  readonly topDir: string;
  /** Who commits where git's own variables do not say. */
  readonly actor: string;
  readonly clock: Clock;
  readonly talk: Talk;
  /** How long an append goes on after refusals. */
  readonly deadlineMs?: number;
  /** When and how new records are written to the index; absent: as is best. */
  readonly indexLimits?: IndexLimits;
}

const DEADLINE_MS = 300_000;

/** Opens meta repos; local copies lie in `<topDir>/meta`, one per URL, and may be used by several processes at once. */
export function gitMetaRepo(surroundings: MetaSurroundings): MetaRepo {
  return {
    open: async (address) => {
      const landing = await openLanding(surroundings, await readPlace(address.url, surroundings.cwd), address);
      const tip = await readTip(landing);
      await checkIsMeta(landing, tip);
      return openMeta(landing, tip);
    },
    init: async (address, change) => {
      const place = await readPlace(address.url, surroundings.cwd);
      if (place.isFolder) await makeBare(openGit(surroundings.variables), place.url);
      const landing = await openLanding(surroundings, place, address);
      const tip = await readTip(landing);
      const format = tip.commit === undefined ? undefined : await landing.trees.find(tip.commit, FORMAT_FILE);
      if (tip.commit !== undefined && format !== undefined) return { commit: tip.commit, unchanged: true };
      if (tip.commit !== undefined) refuseOtherRepo(place.url, await topNames(landing, tip.commit));
      return metaFailures(place, () => landInTurn(landing, tip, change));
    },
  };
}

async function openLanding(at: MetaSurroundings, place: Place, { token }: MetaAddress): Promise<Landing> {
  const { url } = place;
  const git = openGit(at.variables, token === undefined ? [] : [{ url, token }]);
  const top = resolve(at.cwd, at.topDir);
  const folder = cloneFolder(top, url);
  await makeTopFolder(top);
  const warn = (message: string) => at.talk.warn({ code: 'meta/full-copy', message });
  const clone = await metaFailures(place, () => patiently(at.clock, () => openClone(git, url, folder, warn)));
  const objects = openObjects(git, clone.view);
  const remote = openRemote(git, clone);
  const source = { place, git, clone, objects, trees: openTreeReader(objects), remote, now: at.clock.now };
  return {
    ...source,
    index: openRecordIndex(source, at.indexLimits),
    author: authorOf(at),
    deadlineMs: at.deadlineMs ?? DEADLINE_MS,
    sleep: at.clock.sleep,
    random: Math.random,
  };
}

/** A folder that is not there yet, or is empty, becomes a bare repo. */
async function makeBare(git: Git, folder: string): Promise<void> {
  const inside = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (inside.length > 0) return;
  await mkdir(folder, { recursive: true });
  await git.output(['init', '--quiet', '--bare', '--initial-branch=main', '--', folder]);
}

async function topNames({ trees }: Landing, commit: string): Promise<string[]> {
  return (await trees.children(commit, '')).map(({ name }) => name);
}

async function checkIsMeta(landing: Landing, { commit }: Tip): Promise<void> {
  const { url } = landing.place;
  if (commit === undefined) throw notMeta(url, 'it has no commits');
  const [format] = await readFiles(landing, commit, [FORMAT_FILE]);
  checkFormat(url, format);
}

function authorOf({ variables, actor }: MetaSurroundings): Author {
  return {
    name: variables['GIT_AUTHOR_NAME'] ?? actor,
    // RFC 2606 reserves .invalid: mail to a login name of some machine goes nowhere.
    email: variables['GIT_AUTHOR_EMAIL'] ?? `${actor}@facsimile.invalid`,
  };
}

/** The newest tip that this machine has seen or made: whatever comes later must follow it. */
import { mkdir } from 'node:fs/promises';
import { noteSeen, readSeen } from '../../git/meta/seen-tip.ts';
import { rewound } from '../../meta/meta-failure.ts';
import { follows } from './follow.ts';
import type { GithubRepo, Tip } from './github-repo.ts';
import { readTip } from './tips.ts';

/** How long what was seen while opening counts as now. */
const FRESH_MS = 500;

/** How long GitHub may answer from before a write of ours: its readers lag behind its writers. */
const LAG_MS = 10_000;

/** How often it is asked once more before a tip that does not follow what was seen counts as rewound. */
const LOOKS = 3;
const LOOK_MS = 500;

/** Knows where the branch of records stands. */
export interface NewestTip {
  /** As it was known last, without asking. */
  last(): Tip;
  /** As GitHub says it now. @throws operation `meta/rewound`, `meta/rewritten`; ApiFailure. */
  read(): Promise<Tip>;
  /** The same, but what opening saw a moment ago is not asked for again. */
  fresh(): Promise<Tip>;
  /** A commit of ours became the tip. */
  landed(commit: string): Promise<void>;
}

/**
 * Begins with what opening saw. @throws operation `meta/rewound`, `meta/rewritten` when that does not follow what an
 * earlier run on this machine has seen.
 */
export async function openTip(repo: GithubRepo, opened: Tip | undefined): Promise<NewestTip | undefined> {
  await mkdir(repo.memory, { recursive: true });
  const seen = await readSeen(repo.memory);
  const first = await believe(repo, seen, opened, () => readTip(repo));
  return first === undefined ? undefined : track(repo, first);
}

function track(repo: GithubRepo, first: Tip): NewestTip {
  let last = first;
  let freshUntil = repo.now() + FRESH_MS;
  let oursUntil = 0;
  const passed = new Set<string>();
  const look = async () => {
    const tip = await readTip(repo);
    return tip !== undefined && repo.now() < oursUntil && passed.has(tip.commit) ? last : tip;
  };
  const read = async () => {
    freshUntil = 0;
    // Never undefined: a tip was seen, so a branch without commits is a rewound one.
    last = (await believe(repo, last.commit, await look(), look)) ?? last;
    return last;
  };
  return {
    last: () => last,
    read,
    fresh: async () => {
      const isFresh = repo.now() < freshUntil;
      freshUntil = 0;
      return isFresh ? last : read();
    },
    landed: async (commit) => {
      freshUntil = 0;
      oursUntil = repo.now() + LAG_MS;
      passed.add(last.commit);
      last = { ...last, commit };
      // It has landed, whatever the disk makes of remembering it.
      await noteSeen(repo.memory, commit).catch(() => undefined);
    },
  };
}

async function believe(
  repo: GithubRepo,
  seen: string | undefined,
  tip: Tip | undefined,
  look: () => Promise<Tip | undefined>,
): Promise<Tip | undefined> {
  let now = tip;
  for (let looks = 0; ; looks++) {
    if (seen === undefined && now === undefined) return undefined;
    if (now !== undefined && (seen === undefined || (await follows(repo, seen, now.commit)))) {
      if (now.commit !== seen) await noteSeen(repo.memory, now.commit);
      return now;
    }
    if (looks === LOOKS) throw rewound(repo.url, seen ?? '', now?.commit, repo.memory);
    await repo.sleep(LOOK_MS * looks);
    now = await look();
  }
}

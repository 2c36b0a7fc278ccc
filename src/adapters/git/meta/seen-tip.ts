/** What the local copy last saw as the tip: whatever comes later must follow it, and leave its records alone. */
import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rewound, rewritten } from '../../meta/meta-failure.ts';
import { changedFolders, readChanges } from './record-changes.ts';
import { isAncestor, type Source } from './snapshot.ts';

/** How often the server is asked once more before a tip that is older than what was seen counts as rewound. */
const LOOKS = 3;

/**
 * The tip, checked against what was seen before and then remembered in its place.
 * @param tip What the server said a moment ago; another process may have seen a newer one by now.
 * @param look Asks the server again, and fetches.
 * @throws operation `meta/rewound`, `meta/rewritten`; the memory then stays as it was.
 */
export async function checkTip(
  source: Source & { readonly place: { readonly url: string } },
  tip: string | undefined,
  look: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const { url } = source.place;
  const { folder } = source.clone;
  let now = tip;
  for (let looks = 0; ; looks++) {
    const seen = await readSeen(folder);
    if (seen === now) return now;
    if (seen === undefined || (now !== undefined && (await isAncestor(source, seen, now)))) {
      if (seen !== undefined && now !== undefined) await checkRecords(source, seen, now);
      if (now !== undefined) await noteSeen(folder, now);
      return now;
    }
    if (looks === LOOKS) throw rewound(url, seen, now, folder);
    now = await look();
  }
}

/** Remembers a tip that is known to follow what was seen: a commit of our own that landed on it. */
export async function noteSeen(folder: string, commit: string): Promise<void> {
  const path = seenFile(folder);
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, `${commit}\n`);
  await rename(temporary, path);
}

/** Undefined: nothing was seen yet, or the memory was lost. */
export async function readSeen(folder: string): Promise<string | undefined> {
  const text = await readFile(seenFile(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return /^[0-9a-f]{40,64}$/.exec(text.trim())?.[0];
}

function seenFile(folder: string): string {
  return join(folder, 'seen-tip');
}

async function checkRecords(
  source: Source & { readonly place: { readonly url: string } },
  seen: string,
  now: string,
): Promise<void> {
  for (const pair of await changedFolders(source.trees, seen, now)) {
    for await (const { gone } of readChanges(source.objects, pair, 'gone')) {
      const [path] = gone;
      if (path === undefined) continue;
      const { git, clone } = source;
      // The oldest that touched it since: what came later is its consequence.
      const words = ['log', '--reverse', '--format=%H', '--diff-filter=DMT', `${seen}..${now}`, '--', path];
      const [commit = now] = (await git.text(words, { cwd: clone.view })).split('\n').filter((line) => line !== '');
      throw rewritten(source.place.url, path, commit, clone.folder);
    }
  }
}

/** Meta repos for checks: a folder is read where it is, everything else through the copy that other commands use. */
import { resolve } from 'node:path';
import type { MetaHistories, MetaHistory } from '../../../../app/ports/meta-history.ts';
import { FORMAT_FILE } from '../../../../core/meta/paths.ts';
import { makeTopFolder } from '../../../fs/top-folder.ts';
import { notMeta } from '../../../meta/meta-failure.ts';
import { openGit } from '../../run-git.ts';
import { readPlace } from '../address.ts';
import { cloneFolder, openClone } from '../clone.ts';
import type { MetaSurroundings } from '../git-meta-repo.ts';
import { metaFailures } from '../meta-failure.ts';
import { patiently } from '../patience.ts';
import { readSeen } from '../seen-tip.ts';
import { openCopy } from './copy-source.ts';
import { openFolder } from './folder-source.ts';
import { toHistory } from './git-history.ts';
import type { HistorySource } from './history-source.ts';

/** Opens histories; copies lie where `gitMetaRepo` has them. */
export function gitHistories(
  at: Pick<MetaSurroundings, 'variables' | 'cwd' | 'topDir' | 'clock' | 'talk'>,
): MetaHistories {
  const warn = (message: string) => at.talk.warn({ code: 'meta/full-copy', message });
  return {
    open: async ({ url: given, token }) => {
      const place = await readPlace(given, at.cwd);
      const { url } = place;
      const git = openGit(at.variables, token === undefined ? [] : [{ url, token }]);
      const top = resolve(at.cwd, at.topDir);
      const copy = cloneFolder(top, url);
      const seen = await readSeen(copy);
      const open = async () => {
        if (place.isFolder) return openFolder(git, url, seen);
        await makeTopFolder(top);
        return openCopy(git, { url, seen, clone: await openClone(git, url, copy, warn) });
      };
      const source = await metaFailures(place, () => patiently(at.clock, open));
      const history = toHistory(source);
      await checkIsMeta(source, history);
      return history;
    },
  };
}

/** A repository that never was one is no broken meta repo. @throws input `meta/not-meta`. */
async function checkIsMeta({ git, view, tip, url }: HistorySource, history: MetaHistory): Promise<void> {
  // Where nothing can be read it is for the check to say so.
  const top = tip === '' ? undefined : await history.folder(tip, '').catch(() => undefined);
  if (top === undefined || top.some(({ name }) => name === FORMAT_FILE)) return;
  const { ending, stdout } = await git.run(['log', '-1', '--format=%H', tip, '--', FORMAT_FILE], { cwd: view });
  if (ending.kind === 'exit' && ending.code === 0 && stdout.length === 0)
    throw notMeta(url, `it has no ${FORMAT_FILE}`);
}

/** Folders of a commit: names that clash, and too many of them. */
import { checkFolder } from '../../core/meta/integrity/check-folder.ts';
import type { Finding } from '../../core/meta/integrity/finding.ts';
import type { HistoryFolder } from '../ports/meta-history.ts';
import { commitFor, type TipView } from './tip-view.ts';

/** Findings with the commits that brought them. */
export async function checkFolders(
  folders: readonly HistoryFolder[],
  tip: TipView,
  commitOf: (path: string) => string,
): Promise<readonly Finding[]> {
  const found = folders.flatMap(({ path, items }) => checkFolder({ path, names: items.map(({ name }) => name) }));
  return Promise.all(
    found.map(async (finding) => ({ ...finding, commit: await commitFor(tip, finding.path, commitOf) })),
  );
}

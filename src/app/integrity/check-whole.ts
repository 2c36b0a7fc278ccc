/** A whole meta repo: every commit, every file, every object. */
import { errorIn, type Finding } from '../../core/meta/integrity/finding.ts';
import { FORMAT_FILE } from '../../core/meta/paths.ts';
import type { MetaHistory } from '../ports/meta-history.ts';
import { checkFiles, type TipFile } from './check-files.ts';
import { checkFolders } from './check-folders.ts';
import { checkLedger } from './check-history.ts';
import type { CheckedMeta } from './checked.ts';
import { checkProjectFiles, projectsOf, readSurroundings } from './projects-of.ts';
import { readLedger } from './read-ledger.ts';
import { readWholeTip, type WholeTip } from './tip-view.ts';
import { type Looked, lookWithProblems } from './with-problems.ts';

interface LookedWhole extends Looked {
  readonly files: number;
  readonly commits: number;
  readonly findings: readonly Finding[];
}

/** @param commit The newest to look at. @param nowMs Milliseconds since 1970. */
export async function checkWhole(history: MetaHistory, commit: string, nowMs: number): Promise<CheckedMeta> {
  const range = { from: undefined, to: commit };
  const { looked, findings } = await lookWithProblems(history, range, (seen, isBroken) =>
    lookAtAll(seen, commit, { nowMs, isBroken }),
  );
  const { files, commits } = looked;
  return { url: history.url, ...{ commit, files, commits }, findings: [...findings, ...looked.findings] };
}

async function lookAtAll(
  history: MetaHistory,
  commit: string,
  state: { readonly nowMs: number; readonly isBroken: boolean },
): Promise<LookedWhole> {
  const [{ ledger }, tip] = await Promise.all([
    readLedger(history, { from: undefined, to: commit }, state),
    readWholeTip(history, commit),
  ]);
  const commitOf = (path: string) => ledger.commitOf(path);
  const around = await readSurroundings({ history, tip }, projectsOf(tip.files.keys()));
  const checking = { history, tip, around, ledger };
  const findings = [
    ...(await checkFiles(filesOf(tip, commitOf), checking)),
    ...(await checkFolders(tip.folders, tip, commitOf)),
    ...(await checkProjectFiles(checking, commitOf)),
    ...checkFormatThere(tip, commitOf(FORMAT_FILE), state.isBroken),
    ...(await checkLedger(checking)),
  ];
  return { tip, commitOf, findings, files: tip.files.size, commits: ledger.commits };
}

function* filesOf(tip: WholeTip, commitOf: (path: string) => string): Generator<TipFile> {
  for (const [path, { kind, hash }] of tip.files) yield { path, kind, hash, commit: commitOf(path) };
}

/** Where the top folder itself is broken nobody can say. */
function checkFormatThere({ files }: WholeTip, commit: string, isBroken: boolean): readonly Finding[] {
  return files.has(FORMAT_FILE) || (isBroken && files.size === 0) ? [] : [formatMissing(commit)];
}

/** `meta/format-missing`. @param commit That took it away; empty when nobody knows. */
export function formatMissing(commit: string): Finding {
  const message = 'this file is gone: no program takes the repository for a meta repo any more';
  return errorIn({ path: FORMAT_FILE, commit }, 'meta/format-missing', message, 'put it back as it was, by a commit');
}

/** What some commits do to a meta repo: only what they touch is read, and what that refers to. */
import type { Finding } from '../../core/meta/integrity/finding.ts';
import { isOfProject } from '../../core/meta/integrity/place.ts';
import { FORMAT_FILE } from '../../core/meta/paths.ts';
import type { CommitRange, HistoryFolder, MetaHistory } from '../ports/meta-history.ts';
import { checkFiles, type TipFile } from './check-files.ts';
import { checkFolders } from './check-folders.ts';
import { checkLedger } from './check-history.ts';
import { formatMissing } from './check-whole.ts';
import type { CheckedMeta } from './checked.ts';
import { checkProjectFiles, projectsOf, readSurroundings } from './projects-of.ts';
import { readLedger } from './read-ledger.ts';
import { openTip, type TipView } from './tip-view.ts';
import { type Looked, lookWithProblems } from './with-problems.ts';

interface LookedRange extends Looked {
  readonly files: number;
  readonly commits: number;
  readonly findings: readonly Finding[];
}

/** @param nowMs Milliseconds since 1970. */
export async function checkRange(
  history: MetaHistory,
  range: CommitRange & { readonly from: string },
  nowMs: number,
): Promise<CheckedMeta> {
  const { looked, findings } = await lookWithProblems(history, range, (seen, isBroken) =>
    lookAtRange(seen, range, { nowMs, isBroken }),
  );
  const { files, commits } = looked;
  return { url: history.url, commit: range.to, ...{ files, commits }, findings: [...findings, ...looked.findings] };
}

async function lookAtRange(
  history: MetaHistory,
  range: CommitRange,
  state: { readonly nowMs: number; readonly isBroken: boolean },
): Promise<LookedRange> {
  const { ledger, touched } = await readLedger(history, range, state);
  const tip = openTip(history, range.to);
  const commitOf = (path: string) => ledger.commitOf(path);
  const projects = await projectsAround(tip, touched);
  const around = await readSurroundings({ history, tip }, projects);
  const checking = { history, tip, around, ledger };
  const files = await filesOf(tip, await withDependents(tip, touched), commitOf);
  const isGone = touched.has(FORMAT_FILE) && (await tip.entry(FORMAT_FILE)) === undefined;
  const findings = [
    ...(await checkFiles(files, checking)),
    ...(await checkFolders(await foldersOf(tip, touched), tip, commitOf)),
    ...(await checkProjectFiles(checking, commitOf)),
    ...(isGone ? [formatMissing(commitOf(FORMAT_FILE))] : []),
    ...(await checkLedger(checking)),
  ];
  return { tip, commitOf, findings, files: files.length, commits: ledger.commits };
}

/** A top folder that something was written to, if it is a project. */
async function projectsAround(tip: TipView, touched: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const tops = new Set([...touched].filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''));
  const known = [...tops].map(async (top) => {
    const path = `${top}/project.yaml`;
    return (await tip.entry(path)) === undefined ? [] : [path];
  });
  return projectsOf([...(await Promise.all(known)).flat(), ...[...touched].filter(isOfProject)]);
}

/** What hangs on a file that was touched: channels and flags on `project.yaml`, what is made from a channel on that. */
async function withDependents(tip: TipView, touched: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const all = new Set(touched);
  for (const path of touched) {
    const [project = '', folder, file = '', ...deeper] = path.split('/');
    if (folder === 'project.yaml' && file === '') {
      for (const name of ['channels', 'flags'])
        for (const item of await tip.folder(`${project}/${name}`)) all.add(`${project}/${name}/${item.name}`);
    }
    if (folder !== 'channels' || deeper.length > 0) continue;
    const [channel] = file.split('.');
    for (const { name } of await tip.folder(`${project}/channels`))
      if (name.split('.')[0] === channel) all.add(`${project}/channels/${name}`);
  }
  return all;
}

async function filesOf(
  tip: TipView,
  paths: ReadonlySet<string>,
  commitOf: (path: string) => string,
): Promise<readonly TipFile[]> {
  const files: TipFile[] = [];
  for (const path of paths) {
    const entry = await tip.entry(path);
    // A file that nobody touched is looked at because of what its project says now.
    const commit = commitOf(path) || commitOf(`${path.split('/')[0]}/project.yaml`);
    if (entry !== undefined) files.push({ path, kind: entry.kind, hash: entry.hash, commit });
  }
  return files;
}

async function foldersOf(tip: TipView, touched: ReadonlySet<string>): Promise<readonly HistoryFolder[]> {
  const paths = [...new Set([...touched].flatMap(foldersAbove))];
  return Promise.all(paths.map(async (path) => ({ path, items: await tip.folder(path) })));
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, i) => parts.slice(0, i + 1).join('/'))];
}

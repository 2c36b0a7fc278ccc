/** A check that goes on where objects are broken: they are told, and gone around. */
import { isFailure } from '../../core/error.ts';
import type { Finding } from '../../core/meta/integrity/finding.ts';
import { type GitProblem, toFinding } from '../../core/meta/integrity/problems-of-git.ts';
import type { CommitRange, MetaHistory } from '../ports/meta-history.ts';
import type { TipView } from './tip-view.ts';

/** What looks at a repository; `isBroken`: what cannot be read then is no reason to stop. */
export type Look<T> = (history: MetaHistory, isBroken: boolean) => Promise<T>;

/** What was looked at, where its files lie now, and which commits brought them. */
export interface Looked {
  readonly tip: TipView;
  commitOf(path: string): string;
}

/**
 * Looks while git checks its objects; once more without those that are broken, if that stood in the way.
 * @throws operation when the repository cannot be read, and git finds nothing wrong with it.
 */
export async function lookWithProblems<T extends Looked>(
  history: MetaHistory,
  range: CommitRange,
  look: Look<T>,
): Promise<{ readonly looked: T; readonly findings: readonly Finding[] }> {
  const checking = history.problems(range);
  // Awaited below, or in vain when looking fails for another reason.
  checking.catch(() => undefined);
  const looked = await look(history, false).catch(async (error: unknown) => {
    const problems = await checking;
    if (!isFailure(error) || error.kind !== 'operation' || problems.length === 0) throw error;
    return look(history.avoiding(new Set(problems.map(({ object }) => object))), true);
  });
  const problems = await checking;
  return { looked, findings: await Promise.all(problems.map((problem) => placed(problem, looked))) };
}

/** By the commit that brought the file, where git names any that has it. */
async function placed(problem: GitProblem, { tip, commitOf }: Looked): Promise<Finding> {
  const { path, object } = problem;
  const entry = path === '' ? undefined : await Promise.resolve(tip.entry(path)).catch(() => undefined);
  const commit = entry?.hash === object ? commitOf(path) : '';
  return toFinding(commit === '' ? problem : { ...problem, commit });
}

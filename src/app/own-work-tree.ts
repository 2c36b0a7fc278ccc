/** The work tree that a command is about. */
import { hasCode, inputFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import type { SourceRepos, WorkTreeState } from './ports/source-repos.ts';

/** Codes of git for a folder that is in no work tree. */
const NO_WORK_TREE = ['git/not-a-repo', 'git/no-folder'];

/**
 * The one around `--src-dir`, else around the working folder.
 *
 * @param made As for `SourceRepos.workTree`.
 * @throws input `source/no-work-tree`; operation as `SourceRepos.workTree`.
 */
export async function readOwnWorkTree(
  sources: SourceRepos,
  folder: string | undefined,
  made: readonly string[] = [],
): Promise<WorkTreeState> {
  try {
    return await sources.workTree(folder ?? '.', made);
  } catch (error) {
    if (!NO_WORK_TREE.some((code) => hasCode(error, code))) throw error;
    throw inputFailure({
      code: 'source/no-work-tree',
      message: `${folder ?? 'the folder that this runs in'} is in no git work tree`,
      hint: 'run it where the project is checked out, or name that folder with --src-dir',
      ...(folder === undefined ? {} : { origin: inputOrigin('--src-dir') }),
    });
  }
}

/** The stage `checkout`: a clean export of the release. */
import { checkOut, type RepoFolder } from '../check-out.ts';
import type { Going, StageEnd } from './stage.ts';

/** Reuses an export that is there, unless it shall be made anew. @throws as `checkOut`. */
export async function checkoutStage({ gathered, inputs, folders, context }: Going): Promise<StageEnd> {
  const { origin, release } = gathered;
  const stage = 'checkout';
  if (origin === undefined) {
    const lines = [`${inputs['src-dir'] ?? '.'} is used as it is`];
    return { report: { stage, outcome: 'unchanged', lines, data: { folder: inputs['src-dir'] ?? '.', repos: [] } } };
  }
  const wish = { release, origin, folder: folders.source, clean: inputs.clean, 'top-dir': folders.top };
  const { folder, reused, repos } = await checkOut({ ...wish, 'dry-run': inputs['dry-run'] }, context.ports);
  const outcome = reused ? 'unchanged' : inputs['dry-run'] ? 'planned' : 'done';
  const what = { unchanged: 'is there already', planned: 'would be made', done: 'made' }[outcome];
  const lines = [`${folder} ${what}`, ...repos.map(describeRepo)];
  const data = {
    folder,
    repos: repos.map(({ name, url, githash, folder: at }) => ({ name, url, githash, folder: at })),
  };
  return { report: { stage, outcome, lines, data } };
}

function describeRepo({ folder, githash, url }: RepoFolder): string {
  return `${folder}  ${githash.slice(0, 12)}  ${url}`;
}

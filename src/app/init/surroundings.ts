/** What a new project is called and where it begins, found out. */
import { posix } from 'node:path';
import { hasCode } from '../../core/error.ts';
import { isLocalUrl } from '../../core/source-url.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import type { SourceRepos } from '../ports/source-repos.ts';

/** Where a project begins, and its name as its surroundings have it. */
export interface Surroundings {
  /** Top of the work tree around, else the working folder; relative to that, so that messages stay short. */
  readonly root: string;
  /** Of the repository that it was cloned from, else of its folder. May be no name that a project can have. */
  readonly name: string;
}

/** Asks git, where there is git and a repository. */
export async function findSurroundings(topDir: string, ports: Ports, { cwd }: Environment): Promise<Surroundings> {
  const repos = await ports.sourceRepos(topDir);
  const top = await repos.root('.');
  const url = top === undefined ? undefined : await findUrl(repos, top);
  return { root: posix.relative(cwd, top ?? cwd) || '.', name: toName(url ?? top ?? cwd) };
}

async function findUrl(repos: SourceRepos, root: string): Promise<string | undefined> {
  try {
    const { url } = await repos.workTree(root);
    return isLocalUrl(url) ? undefined : url;
  } catch (error) {
    // A repository of this minute says nothing yet.
    if (hasCode(error, 'git/no-commit')) return undefined;
    throw error;
  }
}

function toName(path: string): string {
  const last = posix.basename(path).replace(/\.git$/, '');
  return last.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+|-+$/g, '');
}

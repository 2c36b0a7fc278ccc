/** What origin has right now: its branches, its tags, and which branch is the default one. */
import type { VersionOrigin } from '../../../app/ports/version-repo.ts';
import type { Git } from '../run-git.ts';

/** Asks the server; nothing here moves. @throws operation as git. */
export async function askOrigin(git: Git, root: string): Promise<VersionOrigin> {
  const text = await git.text(['ls-remote', '--symref', 'origin'], { cwd: root });
  const branches = new Map<string, string>();
  const tags = new Map<string, string>();
  let defaultBranch: string | undefined;
  for (const line of text.split('\n')) {
    const [what = '', ref = ''] = line.split('\t');
    const [, name = ''] = /^refs\/(?:heads|tags)\/(.+?)$/.exec(ref) ?? [];
    if (ref === 'HEAD') defaultBranch ??= /^ref: refs\/heads\/(.+)$/.exec(what)?.[1];
    else if (ref.startsWith('refs/heads/')) branches.set(name, what);
    // `^{}` behind the name of a tag is the commit that it names.
    else if (ref.startsWith('refs/tags/') && !name.endsWith('^{}')) tags.set(name, what);
  }
  return { defaultBranch, branches, tags };
}

/** A tree of git with one file replaced, made of objects alone: no index, hence no lock that a kill leaves behind. */
import type { Git } from '../run-git.ts';

/** A file to put into a tree: `object` is its blob; `tree` undefined is the empty one. */
interface Replacement {
  readonly tree: string | undefined;
  readonly path: string;
  readonly object: string;
}

/** The new tree. The file keeps its mode, or is a plain one. @source git-ls-tree(1), git-mktree(1), with -z. */
export async function withFile(git: Git, root: string, { tree, path, object }: Replacement): Promise<string> {
  const [name = '', ...rest] = path.split('/');
  const listed = tree === undefined ? '' : await git.text(['ls-tree', '-z', tree], { cwd: root });
  const entries = listed.split('\0').filter((line) => line !== '');
  const isNamed = (line: string) => line.slice(line.indexOf('\t') + 1) === name;
  const [mode = '', kind = '', was] = entries.find(isNamed)?.split(/[ \t]/, 3) ?? [];
  const below = { tree: kind === 'tree' ? was : undefined, path: rest.join('/'), object };
  const entry =
    rest.length === 0
      ? `${kind === 'blob' ? mode : '100644'} blob ${object}\t${name}`
      : `040000 tree ${await withFile(git, root, below)}\t${name}`;
  const lines = [...entries.filter((line) => !isNamed(line)), entry];
  return git.text(['mktree', '-z'], { cwd: root, input: lines.map((line) => `${line}\0`).join('') });
}

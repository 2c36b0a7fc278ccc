/** What a file became, commit by commit of the branch itself: a merge counts as one, with all that it brought. */
import type { FileVersion } from '../../../app/ports/meta-repo.ts';
import { PLAIN } from './plain-output.ts';
import { readBlobs } from './read-blobs.ts';
import type { Source } from './snapshot.ts';

/** Ends each field with a NUL, which no commit message holds; a line of `--raw` follows. */
const FORMAT = '%x01%H%x00%P%x00%an%x00%ct%x00%B%x00';

/** A commit that changed the file. */
interface Change extends Omit<FileVersion, 'bytes' | 'proposedBy'> {
  /** Hash of the file's contents; undefined where it was removed. */
  readonly blob: string | undefined;
  /** The tip of what a merge brought. */
  readonly merged: string | undefined;
}

/** Every version of the file up to `commit`, newest first: two processes, and one fetch for what is not here. */
export async function readVersions(source: Source, commit: string, path: string): Promise<FileVersion[]> {
  const { git, clone } = source;
  const words = [
    'log',
    '--first-parent',
    '-m',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '-z',
    `--format=tformat:${FORMAT}`,
  ];
  const changes = parse(await git.text([...words, commit, '--', path], { cwd: clone.folder, env: PLAIN }));
  const blobs = await readBlobs(source, new Set(changes.map(({ blob }) => blob).filter((blob) => blob !== undefined)));
  const authors = await readAuthors(
    source,
    changes.map(({ merged }) => merged).filter((tip) => tip !== undefined),
  );
  return changes.map(({ blob, merged, ...about }) => {
    const proposedBy = authors.get(merged ?? '');
    return { ...about, bytes: blobs.get(blob ?? ''), ...(proposedBy === undefined ? {} : { proposedBy }) };
  });
}

function parse(text: string): Change[] {
  return text
    .split('\x01')
    .slice(1)
    .map((part) => {
      const [githash = '', parents = '', author = '', committedAt = '', message = '', ...raw] = part.split('\0');
      // `:<mode> <mode> <hash> <hash> <letter>`; a hash of zeros is no file.
      const blob = /:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) /.exec(raw.join(' '))?.[1];
      const isThere = blob !== undefined && !/^0+$/.test(blob);
      const about = { githash, author, committedAt: Number(committedAt), message: message.trim() };
      return { ...about, blob: isThere ? blob : undefined, merged: parents.split(' ')[1] };
    });
}

async function readAuthors({ git, clone }: Source, tips: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (tips.length === 0) return new Map();
  const words = ['log', '--no-walk=unsorted', '--format=%H%x00%an', '--stdin'];
  const input = new TextEncoder().encode(`${tips.join('\n')}\n`);
  const told = await git.text(words, { cwd: clone.folder, env: PLAIN, input });
  return new Map(told.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\0') as [string, string]])));
}

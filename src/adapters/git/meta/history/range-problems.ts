/** git's own check of the objects that a range of commits brings: they are packed, and taken in as a server would. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitProblem } from '../../../../core/meta/integrity/problems-of-git.ts';
import type { Git } from '../../run-git.ts';
import { type NamedProblem, nameCommits, parseProblems } from './read-problems.ts';

/** @param objects Folder of the repository's objects, absolute. */
export async function findRangeProblems(
  git: Git,
  { folder, objects }: { readonly folder: string; readonly objects: string },
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly GitProblem[]> {
  const place = await mkdtemp(join(tmpdir(), 'facs-check-'));
  try {
    const format = await git.text(['rev-parse', '--show-object-format'], { cwd: folder });
    await git.output(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, place]);
    await mkdir(join(place, 'objects', 'info'), { recursive: true });
    await writeFile(join(place, 'objects', 'info', 'alternates'), `${objects}\n`);
    const found = await packAndTakeIn(git, { folder, place }, `${to}\n^${from}\n`);
    return await nameCommits(git, folder, { range: { from, to }, found });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function packAndTakeIn(
  git: Git,
  { folder, place }: { readonly folder: string; readonly place: string },
  range: string,
): Promise<readonly NamedProblem[]> {
  const packing = git.start(['pack-objects', '--revs', '--stdout', '--quiet', '--missing=allow-promisor'], {
    cwd: folder,
  });
  const said: string[] = [];
  packing.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  packing.stdin.on('error', () => undefined).end(range);
  const packed = new Promise<number | null>((done, fail) => packing.on('error', fail).on('close', done));
  const [taken, code] = await Promise.all([
    git.run(['index-pack', '--stdin', '--fsck-objects'], { cwd: place, input: packing.stdout }),
    packed,
  ]);
  const text = code === 0 ? taken.stderr : said.join('');
  const isFine = code === 0 && taken.ending.kind === 'exit' && taken.ending.code === 0;
  const found = parseProblems(text);
  if (isFine || found.length > 0) return found;
  const whole = { kind: 'missing', isWarning: false, object: 'range', type: 'whole' } as const;
  return [{ ...whole, path: '', commit: '', revision: '', said: text.trim() }];
}

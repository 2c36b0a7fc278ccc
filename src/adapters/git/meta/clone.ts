/** The local copy of a meta repo: bare, without blobs where the server can leave them out, kept between runs. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gitFailure } from '../git-failure.ts';
import type { Git } from '../run-git.ts';

/**
 * Two repositories over the same objects. `folder` fetches, writes and pushes; `view` only reads, and knows of no
 * server: git would otherwise fetch each missing blob alone, one connection for each.
 */
export interface Clone {
  readonly folder: string;
  readonly view: string;
  /** Branch of the remote's HEAD when the copy was made. */
  readonly branch: string;
}

/** Where the copy of a URL lies below the top folder; safe to delete at any time. */
export function cloneFolder(topDir: string, url: string): string {
  return join(topDir, 'meta', `${createHash('sha256').update(url).digest('hex').slice(0, 16)}.git`);
}

/**
 * The copy in `folder`, made when it is not there. Several processes may do so at once: each makes its own, one
 * rename wins, the others are thrown away. @throws operation of `git-failure.ts`.
 */
export async function openClone(git: Git, url: string, folder: string, warn: (text: string) => void): Promise<Clone> {
  if (!(await isThere(folder))) await makeClone(git, url, folder, warn);
  const head = await readFile(join(folder, 'HEAD'), 'utf8');
  return { folder, view: join(folder, 'view.git'), branch: /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1] ?? 'main' };
}

async function makeClone(git: Git, url: string, folder: string, warn: (text: string) => void): Promise<void> {
  const work = `${folder}.${randomUUID()}.tmp`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    // A folder is near: leaving blobs out would save nothing.
    const filter = (await isThere(url)) ? '--no-local' : '--filter=blob:none';
    const named = ['--origin', 'origin', '--single-branch', '--no-tags', '--template='];
    const words = ['clone', '--quiet', '--bare', ...named, filter, '--', url, work];
    // Refs as files, whatever the user prefers: the branch is read from HEAD.
    const finished = await git.run(words, { env: { GIT_DEFAULT_REF_FORMAT: 'files' } });
    if (finished.ending.kind !== 'exit' || finished.ending.code !== 0) throw gitFailure(words, finished);
    if (/filtering not recognized/.test(finished.stderr))
      warn('the server of the meta repo cannot leave out file contents: the local copy holds them all');
    await addView(git, work);
    await rename(work, folder).catch(unlessThere);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function addView(git: Git, folder: string): Promise<void> {
  const format = await git.text(['rev-parse', '--show-object-format'], { cwd: folder });
  const view = join(folder, 'view.git');
  await git.output(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, view]);
  await mkdir(join(view, 'objects', 'info'), { recursive: true });
  // Relative to the folder of objects: the copy is renamed once it is whole.
  await writeFile(join(view, 'objects', 'info', 'alternates'), '../../objects\n');
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return false;
      throw error;
    },
  );
}

/** Real git repositories for tests, in temporary folders. */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A work tree that tests commit to. */
export interface Repository {
  readonly folder: string;
  /** Runs git in it; gives stdout without the last line break. */
  git(...words: string[]): string;
  /** Writes files (text by path), commits everything, gives the githash. */
  commit(files: Readonly<Record<string, string>>, message?: string): Promise<string>;
}

/** What a person's own git configuration must not change. */
export const CLEAN_GIT: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
  GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
};

/** A temporary folder, and the way to remove it. */
export async function openTemporary(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'facs-test-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** An empty repository with the branch `main`. */
export async function makeRepository(folder: string): Promise<Repository> {
  await mkdir(folder, { recursive: true });
  const env = { ...process.env, ...CLEAN_GIT };
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: folder, env, encoding: 'utf8' }).replace(/\n$/, '');
  git('init', '--quiet', '--initial-branch=main');
  const commit = async (files: Readonly<Record<string, string>>, message = 'change') => {
    await writeFiles(folder, files);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  return { folder, git, commit };
}

/** Writes texts by path below `folder`; `path*` makes it executable, a text `-> x` a link to x. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name.replace(/\*$/, ''));
    await mkdir(dirname(path), { recursive: true });
    if (text.startsWith('-> ')) await symlink(text.slice(3), path);
    else await writeFile(path, text);
    if (name.endsWith('*')) await chmod(path, 0o755);
  }
}

/** Submodules that a commit pins. */
import type { Submodule } from '../../app/ports/source-repos.ts';
import { listCommit } from './commit-files.ts';
import type { Git } from './run-git.ts';

/** Every pinned submodule, in order of path bytes; `url` is empty where `.gitmodules` does not name it. */
export async function readSubmodules(git: Git, folder: string, githash: string): Promise<readonly Submodule[]> {
  const lines = await listCommit(git, folder, { githash, folder: '' });
  const pinned = lines.filter((line) => line.kind === 'submodule');
  if (pinned.length === 0) return [];
  const urls = lines.some((line) => line.path === '.gitmodules') ? await readUrls(git, folder, githash) : new Map();
  return pinned.map(({ path, object }) => ({ path, url: urls.get(path) ?? '', githash: object }));
}

/** @source git-config(1) `-z`: key, line break, value, NUL. Names may hold dots, so the last part is what counts. */
async function readUrls(git: Git, folder: string, githash: string): Promise<Map<string, string>> {
  const words = ['config', '--blob', `${githash}:.gitmodules`, '-z', '--get-regexp', '^submodule\\..*\\.(path|url)$'];
  const text = await git.text(words, { cwd: folder });
  const byName = new Map<string, { path?: string; url?: string }>();
  for (const entry of text.split('\0')) {
    const [, name = '', key = '', value = ''] = /^submodule\.(.*)\.(path|url)\n([\s\S]*)$/.exec(entry) ?? [];
    if (key !== '') byName.set(name, { ...byName.get(name), [key]: value });
  }
  return new Map([...byName.values()].map(({ path = '', url = '' }) => [path, url]));
}

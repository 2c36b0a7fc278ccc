/** Where a meta repo is: a URL that git understands, or a folder. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inputFailure } from '../../../core/error.ts';
import { inputOrigin } from '../../../core/issue.ts';

/** What the user wrote, made absolute. */
export interface Place {
  readonly url: string;
  readonly isFolder: boolean;
}

/**
 * The place that `--meta` means, folders counted from `cwd`.
 * @throws input `meta/url`: a password in it, which would end up in logs and process lists.
 */
export async function readPlace(url: string, cwd: string): Promise<Place> {
  if (url.includes('://')) return { url: checked(url), isFolder: false };
  // As git does: `host:path` is SSH, unless there is such a folder or a slash stands before the colon.
  const folder = resolve(cwd, url);
  const isSsh = /^[^/:]+:/.test(url) && !(await isThere(folder));
  if (!isSsh) return { url: folder, isFolder: true };
  return url.startsWith('-') ? wrong(url, 'it begins with -') : { url, isFolder: false };
}

function checked(url: string): string {
  if (url.startsWith('-') || !URL.canParse(url)) return wrong('this', 'it is no URL');
  const { username, password, protocol } = new URL(url);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  if (password !== '' || (isHttp && username !== '')) return wrong('this URL', 'it holds a user or password');
  return url;
}

function wrong(what: string, why: string): never {
  throw inputFailure({
    code: 'meta/url',
    message: `${what} cannot be a meta repo: ${why}`,
    hint: 'give the plain URL, and a token as --meta-token or FACS_META_TOKEN',
    origin: inputOrigin('--meta'),
  });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

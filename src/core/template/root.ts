/** `_ROOT_/`: files for absolute paths outside the release folder, where the definition allows them. */
import picomatch from 'picomatch';
import type { Issue, Origin } from '../issue.ts';

/** Output below this goes to the absolute path behind it. */
export const ROOT = '_ROOT_/';

/**
 * Why a piece cannot lie at that path (`tree/root`); undefined for one that can.
 *
 * @param allowed Globs of absolute paths, `deploy.root_allow`: a file, or a folder with all that is in it.
 */
export function rootIssue(path: string, allowed: readonly string[], origin: Origin): Issue | undefined {
  if (!path.startsWith(ROOT)) return undefined;
  const absolute = path.slice(ROOT.length - 1);
  const matches = allowed.map((glob) => picomatch(glob, { dot: true }));
  if (withParents(absolute).some((each) => matches.some((fits) => fits(each)))) return undefined;
  const message = `${absolute} lies outside the release folder, and deploy.root_allow does not name it`;
  return { code: 'tree/root', message, hint: 'name the file or its folder there, or put it under _DEPLOY_/', origin };
}

/** The path and every folder that it lies in, less the root. */
function withParents(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 2).join('/'));
}

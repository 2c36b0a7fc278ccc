/** Which paths a tree can hold. */

import type { FileEntry } from '../files.ts';
import { fileOrigin, type Issue } from '../issue.ts';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** What is wrong with a relative path, as the end of a sentence that begins with it; undefined when it is fine. */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'a file needs a name';
  if (path.includes('\n')) return `${JSON.stringify(path)} has a line break in its name`;
  if (path.includes('\0')) return `${JSON.stringify(path)} has a NUL in its name`;
  // A reader that meets bytes that are not UTF-8 puts U+FFFD in their place.
  if (path.includes('\uFFFD') || LONE_SURROGATE.test(path)) return `${JSON.stringify(path)} is not UTF-8`;
  if (path.startsWith('/')) return `${path} is absolute`;
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    return `${path} has an empty part, "." or ".."`;
  return undefined;
}

/** Files whose names no tree can hold (`tree/name`): told before they are read, as some cannot even be opened. */
export function nameIssues(listing: readonly FileEntry[], locate: (path: string) => string): readonly Issue[] {
  return listing.flatMap(({ path }) => {
    const problem = pathProblem(path);
    return problem === undefined ? [] : [{ code: 'tree/name', message: problem, origin: fileOrigin(locate(path)) }];
  });
}

/** `--repo NAME=URL[@REVISION]`: a repository for `facsimile.lock`. */
import { inputOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';

/** What the word says. */
export interface RepoWord {
  readonly name: string;
  readonly url: string;
  readonly revision?: string;
}

// The @ of a user stands before the host, so the one that counts comes after scheme and host.
const FORM =
  /^(?<name>[^=\s]+)=(?<url>(?:[a-z][a-z0-9+.-]*:\/\/[^/]*|[^/@:]+@[^/:]+:)?[^@\s]+)(?:@(?<revision>\S+))?$/i;

/** Reads the word; else the issue `lock/word`. */
export function parseRepoWord(word: string): Result<RepoWord> {
  const { name, url, revision } = FORM.exec(word)?.groups ?? {};
  if (name !== undefined && url !== undefined)
    return valid({ name, url, ...(revision === undefined ? {} : { revision }) });
  return invalid({
    code: 'lock/word',
    message: `"${word}" names no repository`,
    hint: 'write NAME=URL or NAME=URL@REVISION',
    origin: inputOrigin('--repo'),
  });
}

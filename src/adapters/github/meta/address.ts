/** Addresses of meta repos that are reached through GitHub's API, without git. */
import type { MetaAddress } from '../../../app/ports/meta-repo.ts';
import { inputFailure } from '../../../core/error.ts';
import { inputOrigin } from '../../../core/issue.ts';
import type { GithubAccess } from '../client.ts';

const SCHEME = 'github:';

/** True for `github:…`. */
export function isGithubAddress(url: string): boolean {
  return url.startsWith(SCHEME);
}

/** A repository by its two names. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** The repository in `github:owner/name`. @throws input `meta/url`. */
export function parseGithubAddress(url: string): RepositoryName {
  // @source GitHub: names of owners and repositories are letters, digits, `-`, `_` and `.`.
  const [, owner, name] = /^github:([\w.-]+)\/([\w.-]+?)(?:\.git)?$/.exec(url) ?? [];
  if (owner !== undefined && name !== undefined && !/^\.\.?$/.test(owner) && !/^\.\.?$/.test(name))
    return { owner, name };
  throw inputFailure({
    code: 'meta/url',
    message: 'this cannot be a meta repo: after github: stand the owner and the name of a repository',
    hint: 'write it like github:acme/meta, and give a token as --meta-token or FACS_META_TOKEN',
    origin: inputOrigin('--meta'),
  });
}

/** The same repository as git reaches it, with the token that the API would get; any other address as it is. */
export function toGitAddress(address: MetaAddress, { serverUrl, token }: GithubAccess): MetaAddress {
  if (!isGithubAddress(address.url)) return address;
  const { owner, name } = parseGithubAddress(address.url);
  const given = address.token ?? token;
  return { url: `${serverUrl}/${owner}/${name}`, ...(given === undefined ? {} : { token: given }) };
}

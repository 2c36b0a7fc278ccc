/** The client of GitHub's API, loaded when it is first needed. */
import type { Octokit } from '@octokit/rest';
import { reveal, type Secret } from '../../core/secret.ts';

/** Where GitHub is and who asks. */
export interface GithubAccess {
  /** `https://github.com`. */
  readonly serverUrl: string;
  /** `https://api.github.com`. */
  readonly apiUrl: string;
  readonly token: Secret<string> | undefined;
}

/** A client for this token; without one, as anybody. */
export async function openClient(apiUrl: string, token: Secret<string> | undefined): Promise<Octokit> {
  const { Octokit } = await import('@octokit/rest');
  const silent = () => undefined;
  return new Octokit({
    baseUrl: apiUrl,
    userAgent: 'facsimile',
    ...(token === undefined ? {} : { auth: reveal(token) }),
    // What matters comes back as an error; the client's own log would print headers and paths.
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

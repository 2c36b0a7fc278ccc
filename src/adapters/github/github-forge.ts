/** Pull requests on GitHub, through its REST API. */
import type { Octokit } from '@octokit/rest';
import type { Forge, OpenPullRequest, PullRequest } from '../../app/ports/forge.ts';
import { operationFailure } from '../../core/error.ts';
import { type GithubAccess, openClient } from './client.ts';
import { githubFailure } from './github-failure.ts';
import { parseRepositoryName } from './repository-name.ts';

const TIMEOUT_MS = 30_000;

/** One GitHub server. Its client is loaded by the first call. */
export function githubForge(access: GithubAccess): Forge {
  return {
    hosts: (url) => parseRepositoryName(url, access.serverUrl) !== undefined,
    openPullRequest: async (request) => {
      const repository = parseRepositoryName(request.url, access.serverUrl);
      if (repository === undefined) throw unknownRepository(request.url, access);
      const [owner = '', repo = ''] = repository.split('/');
      const token = request.token ?? access.token;
      try {
        return await settle(await openClient(access.apiUrl, token), { owner, repo }, request);
      } catch (error) {
        throw githubFailure(error, repository, token !== undefined);
      }
    },
  };
}

async function settle(
  client: Octokit,
  repository: { readonly owner: string; readonly repo: string },
  { branch, base, title, body }: PullRequest,
): Promise<OpenPullRequest> {
  const request = { signal: AbortSignal.timeout(TIMEOUT_MS) };
  const head = `${repository.owner}:${branch}`;
  const { data: open } = await client.rest.pulls.list({ ...repository, state: 'open', head, request });
  const [found] = open;
  if (found !== undefined) {
    const { data } = await client.rest.pulls.update({ ...repository, pull_number: found.number, title, body, request });
    return { url: data.html_url, number: data.number, created: false };
  }
  const into = base ?? (await client.rest.repos.get({ ...repository, request })).data.default_branch;
  const { data } = await client.rest.pulls.create({ ...repository, head: branch, base: into, title, body, request });
  return { url: data.html_url, number: data.number, created: true };
}

function unknownRepository(url: string, { serverUrl }: GithubAccess) {
  return operationFailure({
    code: 'forge/unknown',
    message: `${url} is not a repository of ${serverUrl}: no pull request can be opened for it`,
    target: url,
    retry: 'never',
    next: 'merge the branch by hand',
  });
}

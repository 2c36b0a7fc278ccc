/** What GitHub's answers mean for the person who runs the command. */
import { isFailure, type OperationFailure, operationFailure } from '../../core/error.ts';

/** An answer that was no success, as @octokit/request-error states it. */
interface Refusal extends Error {
  readonly status: number;
  readonly response?: { readonly data?: unknown };
}

/**
 * `forge/denied` for 401, 403 and 404 (GitHub hides what a token may not see), `forge/refused` for other answers below
 * 500, else `forge/unreachable`.
 */
export function githubFailure(error: unknown, repository: string, withToken: boolean): OperationFailure {
  if (isFailure(error) && error.kind === 'operation') return error;
  if (!isRefusal(error) || error.status >= 500) {
    return operationFailure({
      code: 'forge/unreachable',
      message: `GitHub did not answer for ${repository}: ${error instanceof Error ? error.message : String(error)}`,
      target: repository,
      retry: 'safe',
      next: 'run the same command again',
      cause: error,
    });
  }
  if ([401, 403, 404].includes(error.status)) return denied(error, repository, withToken);
  return operationFailure({
    code: 'forge/refused',
    message: `GitHub refused a pull request for ${repository}: ${error.message}`,
    target: repository,
    retry: 'never',
    cause: error,
  });
}

function denied(error: Refusal, repository: string, withToken: boolean): OperationFailure {
  return operationFailure({
    code: 'forge/denied',
    message: withToken
      ? `the token may not open pull requests in ${repository} (GitHub answered ${error.status})`
      : `${repository} needs a token: GITHUB_TOKEN is not set`,
    target: repository,
    retry: 'never',
    next: 'give a token with the permissions "Contents" and "Pull requests", read and write, for that repository',
    cause: error,
  });
}

function isRefusal(error: unknown): error is Refusal {
  // Octokit reports a connection that failed as status 500 without a response.
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

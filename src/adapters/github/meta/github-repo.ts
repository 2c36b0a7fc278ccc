/** One repository on GitHub, as the parts of this adapter share it. */
import { isFailure, operationFailure } from '../../../core/error.ts';
import { denied, unreachable } from '../../meta/meta-failure.ts';
import type { RepositoryName } from './address.ts';
import type { GithubApi } from './api.ts';
import { type ApiFailure, isApiFailure } from './api-failure.ts';
import type { FoundFile } from './listing.ts';

/** What is known of it, and how to ask for more. */
export interface GithubRepo extends RepositoryName {
  /** `https://github.com/acme/meta`. */
  readonly url: string;
  /** GitHub's own id of it, which mutations want. */
  readonly id: string;
  readonly api: GithubApi;
  /** Folder that remembers the tip which was seen last; safe to delete when that no longer counts. */
  readonly memory: string;
  /** Bytes by githash of the blob: they never change. */
  readonly blobs: Map<string, Uint8Array>;
  /** Trees by githash of their commit, as far as GitHub has told them. */
  readonly trees: Map<string, string>;
  /** All files below a tree, by its githash. */
  readonly listings: Map<string, Promise<readonly FoundFile[]>>;
  /** How long an append goes on after refusals. */
  readonly deadlineMs: number;
  now(): number;
  sleep(durationMs: number): Promise<void>;
  /** A number from 0 to below 1. */
  random(): number;
}

/** The branch of records, and its newest commit. */
export interface Tip {
  readonly branch: string;
  readonly commit: string;
}

/** Runs work on a repository; what GitHub says becomes a failure of the meta repo. */
export async function metaFailures<T>(repo: GithubRepo, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isFailure(error) || !isApiFailure(error) ? error : toMetaFailure(repo, error);
  }
}

/** What this means for the person who runs the command. */
export function toMetaFailure({ url, api }: GithubRepo, failure: ApiFailure) {
  const { reason, said } = failure;
  const made = {
    stale: () => unreachable(url, said),
    unreachable: () => unreachable(url, `GitHub did not answer: ${said}`),
    limited: () => limited(url, failure),
    'too-large': () => tooLarge(url, said),
    denied: () => denied(url, said),
    missing: () =>
      denied(url, api.withToken ? `${said} (GitHub hides what a token may not see)` : 'no token was given'),
  }[reason]();
  return Object.assign(made, { cause: failure.cause });
}

function limited(url: string, { said, waitMs }: ApiFailure) {
  const wait = waitMs === undefined ? 'a few minutes' : `${Math.ceil(waitMs / 60_000)} min`;
  return operationFailure({
    code: 'meta/limited',
    message: `GitHub takes no more requests for ${url} from this token now: ${said}`,
    target: url,
    retry: 'safe',
    next: `wait ${wait}, then run the same command again; --meta ${url} reads and writes by git, which has no such limit`,
  });
}

function tooLarge(url: string, said: string) {
  return operationFailure({
    code: 'meta/too-large',
    message: `GitHub refuses what was to be written to ${url}: ${said}`,
    target: url,
    retry: 'never',
    next: `write it by git: --meta ${url}`,
  });
}

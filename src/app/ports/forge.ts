/** The place that hosts git and pull requests. */

/** A pull request to open, or to update when one from the same branch is open. */
export interface PullRequest {
  /** `owner/name` of the repository. */
  readonly repository: string;
  readonly branch: string;
  /** Branch to merge into; absent: the default branch. */
  readonly base?: string;
  readonly title: string;
  readonly body: string;
}

/** GitHub, so far. */
export interface Forge {
  /** @throws operation `forge/denied`, `forge/unreachable`, `forge/refused`. */
  openPullRequest(
    request: PullRequest,
  ): Promise<{ readonly url: string; readonly number: number; readonly created: boolean }>;
}

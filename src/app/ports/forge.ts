/** The place that hosts git and pull requests. */

import type { Secret } from '../../core/secret.ts';

/** A pull request to open, or to update when one from the same branch is open. */
export interface PullRequest {
  /** URL of the git repository, in any form that git takes. */
  readonly url: string;
  readonly branch: string;
  /** Branch to merge into; absent: the default branch. */
  readonly base?: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** Absent: the token that the process was given for everything. */
  readonly token?: Secret<string>;
}

/** A pull request as it stands now. */
export interface OpenPullRequest {
  /** For people. */
  readonly url: string;
  readonly number: number;
  /** False when one was open already and got the new title and body. */
  readonly created: boolean;
}

/** GitHub, so far. */
export interface Forge {
  /** True when pull requests can be opened for the repository at this URL. */
  hosts(url: string): boolean;
  /**
   * Leaves exactly one open pull request from the branch, with this title and body.
   * @throws operation `forge/unknown` (it does not host the repository), `forge/denied`, `forge/unreachable`,
   *   `forge/refused`.
   */
  openPullRequest(request: PullRequest): Promise<OpenPullRequest>;
}

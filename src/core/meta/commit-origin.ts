/** What a commit message says of the review behind a change. */

/** Read from the message alone; what it does not say is undefined, or empty. */
export interface CommitOrigin {
  /** Number of the pull request, or merge request. */
  readonly pullRequest: number | undefined;
  /** Names of `Approved-by:` and `Reviewed-by:`, in order, without addresses. */
  readonly approvedBy: readonly string[];
  /** As `facs` wrote it. */
  readonly reason: string | undefined;
  /** Rules that did not count, as `facs` wrote them. */
  readonly forced: readonly string[];
}

/**
 * @source GitHub: "Merge pull request #12 from …" of a merge, "… (#12)" at the end of the first line of a squash. GitLab:
 *   "See merge request group/project!12". Gitea: "Merge pull request 'title' (#12) from …". Trailers: git-interpret-trailers(1).
 */
export function parseCommitOrigin(message: string): CommitOrigin {
  const [subject = ''] = message.split('\n');
  const patterns = [/^Merge pull request #(\d+) from /, /^Merge pull request .*\(#(\d+)\) from /, /\(#(\d+)\)\s*$/];
  const inSubject = patterns.flatMap((pattern) => pattern.exec(subject)?.[1] ?? []);
  const inBody = /^See merge request \S*!(\d+)\s*$/m.exec(message)?.[1];
  const inTrailer = /(\d+)\/?$/.exec(trailersOf(message, ['pr-url', 'pull-request'])[0] ?? '')?.[1];
  const number = inSubject[0] ?? inBody ?? inTrailer;
  return {
    pullRequest: number === undefined ? undefined : Number(number),
    approvedBy: trailersOf(message, ['approved-by', 'reviewed-by']).map((name) => name.replace(/\s*<[^>]*>$/, '')),
    reason: trailersOf(message, ['reason'])[0],
    forced: (trailersOf(message, ['forced'])[0] ?? '').split(', ').filter((rule) => rule !== ''),
  };
}

function trailersOf(message: string, names: readonly string[]): string[] {
  return message.split('\n').flatMap((line) => {
    const [, name = '', value = ''] = /^([A-Za-z-]+): +(\S.*?)\s*$/.exec(line) ?? [];
    return names.includes(name.toLowerCase()) ? [value] : [];
  });
}

/**
 * What a server means that did not take a push. Git gives only English text, so this is the one place that reads it.
 *
 * Wordings are those of git itself (send-pack, receive-pack, refs/files-backend), GitHub, GitLab, Gitea and Gerrit;
 * `remote:` lines of hooks are read only for the codes that servers document.
 */
import type { Ending } from '../../../app/ports/hosts.ts';
import { meaningOf, withoutPasswords } from '../git-failure.ts';

/**
 * `landed`: it is on the server. `raced`: somebody else was first; fetch, graft again, push again. `denied`: this
 * writer may not, however often it tries. `unreachable`: nobody answered, or the answer was lost; it may have landed.
 */
export type PushOutcome =
  /** `already`: the server had exactly this commit before. */
  | { readonly kind: 'landed'; readonly already: boolean }
  | { readonly kind: 'raced' | 'denied' | 'unreachable'; readonly said: string };

/** Somebody else pushed first, or holds the ref at this moment. */
const RACED: readonly RegExp[] = [
  /non-fast-?forward/i, // git: "[rejected] (non-fast-forward)"; libgit2: "cannot push non-fastforwardable reference"
  /fetch first/i, // git: "[rejected] (fetch first)"
  /needs force/i,
  /stale info/i, // git, --force-with-lease: "[rejected] (stale info)"
  /cannot lock ref/i, // "cannot lock ref 'refs/heads/main': is at X but expected Y"
  /is at [0-9a-f]+ but expected [0-9a-f]+/i,
  /incorrect old value provided/i, // git 2.48 and GitLab: "[remote rejected] (incorrect old value provided)"
  /reference already exists/i,
  /failed to (update ref|lock)/i, // receive-pack: "[remote rejected] (failed to update ref)"
  /unable to create '.*\.lock'/i,
  /tip of your current branch is behind/i,
  /atomic transaction failed|transaction (aborted|failed)/i,
  /remote ref updated since checkout/i,
  /reference (update|transaction) (failed|conflict)/i,
];

/** Rights, rules or hooks stand in the way; trying again changes nothing. */
const DENIED: readonly RegExp[] = [
  /(pre-receive|update|reference-transaction|proc-receive) hook declined/i,
  /protected branch/i, // GitHub GH006, GitLab, Gitea
  /GH0(06|13)\b|repository rule violations/i, // GitHub: branch protection, rulesets
  /branch is currently checked out/i, // a work tree, not a bare repo
  /deny(ing)? (updating a hidden ref|non-fast-forward)|hidden ref/i,
  /not allowed to (push|upload|force push)|you are not allowed/i,
  /prohibited by Gerrit/i,
  /write access to (the )?repository not granted/i,
  /permission to .* denied|permission denied|access denied|insufficient permission/i,
  /archived so it is read-only|repository is (read-only|archived|locked)/i,
  /shallow update not allowed|unpacker error|exceeds? .*(size limit|maximum)/i,
];

/** How a `git push --porcelain` of some refs ended, and what it printed. */
export interface PushTold {
  readonly ending: Ending;
  readonly stdout: string;
  readonly stderr: string;
}

/** What became of one ref of a push. @source git-push(1), "OUTPUT". */
export function readPushOutcome({ ending, stdout, stderr }: PushTold, ref: string): PushOutcome {
  const lines = stdout.split('\n').filter((line) => /^[ +\-*!=]\t/.test(line));
  const status = lines.find((line) => line.split('\t')[1]?.endsWith(`:${ref}`));
  // It fails for any ref that is refused: what it says of the others counts none the less.
  const isTold = ending.kind === 'exit' && (ending.code === 0 || lines.some((line) => line.startsWith('!')));
  if (isTold && status !== undefined && !status.startsWith('!'))
    return { kind: 'landed', already: status.startsWith('=') };
  const said = describeRefusal(status, stderr);
  const all = `${status ?? ''}\n${stderr}`;
  // A denial first: a server that declines for good may mention the race that it saw too.
  if (DENIED.some((wording) => wording.test(all)) || meaningOf(all) === 'git/denied') return { kind: 'denied', said };
  if (RACED.some((wording) => wording.test(all))) return { kind: 'raced', said };
  // A refusal in words that nobody knows yet: the commit is safe to push again, so it is, until the deadline.
  return { kind: status?.startsWith('!') === true ? 'raced' : 'unreachable', said };
}

/** `[remote rejected] (pre-receive hook declined)` and what the server's hooks printed. */
function describeRefusal(status: string | undefined, stderr: string): string {
  const reason = status?.split('\t').at(-1)?.trim();
  const lines = stderr.split('\n').map((line) => line.trim());
  const remote = lines.filter((line) => /^(remote:|fatal:)\s*\S/.test(line));
  const said = [...(reason === undefined ? [] : [reason]), ...remote.slice(0, 5)].join('; ') || stderr.trim();
  return withoutPasswords(said) || 'no answer';
}

/** What a git process that failed means. Git says it only in English text: this is the one place that reads it. */
import { type OperationFailure, operationFailure } from '../../core/error.ts';
import type { GitFinished } from './run-git.ts';

// Wordings of git 2.20 … 2.50, curl, OpenSSH and the servers of GitHub, GitLab and git http-backend.
const MEANINGS: readonly (readonly [code: string, wording: RegExp])[] = [
  ['git/not-a-repo', /not a git repository|must be run in a work tree|not a work tree/i],
  ['git/unsafe-owner', /dubious ownership/i],
  [
    'git/denied',
    /authentication failed|could not read (username|password)|permission denied|access denied|invalid (username|credentials)|host key verification failed|error: (401|403)|returned error: (401|403)|terminal prompts disabled/i,
  ],
  ['git/no-repo', /repository .*not found|does not appear to be a git repository|does not exist|error: 404/i],
  [
    'git/unreachable',
    /could not resolve host|unable to access|connection (refused|timed out|reset|closed)|early eof|hung up unexpectedly|network is unreachable|operation timed out|error: 5\d\d/i,
  ],
];

const NEXT: Readonly<Record<string, string>> = {
  'git/not-a-repo': 'run it inside a git work tree, or name one with --src-dir',
  'git/unsafe-owner': 'let git trust that folder: git config --global --add safe.directory FOLDER',
  'git/denied': 'check the token, key or rights for that repository',
  'git/no-repo': 'check the URL of the repository, and that the token or key may read it',
  'git/unreachable': 'check the network, then run the same command again',
};

/** The failure behind a finished git: `git/not-a-repo`, `git/denied`, `git/no-repo`, `git/unreachable`, `git/failed`. */
export function gitFailure(words: readonly string[], finished: GitFinished): OperationFailure {
  const code = meaningOf(finished.stderr);
  const next = NEXT[code];
  return operationFailure({
    code,
    message: withoutPasswords(`git ${commandOf(words)}: ${reasonOf(finished)}`),
    retry: 'safe',
    ...(next === undefined ? {} : { next }),
    cause: new Error(withoutPasswords(`git ${words.join(' ')}\n${finished.stderr}`)),
  });
}

/** The code for what git printed to stderr; `git/failed` when nothing is known about it. */
export function meaningOf(stderr: string): string {
  return MEANINGS.find(([, wording]) => wording.test(stderr))?.[0] ?? 'git/failed';
}

/** Text without the user and password that a URL in it may carry. */
export function withoutPasswords(text: string): string {
  return text.replace(/(\w+:\/\/)[^/\s]+@/g, '$1');
}

function commandOf(words: readonly string[]): string {
  // The subcommand is the first word that is no flag and no value of -c, -C.
  return words.find((word, i) => !word.startsWith('-') && !['-c', '-C'].includes(words[i - 1] ?? '')) ?? '';
}

function reasonOf({ ending, stderr }: GitFinished): string {
  const lines = stderr.split('\n').filter((line) => /^(fatal|error|remote: error|ERROR):?/i.test(line));
  const said = lines.length > 0 ? lines.join('; ') : stderr.trim();
  if (said !== '') return said;
  if (ending.kind === 'signal') return `ended by ${ending.signal}`;
  return ending.kind === 'exit' ? `exit code ${ending.code}` : 'ended without an exit code';
}

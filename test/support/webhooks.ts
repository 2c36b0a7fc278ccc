/** What GitHub sends a workflow: its own example payloads, with the repository and commits of the test in them. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

const EXAMPLES: { readonly name: string; readonly examples: Fields[] }[] = createRequire(import.meta.url)(
  '@octokit/webhooks-examples',
);

const NOBODY = '0'.repeat(40);

/** A repository as events name it. */
export interface EventSource {
  /** `owner/name`. */
  readonly repository: string;
  /** Bare repository on this disk. */
  readonly folder: string;
  /** `https://github.com`. */
  readonly serverUrl: string;
}

type Fields = Record<string, unknown>;

/**
 * A push that moved `ref` from `before` to what it is now, with the commits in between, oldest first.
 * @param before Absent: the push made the ref.
 */
export function pushEvent(source: EventSource, ref: string, before = NOBODY): Fields {
  const after = git(source, ['rev-parse', ref]);
  // A push of a tag names no commits, nor does one that deletes.
  const range = ref.startsWith('refs/tags/') ? [] : [before === NOBODY ? after : `${before}..${after}`];
  const commits = range.flatMap((each) => lines(git(source, ['rev-list', '--reverse', each])));
  const created = before === NOBODY;
  const head_commit = describeCommit(source, git(source, ['rev-parse', `${ref}^{commit}`]));
  return {
    ...examplePush(),
    ...{ ref, before, after, created, deleted: false, forced: false, base_ref: null },
    compare: `${source.serverUrl}/${source.repository}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: commits.map((commit) => describeCommit(source, commit)),
    head_commit,
    repository: describeRepository(examplePush()['repository'] as Fields, source),
  };
}

/** A pull request from somebody's fork, whose branch may be called anything. */
export function pullRequestEvent(
  source: EventSource,
  { base, head, branch }: { readonly base: string; readonly head: string; readonly branch: string },
): Fields {
  const example = exampleOf('pull_request').find(({ action }) => action === 'opened') ?? {};
  const pull = example['pull_request'] as Record<string, Fields>;
  const repository = describeRepository(example['repository'] as Fields, source);
  const fork = { ...repository, full_name: 'stranger/meta', fork: true };
  return {
    ...{ ...example, repository },
    pull_request: {
      ...pull,
      title: branch,
      base: { ...pull['base'], ref: 'main', sha: base, repo: repository },
      head: { ...pull['head'], ref: branch, sha: head, repo: fork },
    },
  };
}

/** Somebody pressed the button, and filled in these fields. */
export function dispatchEvent(source: EventSource, ref: string, inputs: Readonly<Record<string, string>>): Fields {
  const [example] = exampleOf('workflow_dispatch');
  const repository = describeRepository((example?.['repository'] ?? {}) as Fields, source);
  return { ...example, ref, inputs, repository };
}

function examplePush(): Fields {
  return exampleOf('push').find(({ commits }) => (commits as Fields[]).length > 0) ?? {};
}

function exampleOf(name: string): Fields[] {
  return EXAMPLES.find((each) => each.name === name)?.examples ?? [];
}

function describeRepository(example: Fields, { repository, serverUrl }: EventSource): Fields {
  const url = `${serverUrl}/${repository}`;
  const name = repository.split('/')[1];
  return { ...example, name, full_name: repository, html_url: url, clone_url: url, default_branch: 'main' };
}

function describeCommit(source: EventSource, githash: string): Fields {
  const [tree_id, timestamp, name, email, message] = git(source, [
    'log',
    '-1',
    '--format=%T%x00%cI%x00%an%x00%ae%x00%B',
    githash,
  ]).split('\0');
  const changed = lines(git(source, ['diff-tree', '--root', '--no-commit-id', '--name-status', '-r', githash]));
  const paths = (status: string) => changed.filter((line) => line[0] === status).map((line) => line.slice(2));
  const person = { name, email, username: 'octocat' };
  return {
    ...{ id: githash, tree_id, distinct: true, message: message?.trim(), timestamp, author: person, committer: person },
    url: `${source.serverUrl}/${source.repository}/commit/${githash}`,
    ...{ added: paths('A'), removed: paths('D'), modified: paths('M') },
  };
}

function git({ folder }: EventSource, words: readonly string[]): string {
  // The repository may belong to the user of a host.
  return execFileSync('git', ['-c', 'safe.directory=*', ...words], { cwd: folder, encoding: 'utf8' }).trim();
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** What our GitHub server answers: GitHub's own examples with the values of the test in them. */
import type { Call } from './openapi.ts';

/** A pull request as tests look at it. */
export interface Pull {
  readonly repository: string;
  readonly number: number;
  readonly head: string;
  readonly base: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
}

/** What the server remembers. */
export interface GithubState {
  readonly repositories: Readonly<Record<string, string>>;
  readonly serverUrl: string;
  readonly pulls: Pull[];
}

/** An answer before it is written. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Fields = Record<string, unknown>;

/** An empty memory. */
export function openState(repositories: GithubState['repositories'], serverUrl: string): GithubState {
  return { repositories, serverUrl, pulls: [] };
}

/** Does what the call asks for. */
export function answer(call: Call, state: GithubState): Answer {
  const { owner, repo } = call.parameters;
  const repository = `${owner}/${repo}`;
  const branch = state.repositories[repository];
  if (branch === undefined) return { status: 404, body: { message: 'Not Found' } };
  switch (call.operation) {
    case 'repos/get':
      return ok(describeRepository(call.example(200) as Fields, repository, branch));
    case 'pulls/list':
      return ok(openPulls(call, state, repository).map((pull) => describePull(example(call), pull, state)));
    case 'pulls/create':
      return createPull(call, state, repository);
    case 'pulls/update':
      return updatePull(call, state, repository);
    default:
      throw new Error(`${call.operation} has no answer here`);
  }
}

/** GitHub's example lacks `language`, which its schema requires, also in the repositories that it nests. */
function describeRepository(fields: Fields, repository: string, branch: string): Fields {
  const { source, parent, ...rest } = fields;
  return { ...rest, language: null, full_name: repository, default_branch: branch };
}

function openPulls({ parameters }: Call, { pulls }: GithubState, repository: string): Pull[] {
  const [, head = parameters['head']] = parameters['head']?.split(':') ?? [];
  return pulls.filter(
    (pull) =>
      pull.repository === repository &&
      (parameters['state'] === 'all' || pull.state === (parameters['state'] ?? 'open')) &&
      (head === undefined || pull.head === head),
  );
}

function createPull(call: Call, state: GithubState, repository: string): Answer {
  const { head, base, title = '', body = '' } = call.body as Record<string, string>;
  if (head === undefined || base === undefined) return refuse('head and base are needed');
  if (state.pulls.some((pull) => pull.repository === repository && pull.head === head && pull.state === 'open')) {
    return refuse(`A pull request already exists for ${head}.`);
  }
  const pull: Pull = { repository, number: state.pulls.length + 1, head, base, title, body, state: 'open' };
  state.pulls.push(pull);
  return { status: 201, body: describePull(call.example(201) as Fields, pull, state) };
}

function updatePull(call: Call, state: GithubState, repository: string): Answer {
  const number = Number(call.parameters['pull_number']);
  const pull = state.pulls.find((each) => each.repository === repository && each.number === number);
  if (pull === undefined) return refuse('no such pull request');
  Object.assign(pull, call.body);
  return ok(describePull(call.example(200) as Fields, pull, state));
}

function example(call: Call): Fields {
  return (call.example(200) as Fields[])[0] ?? {};
}

function describePull(fields: Fields, pull: Pull, { serverUrl }: GithubState): Fields {
  const { number, title, body, state } = pull;
  const url = `${serverUrl}/${pull.repository}/pull/${number}`;
  const head = { ...(fields['head'] as Fields), ref: pull.head };
  const base = { ...(fields['base'] as Fields), ref: pull.base };
  // The teams of GitHub's example lack a field that its schema requires.
  return { ...fields, number, title, body, state, html_url: url, head, base, requested_teams: [] };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function refuse(message: string): Answer {
  const url = 'https://docs.github.com/rest/pulls/pulls';
  return {
    status: 422,
    body: { message: 'Validation Failed', documentation_url: url, errors: [{ message, code: 'custom' }] },
  };
}

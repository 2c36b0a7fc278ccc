/** Requests to GitHub's API: limits are waited for, and reads that got no answer are asked again. */
import type { Octokit } from '@octokit/rest';
import type { Clock } from '../../../app/ports/clock.ts';
import type { Talk } from '../../../app/ports/talk.ts';
import { type ApiFailure, toApiFailure } from './api-failure.ts';

/** The API of one server, for one token. @throws ApiFailure. */
export interface GithubApi {
  readonly withToken: boolean;
  /** A GraphQL query. */
  query<T>(text: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
  /** A GraphQL mutation: never sent twice unless GitHub said that the first was not looked at. */
  mutate<T>(text: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
  /** A REST request that only reads, or makes objects that are the same when made twice. */
  rest<T>(work: (client: Octokit, request: Request) => Promise<{ readonly data: T }>): Promise<T>;
}

/** What every request carries. */
export interface Request {
  readonly signal: AbortSignal;
}

/** Whom it asks, and how long it puts up with limits. */
export interface ApiOptions {
  readonly client: Octokit;
  readonly withToken: boolean;
  readonly clock: Clock;
  readonly talk: Talk;
  /** The longest wait for a limit to end. */
  readonly patienceMs: number;
}

/** One request may take as long as a slow link needs for a large commit. */
const TIMEOUT_MS = 60_000;
const TRIES = 3;
const RETRY_MS = 400;
/** @source GitHub: without a header "wait for at least one minute before retrying", then longer each time. */
const LIMIT_MS = 60_000;

/** The API behind `client`. */
export function openApi(options: ApiOptions): GithubApi {
  const { client } = options;
  const request = () => ({ signal: AbortSignal.timeout(TIMEOUT_MS) });
  const graphql = <T>(text: string, variables: object) => client.graphql<T>(text, { ...variables, request: request() });
  return {
    withToken: options.withToken,
    query: (text, variables) => politely(options, true, () => graphql(text, variables)),
    mutate: (text, variables) => politely(options, false, () => graphql(text, variables)),
    rest: (work) => politely(options, true, async () => (await work(client, request())).data),
  };
}

async function politely<T>(options: ApiOptions, mayRepeat: boolean, work: () => Promise<T>): Promise<T> {
  const { clock, talk, patienceMs } = options;
  const start = clock.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const failure = toApiFailure(error, clock.now());
      const waitMs = waitBefore(failure, attempt, mayRepeat);
      if (waitMs === undefined || clock.now() - start + waitMs > patienceMs) throw failure;
      if (failure.reason === 'limited') talk.say(`GitHub asks to wait ${Math.ceil(waitMs / 1000)} s: ${failure.said}`);
      await clock.sleep(waitMs);
    }
  }
}

/** How long to wait before the next try; undefined: there is none. */
function waitBefore({ reason, waitMs }: ApiFailure, attempt: number, mayRepeat: boolean): number | undefined {
  if (reason === 'limited') return waitMs ?? LIMIT_MS * 2 ** attempt;
  if (reason !== 'unreachable' || !mayRepeat || attempt + 1 === TRIES) return undefined;
  return Math.random() * RETRY_MS * (attempt + 1);
}

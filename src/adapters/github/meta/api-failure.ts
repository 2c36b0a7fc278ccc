/** What GitHub's API says when it does not do what was asked, sorted by what to do about it. */

/**
 * `stale`: the branch is elsewhere by now. `limited`: not before `waitMs` have passed. `denied`: this token may not,
 * however often it tries. `missing`: no such thing, or hidden from this token. `too-large`: more than it takes at once.
 * `unreachable`: no answer, or one that says nothing; it may have been done.
 */
export type ApiReason = 'stale' | 'limited' | 'denied' | 'missing' | 'too-large' | 'unreachable';

/** A request that failed. `said` is GitHub's own sentence. */
export interface ApiFailure extends Error {
  readonly kind: 'api';
  readonly reason: ApiReason;
  readonly said: string;
  /** With `limited`, where GitHub says it. */
  readonly waitMs?: number;
}

/** An answer as @octokit/request and @octokit/graphql hand it on. */
interface Answer {
  readonly status?: number;
  readonly message: string;
  readonly headers?: Headers;
  readonly response?: { readonly headers?: Headers };
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** By `type` of an error in GraphQL's answer, which comes with status 200. Of other types: denied. */
const REASONS: Readonly<Record<string, ApiReason>> = {
  STALE_DATA: 'stale',
  RATE_LIMITED: 'limited',
  RATE_LIMIT: 'limited',
  NOT_FOUND: 'missing',
  SERVICE_UNAVAILABLE: 'unreachable',
  INTERNAL: 'unreachable',
};

/** True for what `toApiFailure` made. */
export function isApiFailure(error: unknown): error is ApiFailure {
  return error instanceof Error && 'kind' in error && error.kind === 'api';
}

/** @param nowMs Milliseconds since 1970: a limit ends at a time by the clock. */
export function toApiFailure(error: unknown, nowMs: number): ApiFailure {
  if (isApiFailure(error)) return error;
  const answer: Answer = error instanceof Error ? error : { message: String(error) };
  const said = answer.errors?.map(({ message }) => message).join('; ') ?? answer.message;
  const reason = reasonOf(answer);
  const waitMs = reason === 'limited' ? waitOf(answer.response?.headers ?? answer.headers ?? {}, nowMs) : undefined;
  const wait = waitMs === undefined ? {} : { waitMs };
  return Object.assign(new Error(said, { cause: error }), {
    kind: 'api' as const,
    reason,
    said: oneLine(said),
    ...wait,
  });
}

function reasonOf(answer: Answer): ApiReason {
  const [first] = answer.errors ?? [];
  // Without a type GitHub means a fault or a timeout of its own: "Something went wrong while executing your query".
  if (first !== undefined) return first.type === undefined ? 'unreachable' : (REASONS[first.type] ?? 'denied');
  const { status = 0 } = answer;
  if (status === 429 || (status === 403 && isLimit(answer))) return 'limited';
  if (status === 413 || (status === 422 && /too large/i.test(answer.message))) return 'too-large';
  if (status === 404) return 'missing';
  if (status === 409) return 'stale';
  return status >= 400 && status < 500 ? 'denied' : 'unreachable';
}

/** @source docs.github.com, "Best practices for using the REST API": "Handle rate limit errors appropriately". */
function isLimit({ response, message }: Answer): boolean {
  const headers = response?.headers ?? {};
  const said = headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0';
  // The secondary limit may come with neither header: then only its words tell it from a lack of rights.
  return said || /secondary rate limit/i.test(message);
}

function waitOf(headers: Headers, nowMs: number): number | undefined {
  const seconds = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const reset = Number(headers['x-ratelimit-reset']);
  if (String(headers['x-ratelimit-remaining']) !== '0' || !Number.isFinite(reset)) return undefined;
  return Math.max(0, reset * 1000 - nowMs);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

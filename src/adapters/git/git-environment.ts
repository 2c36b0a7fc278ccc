/** The environment that every `git` child gets: no repo of the caller, no questions, English, tokens as headers. */
import { reveal, type Secret, secret } from '../../core/secret.ts';

/** A token for everything below one server: `https://github.com`. Plain http only to this machine. */
export interface GitAccess {
  /** Any URL on the server; only its scheme, host and port count. */
  readonly url: string;
  readonly token: Secret<string>;
}

/** Variables of the process, as texts. */
export type Variables = Readonly<Record<string, string | undefined>>;

// `git rev-parse --local-env-vars` lists what binds git to one repo: a hook that starts us exports them.
const REPO_VARIABLES = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CEILING_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NAMESPACE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_TRACE_REDACT',
  'GIT_WORK_TREE',
]);

// Keys and inputs of ours may stand in these; git and its hooks have no use for them.
const OURS = /^(INPUT_|FACS_|SOPS_|ACTIONS_)/;

// A server that takes a connection and never speaks would be waited for without end.
const PATIENCE = { GIT_HTTP_LOW_SPEED_LIMIT: '1', GIT_HTTP_LOW_SPEED_TIME: '120' };

/**
 * Variables for a child: those of the process without what binds git to a repo and without our own secrets.
 * Config that the process was given (`GIT_CONFIG_COUNT`) stays; the tokens' headers come after it.
 * @source git-config(1), "GIT_CONFIG_COUNT" and `http.<url>.*`.
 */
export function gitEnvironment(variables: Variables, access: readonly GitAccess[]): Record<string, string> {
  const environment: Record<string, string> = { ...PATIENCE };
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined && !REPO_VARIABLES.has(name) && !OURS.test(name)) environment[name] = value;
  }
  // Reading a work tree must not refresh its index behind the user's back: no optional locks.
  Object.assign(environment, { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' });
  addConfig(environment, access.flatMap(headerConfig));
  return environment;
}

/** Inside a workflow the token of the step is for the GitHub server that runs it; elsewhere git knows its own ways. */
export function workflowAccess(variables: Variables): readonly GitAccess[] {
  const { GITHUB_SERVER_URL: url, GITHUB_TOKEN: token } = variables;
  return url && token ? [{ url, token: secret(token) }] : [];
}

function addConfig(environment: Record<string, string>, config: readonly (readonly [string, string])[]): void {
  const first = Number(environment['GIT_CONFIG_COUNT'] ?? '0') || 0;
  config.forEach(([key, value], i) => {
    environment[`GIT_CONFIG_KEY_${first + i}`] = key;
    environment[`GIT_CONFIG_VALUE_${first + i}`] = value;
  });
  if (config.length > 0) environment['GIT_CONFIG_COUNT'] = String(first + config.length);
}

function headerConfig({ url, token }: GitAccess): (readonly [string, string])[] {
  const server = serverOf(url);
  if (server === undefined) return [];
  const key = `http.${server}/.extraheader`;
  const credentials = Buffer.from(`x-access-token:${reveal(token)}`).toString('base64');
  // The empty value drops headers set before: two Authorization headers are refused by GitHub.
  return [
    [key, ''],
    [key, `Authorization: Basic ${credentials}`],
  ];
}

/** `https://host:port` of a URL that may carry a token; undefined where a token would travel in the open. */
function serverOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, hostname } = new URL(url);
  const local = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && local) ? `${protocol}//${host}` : undefined;
}

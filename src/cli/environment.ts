/** What the variables of the process say about where it runs. */
import { userInfo } from 'node:os';
import type { Environment } from '../app/ports/ports.ts';

/**
 * The surroundings as a value.
 * @param login Name of the user that the process belongs to.
 */
export function toEnvironment(variables: Environment['variables'], cwd: string, login: string): Environment {
  const runUrl = toRunUrl(variables);
  return {
    variables,
    cwd,
    onCi: variables['CI'] === 'true',
    ...(runUrl === undefined ? {} : { runUrl }),
    actor: variables['GITHUB_ACTOR'] ?? variables['USER'] ?? login,
    platform: `${process.platform}-${process.arch}`,
  };
}

/** Name of the user that the process belongs to; its number where the machine knows no name, as in many containers. */
export function readLogin(read: () => { readonly username: string } = userInfo): string {
  try {
    return read().username;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SYSTEM_ERROR') throw error;
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** @source https://docs.github.com/actions/reference/workflows-and-actions/variables */
function toRunUrl(variables: Environment['variables']): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = variables;
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
}

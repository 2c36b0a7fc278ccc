/** Which repository of a GitHub server a git URL means. */

/** `git@host:owner/name.git`, as scp and git write it. */
const SCP_FORM = /^(?:[\w.-]+@)?([\w.-]+):(?!\/)(.+)$/;

/**
 * `owner/name`, or undefined when the URL is not of that server or not of a repository.
 * @param serverUrl `https://github.com`, or the address of a GitHub Enterprise server.
 */
export function parseRepositoryName(url: string, serverUrl: string): string | undefined {
  const found = hostAndPath(url);
  if (found === undefined || !sameServer(found.host, new URL(serverUrl))) return undefined;
  const words = found.path
    .replace(/^\/|\/$/g, '')
    .replace(/\.git$/, '')
    .split('/');
  return words.length === 2 && words.every((word) => /^[\w.-]+$/.test(word)) ? words.join('/') : undefined;
}

function hostAndPath(url: string): { readonly host: string; readonly path: string } | undefined {
  const scp = url.includes('://') ? undefined : SCP_FORM.exec(url);
  if (scp) return { host: scp[1] ?? '', path: scp[2] ?? '' };
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, hostname, pathname } = new URL(url);
  if (protocol === 'https:' || protocol === 'http:') return { host, path: pathname };
  return protocol === 'ssh:' || protocol === 'git:' ? { host: hostname, path: pathname } : undefined;
}

function sameServer(host: string, server: URL): boolean {
  // ssh.github.com:443 is for networks that let only port 443 out.
  const bare = host.toLowerCase().replace(/^ssh\.github\.com$/, 'github.com');
  return bare === server.host || bare === server.hostname;
}

/** How records name a source repository, whichever way it was cloned. */

const SCP_LIKE = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!\/\/)(.+)$/;
const WINDOWS_DRIVE = /^[A-Za-z]:[\\/]/;

/** True for a path on this machine, `file://` included. */
export function isLocalUrl(url: string): boolean {
  if (url.startsWith('file://')) return true;
  return WINDOWS_DRIVE.test(url) || !(/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || SCP_LIKE.test(url));
}

/**
 * `https://host/path` without user, password, `.git` and slashes at the end. The port stays where it is not that of
 * the scheme, and http stays http. A local path stays as it is.
 * @source git-clone(1), "GIT URLS".
 */
export function toSourceUrl(url: string): string {
  if (isLocalUrl(url)) return url.replace(/^file:\/\//, '');
  const scp = url.includes('://') ? null : SCP_LIKE.exec(url);
  if (scp !== null) return `https://${scp[1]}/${trimPath(scp[2] ?? '')}`;
  const parts = /^([a-z+]+):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/:]*)(?::(\d+))?\/(.*)$/i.exec(url);
  if (parts === null) return url;
  const [, scheme = '', host = '', port, path = ''] = parts;
  const web = scheme.toLowerCase() === 'http' ? 'http' : 'https';
  const isWeb = /^https?$/i.test(scheme);
  // The port of an ssh server says nothing about the web server of the same host.
  const kept = isWeb && port !== undefined && port !== (web === 'http' ? '80' : '443') ? `:${port}` : '';
  return `${web}://${host.toLowerCase()}${kept}/${trimPath(path)}`;
}

/**
 * What definitions write as `repo:`, as a record keeps it. An SSH URL stays one, without its password: the server may
 * speak nothing else. Everything else is written as `toSourceUrl` does.
 */
export function toRecordedUrl(repo: string): string {
  if (isLocalUrl(repo)) return toSourceUrl(repo);
  if (/^ssh:\/\//i.test(repo)) return repo.replace(/^(ssh:\/\/[^:@/]*):[^@/]*@/i, '$1@');
  return repo.includes('://') ? toSourceUrl(repo) : repo;
}

/**
 * Where a submodule lies: a URL that begins with `./` or `../` is counted from the repository's own.
 * @source git-submodule(1), "add".
 */
export function resolveSubmoduleUrl(repository: string, url: string): string {
  let base = repository.replace(/\/+$/, '');
  let rest = url;
  for (let step = /^\.{1,2}\//.exec(rest); step !== null; step = /^\.{1,2}\//.exec(rest)) {
    // The last part of git@host:app.git is what stands behind the colon.
    if (step[0] === '../') base = base.replace(/([/:])[^/:]*$/, '$1').replace(/\/$/, '');
    rest = rest.slice(step[0].length);
  }
  if (rest === url) return url;
  return base.endsWith(':') ? `${base}${rest}` : `${base}/${rest}`;
}

function trimPath(path: string): string {
  return path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

// src/core/source-url.ts
var SCP_LIKE = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!\/\/)(.+)$/;
var WINDOWS_DRIVE = /^[A-Za-z]:[\\/]/;
function isLocalUrl(url) {
  if (url.startsWith("file://")) return true;
  return WINDOWS_DRIVE.test(url) || !(/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || SCP_LIKE.test(url));
}
function toSourceUrl(url) {
  if (isLocalUrl(url)) return url.replace(/^file:\/\//, "");
  const scp = url.includes("://") ? null : SCP_LIKE.exec(url);
  if (scp !== null) return `https://${scp[1]}/${trimPath(scp[2] ?? "")}`;
  const parts = /^([a-z+]+):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/:]*)(?::(\d+))?\/(.*)$/i.exec(url);
  if (parts === null) return url;
  const [, scheme = "", host = "", port, path = ""] = parts;
  const web = scheme.toLowerCase() === "http" ? "http" : "https";
  const isWeb = /^https?$/i.test(scheme);
  const kept = isWeb && port !== void 0 && port !== (web === "http" ? "80" : "443") ? `:${port}` : "";
  return `${web}://${host.toLowerCase()}${kept}/${trimPath(path)}`;
}
function toRecordedUrl(repo) {
  if (isLocalUrl(repo)) return toSourceUrl(repo);
  if (/^ssh:\/\//i.test(repo)) return repo.replace(/^(ssh:\/\/[^:@/]*):[^@/]*@/i, "$1@");
  return repo.includes("://") ? toSourceUrl(repo) : repo;
}
function resolveSubmoduleUrl(repository, url) {
  let base = repository.replace(/\/+$/, "");
  let rest = url;
  for (let step = /^\.{1,2}\//.exec(rest); step !== null; step = /^\.{1,2}\//.exec(rest)) {
    if (step[0] === "../") base = base.replace(/([/:])[^/:]*$/, "$1").replace(/\/$/, "");
    rest = rest.slice(step[0].length);
  }
  if (rest === url) return url;
  return base.endsWith(":") ? `${base}${rest}` : `${base}/${rest}`;
}
function trimPath(path) {
  return path.replace(/^\/+/, "").replace(/\/+$/, "").replace(/\.git$/, "");
}

export {
  isLocalUrl,
  toSourceUrl,
  toRecordedUrl,
  resolveSubmoduleUrl
};

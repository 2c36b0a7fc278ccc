import {
  openClient
} from "./chunk-RIZPLNGS.js";

// src/adapters/github/github-forge.ts
import { operationFailure$75 as operationFailure2 } from "./common.js";

// src/adapters/github/github-failure.ts
import { isFailure$75 as isFailure, operationFailure$75 as operationFailure } from "./common.js";
function githubFailure(error, repository, withToken) {
  if (isFailure(error) && error.kind === "operation") return error;
  if (!isRefusal(error) || error.status >= 500) {
    return operationFailure({
      code: "forge/unreachable",
      message: `GitHub did not answer for ${repository}: ${error instanceof Error ? error.message : String(error)}`,
      target: repository,
      retry: "safe",
      next: "run the same command again",
      cause: error
    });
  }
  if ([401, 403, 404].includes(error.status)) return denied(error, repository, withToken);
  return operationFailure({
    code: "forge/refused",
    message: `GitHub refused a pull request for ${repository}: ${error.message}`,
    target: repository,
    retry: "never",
    cause: error
  });
}
function denied(error, repository, withToken) {
  return operationFailure({
    code: "forge/denied",
    message: withToken ? `the token may not open pull requests in ${repository} (GitHub answered ${error.status})` : `${repository} needs a token: GITHUB_TOKEN is not set`,
    target: repository,
    retry: "never",
    next: 'give a token with the permissions "Contents" and "Pull requests", read and write, for that repository',
    cause: error
  });
}
function isRefusal(error) {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}

// src/adapters/github/repository-name.ts
var SCP_FORM = /^(?:[\w.-]+@)?([\w.-]+):(?!\/)(.+)$/;
function parseRepositoryName(url, serverUrl) {
  const found = hostAndPath(url);
  if (found === void 0 || !sameServer(found.host, new URL(serverUrl))) return void 0;
  const words = found.path.replace(/^\/|\/$/g, "").replace(/\.git$/, "").split("/");
  return words.length === 2 && words.every((word) => /^[\w.-]+$/.test(word)) ? words.join("/") : void 0;
}
function hostAndPath(url) {
  const scp = url.includes("://") ? void 0 : SCP_FORM.exec(url);
  if (scp) return { host: scp[1] ?? "", path: scp[2] ?? "" };
  if (!URL.canParse(url)) return void 0;
  const { protocol, host, hostname, pathname } = new URL(url);
  if (protocol === "https:" || protocol === "http:") return { host, path: pathname };
  return protocol === "ssh:" || protocol === "git:" ? { host: hostname, path: pathname } : void 0;
}
function sameServer(host, server) {
  const bare = host.toLowerCase().replace(/^ssh\.github\.com$/, "github.com");
  return bare === server.host || bare === server.hostname;
}

// src/adapters/github/github-forge.ts
var TIMEOUT_MS = 3e4;
function githubForge(access) {
  return {
    hosts: (url) => parseRepositoryName(url, access.serverUrl) !== void 0,
    openPullRequest: async (request) => {
      const repository = parseRepositoryName(request.url, access.serverUrl);
      if (repository === void 0) throw unknownRepository(request.url, access);
      const [owner = "", repo = ""] = repository.split("/");
      const token = request.token ?? access.token;
      try {
        return await settle(await openClient(access.apiUrl, token), { owner, repo }, request);
      } catch (error) {
        throw githubFailure(error, repository, token !== void 0);
      }
    }
  };
}
async function settle(client, repository, { branch, base, title, body }) {
  const request = { signal: AbortSignal.timeout(TIMEOUT_MS) };
  const head = `${repository.owner}:${branch}`;
  const { data: open } = await client.rest.pulls.list({ ...repository, state: "open", head, request });
  const [found] = open;
  if (found !== void 0) {
    const { data: data2 } = await client.rest.pulls.update({ ...repository, pull_number: found.number, title, body, request });
    return { url: data2.html_url, number: data2.number, created: false };
  }
  const into = base ?? (await client.rest.repos.get({ ...repository, request })).data.default_branch;
  const { data } = await client.rest.pulls.create({ ...repository, head: branch, base: into, title, body, request });
  return { url: data.html_url, number: data.number, created: true };
}
function unknownRepository(url, { serverUrl }) {
  return operationFailure2({
    code: "forge/unknown",
    message: `${url} is not a repository of ${serverUrl}: no pull request can be opened for it`,
    target: url,
    retry: "never",
    next: "merge the branch by hand"
  });
}
export {
  githubForge
};

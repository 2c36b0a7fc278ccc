// src/adapters/github/meta/address.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
var SCHEME = "github:";
function isGithubAddress(url) {
  return url.startsWith(SCHEME);
}
function parseGithubAddress(url) {
  const [, owner, name] = /^github:([\w.-]+)\/([\w.-]+?)(?:\.git)?$/.exec(url) ?? [];
  if (owner !== void 0 && name !== void 0 && !/^\.\.?$/.test(owner) && !/^\.\.?$/.test(name))
    return { owner, name };
  throw inputFailure({
    code: "meta/url",
    message: "this cannot be a meta repo: after github: stand the owner and the name of a repository",
    hint: "write it like github:acme/meta, and give a token as --meta-token or FACS_META_TOKEN",
    origin: inputOrigin("--meta")
  });
}
function toGitAddress(address, { serverUrl, token }) {
  if (!isGithubAddress(address.url)) return address;
  const { owner, name } = parseGithubAddress(address.url);
  const given = address.token ?? token;
  return { url: `${serverUrl}/${owner}/${name}`, ...given === void 0 ? {} : { token: given } };
}

export {
  isGithubAddress,
  parseGithubAddress,
  toGitAddress
};

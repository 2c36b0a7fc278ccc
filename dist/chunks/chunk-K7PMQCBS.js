const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/adapters/github/meta/address.ts
import { inputFailure$72 as inputFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
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

export {
  isGithubAddress,
  parseGithubAddress
};

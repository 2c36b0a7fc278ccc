const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/adapters/github/client.ts
import { reveal$92 as reveal } from "#common";
async function openClient(apiUrl, token) {
  const { Octokit } = await import("./dist-src-KRSHY5TH.js");
  const silent = () => void 0;
  return new Octokit({
    baseUrl: apiUrl,
    userAgent: "facsimile",
    ...token === void 0 ? {} : { auth: reveal(token) },
    // What matters comes back as an error; the client's own log would print headers and paths.
    log: { debug: silent, info: silent, warn: silent, error: silent }
  });
}

export {
  openClient
};

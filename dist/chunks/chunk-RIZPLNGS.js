// src/adapters/github/client.ts
import { reveal$95 as reveal } from "./common.js";
async function openClient(apiUrl, token) {
  const { Octokit } = await import("./dist-src-YQWRULUB.js");
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

// src/core/release/store.ts
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var SCHEME = /^([a-z][a-z0-9+.-]+):\/\//i;
var HTTP_URL = /^https?:\/\/(?<user>[^/?#]*@)?(?<server>[^/?#@\s]+)(?<path>\/[^?#\s]*)?(?<rest>.*)$/i;
var PRIVATE = /^(https:|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$))/i;
var DIGITS_OF_DIGEST = 12;
function parseStore(text, hasToken) {
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme === void 0) return valid({ kind: "folder", path: text });
  if (scheme === "file") return parseFileUrl(text);
  if (scheme !== "https" && scheme !== "http")
    return wrong(`a store is not reached by ${scheme}:`, "name a folder, or the URL of an HTTP server that takes PUT");
  const { user, server, rest } = HTTP_URL.exec(text)?.groups ?? {};
  if (server === void 0) return wrong(`"${text}" is no URL`, "write it like https://store.example/binaries");
  if (user !== void 0)
    return wrong(`the URL of the store at ${server} has a user or password in it`, "give a token with --store-token");
  if (rest !== "")
    return wrong(`the URL of the store at ${server} goes on after its path`, "name the folder above all binaries");
  if (hasToken && !PRIVATE.test(text)) return wrong(`${text} would carry the token in the open`, "use https");
  return valid({ kind: "http", url: text.replace(/\/*$/, "/") });
}
function objectName(key) {
  const { project, release, name, platform, sha256 } = key;
  return `${project}/${release}/${name}.${platform}.${sha256.slice(0, DIGITS_OF_DIGEST)}.tar.gz`;
}
function parseFileUrl(text) {
  const path = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(text)?.[1];
  if (path === void 0) return wrong(`${text} names another machine`, "write file:///folder");
  const decoded = decodePath(path);
  return decoded === void 0 ? wrong(`${text} is no URL`, "write % as %25") : valid({ kind: "folder", path: decoded });
}
function decodePath(path) {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return void 0;
    throw error;
  }
}
function wrong(message, hint) {
  return invalid({ code: "store/url", message, hint, origin: inputOrigin("--store") });
}

export {
  parseStore,
  objectName
};

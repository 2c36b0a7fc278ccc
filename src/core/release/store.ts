/** Stores of binaries as people write them, and the names of what lies in them. */
import { inputOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';

/** A folder of this machine, by path; or what lies below a URL, which ends in `/`. */
export type Store =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'http'; readonly url: string };

/** What names a binary's packed bytes. */
export interface BinaryKey {
  readonly project: string;
  readonly release: string;
  readonly name: string;
  readonly platform: string;
  readonly sha256: string;
}

const SCHEME = /^([a-z][a-z0-9+.-]+):\/\//i;
const HTTP_URL = /^https?:\/\/(?<user>[^/?#]*@)?(?<server>[^/?#@\s]+)(?<path>\/[^?#\s]*)?(?<rest>.*)$/i;
/** What is sent can be read by nobody in between: https, or this machine. */
const PRIVATE = /^(https:|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$))/i;
const DIGITS_OF_DIGEST = 12;

/**
 * What `--store` names.
 * @param hasToken A token is never sent in the open: with one, http is for this machine alone.
 * @returns Or the issue `store/url`.
 */
export function parseStore(text: string, hasToken: boolean): Result<Store> {
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return valid({ kind: 'folder', path: text });
  if (scheme === 'file') return parseFileUrl(text);
  if (scheme !== 'https' && scheme !== 'http')
    return wrong(`a store is not reached by ${scheme}:`, 'name a folder, or the URL of an HTTP server that takes PUT');
  const { user, server, rest } = HTTP_URL.exec(text)?.groups ?? {};
  if (server === undefined) return wrong(`"${text}" is no URL`, 'write it like https://store.example/binaries');
  // The text itself is not shown: what makes it wrong may be a secret.
  if (user !== undefined)
    return wrong(`the URL of the store at ${server} has a user or password in it`, 'give a token with --store-token');
  if (rest !== '')
    return wrong(`the URL of the store at ${server} goes on after its path`, 'name the folder above all binaries');
  if (hasToken && !PRIVATE.test(text)) return wrong(`${text} would carry the token in the open`, 'use https');
  return valid({ kind: 'http', url: text.replace(/\/*$/, '/') });
}

/**
 * Name of a binary below its store. Part of the digest is in it, so that a build which was killed before its record
 * landed never stands in the way of the next one.
 */
export function objectName(key: BinaryKey): string {
  const { project, release, name, platform, sha256 } = key;
  return `${project}/${release}/${name}.${platform}.${sha256.slice(0, DIGITS_OF_DIGEST)}.tar.gz`;
}

/** @source RFC 8089: `file:///folder`, with nothing or this machine between the slashes. */
function parseFileUrl(text: string): Result<Store> {
  const path = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(text)?.[1];
  if (path === undefined) return wrong(`${text} names another machine`, 'write file:///folder');
  const decoded = decodePath(path);
  return decoded === undefined
    ? wrong(`${text} is no URL`, 'write % as %25')
    : valid({ kind: 'folder', path: decoded });
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function wrong(message: string, hint: string): Result<never> {
  return invalid({ code: 'store/url', message, hint, origin: inputOrigin('--store') });
}

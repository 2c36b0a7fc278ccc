/** Stores of binaries, by what their address says. */
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BinaryStores } from '../../app/ports/binary-store.ts';
import type { Clock } from '../../app/ports/clock.ts';
import { unwrap } from '../../core/error.ts';
import { parseStore } from '../../core/release/store.ts';
import type { Secret } from '../../core/secret.ts';
import { putInFolder, readFromFolder } from './folder-store.ts';
import { fetchOverHttp, putOverHttp } from './http-store.ts';

const HTTP = /^https?:\/\//i;

/** A store that lets only those read who have its token. */
export interface StoreAccess {
  /** As `--store` takes it. */
  readonly store: string;
  readonly token: Secret<string>;
}

/**
 * Folders of this machine, relative ones counted from `cwd`, and HTTP servers.
 * @param access For reading: the token goes along with URLs below its own store, and nowhere else.
 */
export function binaryStores(cwd: string, clock: Clock, access?: StoreAccess): BinaryStores {
  return {
    put: async ({ store, name, bytes, token }) => {
      const place = unwrap(parseStore(store, token !== undefined));
      if (place.kind === 'http') {
        const url = new URL(name, place.url).href;
        await putOverHttp(clock, { url, token }, bytes);
        return url;
      }
      const path = resolve(cwd, place.path, name);
      await putInFolder(path, bytes);
      return pathToFileURL(path).href;
    },
    fetch: async (url, size = Number.POSITIVE_INFINITY) => {
      if (HTTP.test(url)) return fetchOverHttp(clock, { url, token: tokenFor(url, access) }, size);
      const path = url.startsWith('file://') ? fileURLToPath(url) : resolve(cwd, url);
      return readFromFolder(path, size);
    },
  };
}

/** A record may name any URL: a token must not follow it to somebody else's server. */
function tokenFor(url: string, access: StoreAccess | undefined): Secret<string> | undefined {
  if (access === undefined) return undefined;
  const place = unwrap(parseStore(access.store, true));
  return place.kind === 'http' && url.startsWith(place.url) ? access.token : undefined;
}

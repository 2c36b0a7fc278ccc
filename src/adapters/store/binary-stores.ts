/** Stores of binaries, by what their address says. */
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BinaryStores } from '../../app/ports/binary-store.ts';
import type { Clock } from '../../app/ports/clock.ts';
import { unwrap } from '../../core/error.ts';
import { parseStore } from '../../core/release/store.ts';
import { putInFolder, readFromFolder } from './folder-store.ts';
import { fetchOverHttp, putOverHttp } from './http-store.ts';

const HTTP = /^https?:\/\//i;

/** Folders of this machine, relative ones counted from `cwd`, and HTTP servers. */
export function binaryStores(cwd: string, clock: Clock): BinaryStores {
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
    fetch: (url, { size = Number.POSITIVE_INFINITY, token } = {}) => {
      if (HTTP.test(url)) return fetchOverHttp(clock, { url, token }, size);
      const path = url.startsWith('file://') ? fileURLToPath(url) : resolve(cwd, url);
      return readFromFolder(path, size);
    },
  };
}

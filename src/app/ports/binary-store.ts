/** Where packed binaries lie: what was written once is never changed. */
import type { Secret } from '../../core/secret.ts';

/** A packed binary on its way into a store. `name` is relative, by `core/release/store.ts`. */
export interface NewObject {
  /** A folder, or the URL of an HTTP server that takes PUT. */
  readonly store: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For HTTP: sent as `Authorization: Bearer`, to the server of `store` alone. */
  readonly token?: Secret<string> | undefined;
}

/** Stores of binaries: folders, and HTTP servers that take PUT. */
export interface BinaryStores {
  /**
   * Puts the bytes at `name` below the store and gives their full URL. The same bytes again are a no-op.
   * @throws input as `parseStore`; operation `store/exists` (other bytes are there), `store/denied`, `store/refused`,
   *   `store/unreachable`.
   */
  put(object: NewObject): Promise<string>;
  /**
   * The bytes at a URL (`file:`, `https:`, `http:`) or local path. The caller checks the digest.
   *
   * @param size Bytes as recorded: more are not read.
   * @throws operation `store/missing`, `store/size` (longer than recorded), `store/denied`, `store/refused`,
   *   `store/unreachable`.
   */
  fetch(url: string, size?: number): Promise<Uint8Array>;
}

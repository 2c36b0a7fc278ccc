/** Where packed binaries lie: immutable, named by content. */

/** A store of binaries: a folder, or an HTTP server that takes PUT. */
export interface BinaryStores {
  /**
   * Puts the bytes at `name` below the store's URL and gives the full URL. The same bytes again are a no-op.
   * @throws operation `store/exists` (other bytes are there), `store/denied`, `store/unreachable`.
   */
  put(store: string, name: string, bytes: Uint8Array): Promise<string>;
  /** @throws operation `store/missing`, `store/denied`, `store/unreachable`. The caller checks the digest. */
  fetch(url: string): Promise<Uint8Array>;
}

/** SOPS files with age recipients: sealing and opening. */
import type { JsonObject } from '../../core/json.ts';

/**
 * For whom a file is sealed, and the sealed file before: what did not change in it keeps its bytes, and without
 * `recipients` it keeps those that it has.
 */
export type Sealing =
  | { readonly recipients: readonly string[]; readonly previous?: Uint8Array }
  | { readonly recipients?: undefined; readonly previous: Uint8Array };

/** Opens and seals state. Keys are found where sops finds them. `path` is the file as the user knows it. */
export interface StateFiles {
  /**
   * Decrypts and checks a SOPS YAML file (MAC included).
   * @throws operation `state/no-key` (lists the recipients), `state/tampered`; input `state/not-sops`,
   *   `state/unsupported`.
   */
  open(path: string, bytes: Uint8Array): Promise<JsonObject>;
  /**
   * Encrypts every value to age recipients.
   * @throws input `state/recipients` (malformed), `state/clear-text` (the rule of `previous` would leave a value
   *   readable); and as `open` for `previous`.
   */
  seal(path: string, value: JsonObject, sealing: Sealing): Promise<Uint8Array>;
  /** Public halves of the age keys at hand; empty when there is none. */
  ownRecipients(): Promise<readonly string[]>;
}

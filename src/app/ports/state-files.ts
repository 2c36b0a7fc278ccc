/** SOPS files with age recipients: sealing and opening. */
import type { JsonObject } from '../../core/json.ts';

/** Where a key may be found and what governs recipients. */
export interface StateFiles {
  /**
   * Decrypts and checks a SOPS YAML file (MAC included).
   * @throws operation `state/no-key` (lists the recipients), `state/tampered`; input `state/not-sops`.
   */
  open(path: string, bytes: Uint8Array): Promise<JsonObject>;
  /** Encrypts to age recipients; `previous` (the sealed file before) keeps its data key and unchanged values. */
  seal(value: JsonObject, recipients: readonly string[], previous?: Uint8Array): Promise<Uint8Array>;
  /** Public halves of the age keys at hand; empty when there is none. */
  ownRecipients(): Promise<readonly string[]>;
}

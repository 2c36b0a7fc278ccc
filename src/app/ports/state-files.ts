/** SOPS files with age recipients: sealing and opening. */
import type { JsonObject } from '../../core/json.ts';
import type { Result } from '../../core/result.ts';
import type { EncryptionRule } from '../../core/sops/rules.ts';

/**
 * For whom a file is sealed, and the sealed file before: what did not change in it keeps its bytes, and without
 * `recipients` it keeps those that it has. `rule` is that of a new file: which values are encrypted; absent: sops's own.
 */
export type Sealing =
  | { readonly recipients: readonly string[]; readonly rule?: EncryptionRule; readonly previous?: Uint8Array }
  | { readonly recipients?: undefined; readonly previous: Uint8Array };

/** What everybody can see of a sealed file. */
export interface SealedFile {
  /** age and SSH recipients, in the file's order. */
  readonly recipients: readonly string[];
  /** Other kinds of keys that open it too: `pgp`, `kms`. */
  readonly foreign: readonly string[];
  /** RFC 3339. */
  readonly changedAt: string;
}

/**
 * Opens and seals state. Keys are found where sops finds them. `path` is the file as the user knows it; a name that
 * ends in `.json` means JSON, any other YAML.
 */
export interface StateFiles {
  /**
   * Decrypts and checks a SOPS file (MAC included).
   * @throws operation `state/no-key` (lists the recipients), `state/tampered`; input `state/not-sops`, `state/rules`,
   *   `state/unsupported`, `state/yaml`, `state/json`.
   */
  open(path: string, bytes: Uint8Array): Promise<JsonObject>;
  /**
   * Encrypts every value to age recipients.
   * @throws input `state/recipients` (malformed), `state/clear-text` (the rule of the file would leave a value
   *   readable that was not so before); and as `open` for `previous`.
   */
  seal(path: string, value: JsonObject, sealing: Sealing): Promise<Uint8Array>;
  /** The plaintext in the file's own form, comments included. @throws as `open`. */
  openText(path: string, bytes: Uint8Array): Promise<string>;
  /**
   * Such a text back into the file that it came from; undefined when it says what the file says already.
   * @throws input `state/yaml`, `state/json` (with the place of the mistake), `state/clear-text`; and as `open`.
   */
  sealText(path: string, text: string, previous: Uint8Array): Promise<Uint8Array | undefined>;
  /**
   * The same values under a new data key. @throws as `open`; input `state/unsupported` where other kinds of keys would
   * be shut out.
   */
  rotate(path: string, bytes: Uint8Array): Promise<Uint8Array>;
  /** The same data key for these recipients; nothing else in the file changes. @throws as `open`, `state/recipients`. */
  rewrap(path: string, bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array>;
  /** What needs no key. Issues: `state/not-sops`, `state/unsupported`, `state/rules`, `state/yaml`, `state/json`. */
  inspect(path: string, bytes: Uint8Array): Promise<Result<SealedFile>>;
  /** Whether files can be encrypted to all of them. Issue: `state/recipients`, one for each that is malformed. */
  checkRecipients(recipients: readonly string[]): Result<undefined>;
  /** Public halves of the age keys at hand; empty when there is none. */
  ownRecipients(): Promise<readonly string[]>;
}

/** Signatures in OpenSSH's format, as records carry them. */

/** A signature and what it is said to be over. */
export interface SignatureClaim {
  readonly bytes: Uint8Array;
  /** Name that `allowed` must give the key. */
  readonly signer: string;
  /** Begins with `-----BEGIN SSH SIGNATURE-----`. */
  readonly armored: string;
}

/** Checks them as `ssh-keygen -Y verify` does, namespace `facsimile`. */
export interface Signatures {
  /**
   * True when the signature is over these bytes, by a key that `allowed` (the text of an `allowed_signers` file) gives
   * to that signer. @throws operation `signature/no-tool`.
   */
  verify(claim: SignatureClaim, allowed: Uint8Array): Promise<boolean>;
}

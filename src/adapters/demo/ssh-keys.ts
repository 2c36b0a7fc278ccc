/** Ed25519 keys made on the spot, in the forms that SSH uses. */
import ssh2 from 'ssh2';

/** A fresh key pair. `publicKey` is `ssh-ed25519 AAAA…`; `privateKey` is in OpenSSH's own format, without passphrase. */
export interface SshKeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A new ed25519 pair; nothing is written anywhere. */
export function generateSshKeys(): SshKeyPair {
  // ssh2 drops a leading zero byte of a public key, so that 1 pair in 256 cannot be read again: such a pair is drawn anew.
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    const readable = [pair.public, pair.private].every((key) => !(ssh2.utils.parseKey(key) instanceof Error));
    if (readable) return { publicKey: pair.public, privateKey: pair.private };
  }
}

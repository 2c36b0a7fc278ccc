/** age's recipient of the type `ssh-ed25519`. @source https://age-encryption.org/v1; FiloSottile/age, `agessh/agessh.go`. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto';
import { type Identity, type Recipient, Stanza } from 'age-encryption';
import type { SshPrivateKey, SshPublicKey } from './ssh-keys.ts';

const TYPE = 'ssh-ed25519';
const LABEL = 'age-encryption.org/v1/ssh-ed25519';
const AEAD = 'chacha20-poly1305';
const TAG_BYTES = 16;
const FILE_KEY_BYTES = 16;
// Each key is encrypted with a key of its own, so that the nonce may be the same.
const NONCE = Buffer.alloc(12);

/** Encrypts file keys to an SSH key. */
export function sshRecipient(key: SshPublicKey): Recipient {
  return {
    wrapFileKey: (fileKey) => {
      const { publicKey, privateKey } = generateKeyPairSync('x25519');
      const share = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
      const theirs = toMontgomery(key.point);
      const secret = diffieHellman({ privateKey, publicKey: publicX25519(theirs) });
      const cipher = createCipheriv(AEAD, wrappingKey(key, secret, { share, theirs }), NONCE, {
        authTagLength: TAG_BYTES,
      });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      return [new Stanza([TYPE, fingerprint(key), base64(share)], new Uint8Array(body))];
    },
  };
}

/** Decrypts file keys with an SSH key. */
export function sshIdentity(key: SshPrivateKey): Identity {
  const secret = createHash('sha512').update(key.seed).digest().subarray(0, 32);
  return {
    unwrapFileKey: (stanzas) => {
      for (const { args, body } of stanzas) {
        const [type, name, text = ''] = args;
        const share = Buffer.from(text, 'base64');
        if (type !== TYPE || name !== fingerprint(key) || share.length !== 32 || base64(share) !== text) continue;
        const opened = unwrap(key, { secret, share, body });
        if (opened !== undefined) return opened;
      }
      return null;
    },
  };
}

interface Wrapped {
  readonly secret: Uint8Array;
  readonly share: Uint8Array;
  readonly body: Uint8Array;
}

function unwrap(key: SshPublicKey, { secret, share, body }: Wrapped): Uint8Array | undefined {
  if (body.length !== FILE_KEY_BYTES + TAG_BYTES) return undefined;
  try {
    const shared = diffieHellman({ privateKey: privateX25519(secret), publicKey: publicX25519(share) });
    const wrapping = wrappingKey(key, shared, { share, theirs: toMontgomery(key.point) });
    const cipher = createDecipheriv(AEAD, wrapping, NONCE, { authTagLength: TAG_BYTES });
    cipher.setAuthTag(body.subarray(FILE_KEY_BYTES));
    return new Uint8Array(Buffer.concat([cipher.update(body.subarray(0, FILE_KEY_BYTES)), cipher.final()]));
  } catch {
    // Node throws for a share of low order and for a tag that does not fit: neither is meant for this key.
    return undefined;
  }
}

/** The key that a file key is encrypted with: bound to the SSH key by a second exchange, with a secret made from it. */
function wrappingKey(
  { wire }: SshPublicKey,
  shared: Uint8Array,
  { share, theirs }: { readonly share: Uint8Array; readonly theirs: Uint8Array },
): Buffer {
  const tweak = Buffer.from(hkdfSync('sha256', Buffer.alloc(0), wire, LABEL, 32));
  const tweaked = diffieHellman({ privateKey: privateX25519(tweak), publicKey: publicX25519(shared) });
  return Buffer.from(hkdfSync('sha256', tweaked, Buffer.concat([share, theirs]), LABEL, 32));
}

const PRIME = 2n ** 255n - 19n;

/** The same key for Diffie-Hellman: `(1 + y) / (1 - y)`. @source RFC 7748, section 4.1 */
function toMontgomery(point: Uint8Array): Buffer {
  const bytes = Buffer.from(point).reverse();
  const y = BigInt(`0x${bytes.toString('hex')}`) & (2n ** 255n - 1n);
  const u = (((1n + y) * inverse(PRIME + 1n - y)) % PRIME).toString(16).padStart(64, '0');
  return Buffer.from(u, 'hex').reverse();
}

/** By Fermat: `value ** (PRIME - 2)`. */
function inverse(value: bigint): bigint {
  let [result, base] = [1n, value % PRIME];
  for (let power = PRIME - 2n; power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

/** What stands before the 32 bytes of a key in DER. @source RFC 8410 */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

function privateX25519(scalar: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([PKCS8, scalar]), format: 'der', type: 'pkcs8' });
}

function publicX25519(point: Uint8Array) {
  return createPublicKey({ key: Buffer.concat([SPKI, point]), format: 'der', type: 'spki' });
}

function fingerprint({ wire }: SshPublicKey): string {
  return base64(createHash('sha256').update(wire).digest().subarray(0, 4));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

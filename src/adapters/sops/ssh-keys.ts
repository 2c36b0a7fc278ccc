/** SSH ed25519 keys in OpenSSH's forms. @source openssh/openssh-portable, `PROTOCOL.key`; RFC 8709, section 4. */
import { isDeepStrictEqual } from 'node:util';

/** A public key: its 32 bytes, and as it stands on the wire. */
export interface SshPublicKey {
  readonly point: Uint8Array;
  readonly wire: Uint8Array;
}

/** A private key; `seed` is its 32 secret bytes. */
export interface SshPrivateKey extends SshPublicKey {
  readonly seed: Uint8Array;
}

const TYPE = 'ssh-ed25519';
const MAGIC = 'openssh-key-v1\0';
const PEM = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END OPENSSH PRIVATE KEY-----/;

/** `ssh-ed25519 AAAA… [comment]`; undefined for anything else. */
export function parsePublicKey(line: string): SshPublicKey | undefined {
  const [type, text = ''] = line.trim().split(/\s+/);
  return type === TYPE ? readWire(Buffer.from(text, 'base64')) : undefined;
}

/** As in an `authorized_keys` file, without a comment. */
export function describePublicKey({ wire }: SshPublicKey): string {
  return `${TYPE} ${Buffer.from(wire).toString('base64')}`;
}

/** The key in a file of OpenSSH; or in words why there is none that we can use. */
export function parsePrivateKey(pem: string): SshPrivateKey | string {
  const text = PEM.exec(pem)?.[1];
  if (text === undefined) return 'is no OpenSSH private key';
  const bytes = Buffer.from(text, 'base64');
  if (bytes.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return 'is no OpenSSH private key';
  try {
    const outer = readerOf(bytes.subarray(MAGIC.length));
    const [cipher] = [outer.string().toString(), outer.string(), outer.string()];
    if (cipher !== 'none') return 'has a passphrase, which cannot be asked for here';
    if (outer.number() !== 1) return 'holds several keys';
    const key = readWire(outer.string());
    if (key === undefined) return 'is no ed25519 key';
    const inner = readerOf(outer.string());
    const [check, again] = [inner.number(), inner.number()];
    const [, point, secret] = [inner.string(), inner.string(), inner.string()];
    const isWhole = check === again && secret.length === 64 && isDeepStrictEqual(new Uint8Array(point), key.point);
    return isWhole ? { ...key, seed: new Uint8Array(secret.subarray(0, 32)) } : 'is damaged';
  } catch (error) {
    if (error instanceof RangeError) return 'is damaged';
    throw error;
  }
}

function readWire(wire: Buffer): SshPublicKey | undefined {
  try {
    const reader = readerOf(wire);
    const [type, point] = [reader.string().toString('latin1'), reader.string()];
    return type === TYPE && point.length === 32 && reader.isAtEnd()
      ? { point: new Uint8Array(point), wire: new Uint8Array(wire) }
      : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** SSH's strings: a length of four bytes, and the bytes. @throws RangeError where they end too early. */
function readerOf(bytes: Buffer) {
  let at = 0;
  const number = () => {
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  return {
    number,
    string: (): Buffer => {
      const length = number();
      if (at + length > bytes.length) throw new RangeError('the key ends too early');
      at += length;
      return bytes.subarray(at - length, at);
    },
    isAtEnd: () => at === bytes.length,
  };
}

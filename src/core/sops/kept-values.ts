/** A cipher that gives a value the same ciphertext as before, so that only what changed shows in a diff. */
import type { Plain, ValueCipher } from './leaf.ts';

/**
 * What it opens it remembers: sealing the same plaintext at the same place again gives the same text. Where one value
 * stood several times at a place (in a list), each text is given once before the last one is repeated.
 */
export function keepingCipher(cipher: ValueCipher): ValueCipher {
  const kept = new Map<string, string[]>();
  const nameOf = (plain: Plain, place: string) => `${place}\n${plain.type}\n${plain.bytes.join()}`;
  return {
    open: (sealed, place) => {
      const plain = cipher.open(sealed, place);
      if (plain !== undefined) {
        const name = nameOf(plain, place);
        kept.set(name, [...(kept.get(name) ?? []), sealed]);
      }
      return plain;
    },
    seal: (plain, place) => {
      const known = kept.get(nameOf(plain, place));
      if (known === undefined) return cipher.seal(plain, place);
      return known.length > 1 ? (known.shift() as string) : (known[0] as string);
    },
  };
}

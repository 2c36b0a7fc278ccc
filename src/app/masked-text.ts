/** What people read while a command runs, without the secrets that it has met. */
import { reveal, type Secret } from '../core/secret.ts';

/** Shorter texts stand in many places by chance: their masks would say where. */
const SHORTEST = 4;

/** Secrets, and texts without them. */
export interface MaskedText {
  /** From here on this text, and each line of it, shows as `***`. */
  mask(value: Secret<string>): void;
  without(text: string): string;
}

/**
 * Hooks and programs print what they like, and what they were given is not theirs to keep. A runner of GitHub masks its
 * log itself; a terminal, and whatever else stderr leads to, does not.
 */
export function maskedText(): MaskedText {
  const hidden = new Set<string>();
  let longestFirst: readonly string[] = [];
  return {
    mask: (value) => {
      const text = reveal(value);
      const lines = text.split(/\r?\n/).map((line) => line.trim());
      for (const each of [text, ...lines]) if (each.length >= SHORTEST) hidden.add(each);
      longestFirst = [...hidden].sort((a, b) => b.length - a.length);
    },
    without: (text) => longestFirst.reduce((shown, each) => shown.replaceAll(each, '***'), text),
  };
}

/** Values that any definition may hold, by chance. */
import type { Json, JsonObject } from '../../src/core/json.ts';
import type { Random } from './random.ts';

const WORDS = [
  ...['', ' ', 'two words', ' x', 'x ', '- a', '# c', 'a: b', 'a\nb', 'a\n\n', '\ta', '\u00a0', 'x'.repeat(300)],
  ...'a deploy yes no on null true ~ a#b 0 007 1e3 0x1f .5 2026-01-01 12:30 constructor toString'.split(' '),
  ...'- ? : [ { } * *a &a !x | > \' " % @ ` \\ = << --- ... é ☃ \u{1f600} \u2028'.split(' '),
];

/** A mapping, some levels deep. No key begins with `$`, no text holds Liquid: those mean something. */
export function someMapping(random: Random, depth = 3): JsonObject {
  const entries = random.many(random.below(6), () => [someKey(random), someValue(random, depth - 1)] as const);
  // Free keys: what the product knows must have its own form.
  return Object.fromEntries(entries.map(([key, value]) => [`x_${key}`, value]));
}

/** Any value. */
export function someValue(random: Random, depth: number): Json {
  const kind = random.below(depth > 0 ? 9 : 6);
  if (kind === 0) return random.pick([null, true, false]);
  if (kind === 1) return random.below(2 ** 31) - 2 ** 30;
  if (kind === 2) return random.pick([0, -1, 1.5, -2.5e-7, 2 ** 53 - 1, 0.1, 1e-7, 123456.789]);
  if (kind < 6) return someText(random);
  if (kind < 8)
    return Object.fromEntries(random.many(random.below(4), () => [someKey(random), someValue(random, depth - 1)]));
  return random.many(random.below(4), () => someValue(random, depth - 1));
}

/** Any text that a file can hold. */
export function someText(random: Random): string {
  const text = random.many(random.below(4), () => random.pick(WORDS)).join(random.pick(['', ' ', '\n']));
  // Two words may make a tag of Liquid between them.
  return text.replaceAll(/\{(?=[{%])/g, '');
}

function someKey(random: Random): string {
  const key = random.chance(70) ? random.pick(['a', 'b', 'port', 'x-y', 'x_y', 'X9']) : someText(random);
  return key === '' || key === '<<' || key.startsWith('$') ? 'k' : key;
}

/** The inputs of a loader by number: first those that are known to hurt, then random ones. */
import { HEAVY_VALUES, HOSTILE_FILES, HOSTILE_VALUES, type Named } from './hostile-inputs.ts';
import type { Loader } from './loader.ts';
import { mutate, noise, soup } from './mutate.ts';
import { Random } from './random.ts';

/** One input. `value` is what it has to be read as, where that is known. */
export interface FuzzInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expected?: { readonly value: unknown };
}

/** How many inputs of a loader do not depend on chance. */
export function countFixed(loader: Loader): number {
  return fixedInputs(loader).length;
}

/** The input of that number; the same for the same seed. */
export function inputAt(loader: Loader, index: number, seed: string): FuzzInput {
  const fixed = fixedInputs(loader)[index];
  return fixed === undefined ? randomAt(loader, index, seed) : { name: fixed[0], bytes: toBytes(fixed[1]()) };
}

function fixedInputs({ samples, slots }: Loader): readonly Named[] {
  const texts = samples.filter((sample) => typeof sample === 'string');
  return [
    ...samples.map((sample): Named => ['a sample', () => sample]),
    ...texts.map((text): Named => ['a sample with returns', () => text.replaceAll('\n', '\r\n')]),
    ...texts.map((text): Named => ['a sample with a mark', () => `\ufeff${text}`]),
    ...HOSTILE_FILES,
    ...slots.flatMap((slot) => HOSTILE_VALUES.map((value) => inSlot(value, slot))),
    // The first places are enough for what takes its time.
    ...slots.slice(0, 2).flatMap((slot) => HEAVY_VALUES.map((value) => inSlot(value, slot))),
  ];
}

function inSlot([name, value]: Named, slot: (value: string) => string): Named {
  return [`${name} in ${slot('…')}`, () => slot(String(value()))];
}

function randomAt(loader: Loader, index: number, seed: string): FuzzInput {
  const random = new Random(seed, loader.name, index);
  const kind = random.below(100);
  if (kind < 30 && loader.compose !== undefined) {
    const { text, value } = loader.compose(random);
    return { name: `#${index}, composed`, bytes: toBytes(text), expected: { value } };
  }
  const sample = toBytes(random.pick(loader.samples));
  if (kind < 78) return { name: `#${index}, mutated`, bytes: mutate(sample, random) };
  return kind < 93
    ? { name: `#${index}, words in any order`, bytes: soup(sample, random) }
    : { name: `#${index}, noise`, bytes: noise(random) };
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

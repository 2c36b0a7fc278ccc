/** How much one render may do: counted, never timed, so that it ends alike on every machine. */

/** Characters of a template, and of what comes out of it. */
export const MAX_LENGTH = 10_000_000;

const MAX_TAGS = 50_000;
const MAX_STEPS = 1_000_000;
/** In LiquidJS's units, a character or an item each: in one go, and in all. */
const MAX_AT_ONCE = 5_000_000;
const MAX_MEMORY = 200_000_000;

/** What LiquidJS asks before it takes a step, and before it makes a text or a list of some size. */
export interface RenderLimits {
  readonly renderLimit: { check(): void; use(): void };
  readonly memoryLimit: { check(): void; use(size: number): void };
}

/** The limits of one render, nothing used yet. They stand where LiquidJS would look at the clock. */
export function renderLimits(): RenderLimits {
  let steps = 0;
  let used = 0;
  const step = () => {
    steps += 1;
    if (steps > MAX_STEPS) throw new Error(`this takes more than ${MAX_STEPS} steps`);
  };
  const use = (size: number) => {
    used += Number(size) || 0;
    if (size > MAX_AT_ONCE) throw new Error(`this makes something of more than ${MAX_AT_ONCE} characters or items`);
    if (used > MAX_MEMORY) throw new Error(`this makes more than ${MAX_MEMORY} characters and items`);
  };
  return { renderLimit: { check: step, use: () => undefined }, memoryLimit: { check: () => undefined, use } };
}

/** Why a template is not even parsed; undefined for one that is. A tag takes a kilobyte, other text nearly nothing. */
export function problemOfTemplate(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `this has more than ${MAX_LENGTH} characters`;
  let tags = 0;
  for (const open of ['{{', '{%'])
    for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 2)) tags += 1;
  return tags > MAX_TAGS ? `this has more than ${MAX_TAGS} tags` : undefined;
}

/** So many of the hosts: a number, or a part of all. */
import { refuse, type Shape } from './shape.ts';

/** `3`, or `25%` of a whole that is known only when hosts are chosen. */
export type Amount =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'percent'; readonly percent: number };

const PARTS = { 0: /^(\d{1,2}|100)%$/, 1: /^([1-9]\d?|100)%$/ } as const;

/** A whole number of at least `minimum`, or a percentage of at least `minimum`. */
export function amount(minimum: 0 | 1): Shape<Amount> {
  const part = PARTS[minimum];
  return {
    schema: {
      anyOf: [
        { type: 'integer', minimum },
        { type: 'string', pattern: part.source },
      ],
    },
    read: (value, at, report) => {
      if (typeof value === 'number' && Number.isInteger(value) && value >= minimum)
        return { kind: 'count', count: value };
      const percent = typeof value === 'string' ? part.exec(value)?.[1] : undefined;
      if (percent !== undefined) return { kind: 'percent', percent: Number(percent) };
      return refuse(report, at, `a number of hosts from ${minimum} on, or a part like "25%"`);
    },
  };
}

/** How many of `all` that is. A part is rounded up to a whole host, so that some of any is at least one. */
export function countOf(given: Amount, all: number): number {
  return given.kind === 'count' ? given.count : Math.ceil((given.percent / 100) * all);
}

/** `deploy.waves`: in which groups, one after the other, hosts are activated. */
import { isObject } from '../json.ts';
import { type Amount, amount } from './amount.ts';
import { duration, text } from './scalars.ts';
import { list, mapping, optional, preset, refuse, type Shape } from './shape.ts';

/** Groups of hosts. */
export interface Waves {
  /** Sizes of the waves in order; the last one counts for all that follow. Never empty. */
  readonly sizes: readonly Amount[];
  /** `region`, or the name of a label: hosts with another value are never in one wave. Absent: all are alike. */
  readonly by?: string;
  /** Rest between one wave and the next. */
  readonly pauseMs: number;
}

const ALL: Amount = { kind: 'percent', percent: 100 };
const size = amount(1);
const several = list(size);
const sizes: Shape<readonly Amount[]> = {
  schema: { anyOf: [size.schema, { ...several.schema, minItems: 1 }] },
  read: (value, at, report) => {
    if (Array.isArray(value))
      return value.length === 0 ? refuse(report, at, 'one size or more') : several.read(value, at, report);
    const one = size.read(value, at, report);
    return one === undefined ? undefined : [one];
  },
};

const fields = mapping({
  size: optional(sizes, 'Hosts of a wave: a number, a part like "25%", or a list of them; the last counts on.'),
  by: optional(text(), '`region`, or the name of a label: hosts where it differs are in different waves.'),
  pause: preset(duration, '0s', 'Rest between two waves.'),
});

/** A size, a list of sizes, or a mapping that says more. */
export const waves: Shape<Waves> = {
  schema: { anyOf: [sizes.schema, fields.schema] },
  read: (value, at, report) => {
    if (!isObject(value)) {
      const read = sizes.read(value, at, report);
      return read && { sizes: read, pauseMs: 0 };
    }
    const read = fields.read(value, at, report);
    if (read === undefined) return undefined;
    const { size: given = [ALL], by, pause: pauseMs } = read;
    return { sizes: given, ...(by === undefined ? {} : { by }), pauseMs };
  },
};

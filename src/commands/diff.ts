/** `facs diff`: two instances, or one at two versions, side by side. */
import { type Comparison, diff } from '../app/diff.ts';
import { type Operation, usageFailure } from '../core/error.ts';
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { places, subject, version } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';
import { diffData } from './diff-data.ts';
import { describeDiff } from './diff-text.ts';

/** Prints unified diffs; data as `diffData` says. */
export const diffCommand = defineCommand({
  name: 'diff',
  summary: 'Show what two instances, or two versions of one, have not in common: definition and files.',
  inputs: defineInputs({
    ...subject,
    other: text({
      positional: true,
      required: true,
      unless: 'against',
      placeholder: 'OTHER',
      help: 'The instance to compare it with.',
    }),
    ...version,
    against: text({
      placeholder: 'VERSION',
      help: 'Compare the instance with itself at this githash, version or tag.',
    }),
    ...places,
    'exit-code': flag({ help: 'Exit with 1 when they differ, or when that cannot be told.' }),
  }),
  run: async (inputs, { ports, environment }) => {
    if (inputs.other !== undefined && inputs.against !== undefined)
      throw usageFailure('OTHER and --against exclude each other', 'diff');
    const comparison = await diff(inputs, ports, environment);
    if (!Array.isArray(comparison.trees) && 'why' in comparison.trees)
      ports.talk.say(`only definitions were compared: ${comparison.trees.why}`);
    const failed = inputs['exit-code'] ? failureOf(comparison) : undefined;
    return {
      data: diffData(comparison),
      text: describeDiff(comparison),
      ...(failed === undefined ? {} : { failed }),
    };
  },
});

function failureOf(comparison: Comparison): Operation | undefined {
  const { equal, unknown } = diffData(comparison);
  const { a, b } = comparison;
  if (!equal) return { code: 'diff/different', message: `${a.label} and ${b.label} differ`, retry: 'never' };
  if (unknown === 0) return undefined;
  const message = `${a.label} and ${b.label} may differ: ${unknown} files could not be compared`;
  return { code: 'diff/unknown', message, retry: 'never' };
}

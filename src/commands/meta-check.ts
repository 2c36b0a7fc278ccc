/** `facs meta check`: may these commits become part of the meta repo? */
import { defineInputs, text } from '../core/inputs/input.ts';
import { metaPlaces } from '../core/inputs/shared.ts';
import { toCheckOutcome } from './check-outcome.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  range: text({
    positional: true,
    required: true,
    placeholder: 'RANGE',
    help: 'A..B: a push from A to B. A...B: what B brings to A, as a pull request does. B: all that it has.',
  }),
  ...metaPlaces,
});

/** Data: as `meta fsck`. */
export const metaCheckCommand = defineCommand({
  name: 'meta check',
  summary: 'Check what a push or a pull request does to the meta repo; only what it touches is read.',
  inputs,
  outputs: { findings: 'How many things were found, warnings too.' },
  action: { name: 'meta-check', title: 'Facsimile meta check', icon: 'shield', color: 'green' },
  run: async (given, { ports }) => {
    const { checkMeta } = await import('../app/meta-check.ts');
    return toCheckOutcome(await checkMeta(given, ports));
  },
});

/** `facs version bump`: the next version in development. */
import { usageFailure } from '../core/error.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { dryRun, places } from '../core/inputs/shared.ts';
import { didYouMean } from '../core/nearest.ts';
import { PARTS } from '../core/version/version.ts';
import { defineCommand } from './command.ts';
import { toVersionOutcome } from './version-outcome.ts';

/** Inputs of both version commands. */
export const versionInputs = {
  'src-dir': text({ placeholder: 'DIR', help: 'The work tree of the project, instead of the one around this folder.' }),
  'top-dir': places['top-dir'],
  ...dryRun,
};

const inputs = defineInputs({
  part: text({
    placeholder: PARTS.join('|'),
    help: 'Raise this part of three numbers, instead of the last number of the version.',
  }),
  ...versionInputs,
});

/** Data: as `toVersionOutcome`. */
export const versionBumpCommand = defineCommand({
  name: 'version bump',
  summary: 'Raise the version of the project on its default branch: commit, tag, push.',
  inputs,
  run: async ({ part: given, ...rest }, { ports }) => {
    const part = PARTS.find((each) => each === given);
    if (given !== undefined && part === undefined) {
      const hint = didYouMean(given, PARTS) ?? `there are ${PARTS.join(', ')}`;
      throw usageFailure(`--part: "${given}" is no part of a version: ${hint}`, 'version bump');
    }
    const { bumpVersionFile } = await import('../app/version-bump.ts');
    return toVersionOutcome(await bumpVersionFile({ ...rest, part }, ports), rest['dry-run']);
  },
});

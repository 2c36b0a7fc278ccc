/** `facs version release`: a release on the branch `release`. */
import { defineInputs, text } from '../core/inputs/input.ts';
import { defineCommand } from './command.ts';
import { versionInputs } from './version-bump.ts';
import { toVersionOutcome } from './version-outcome.ts';

const inputs = defineInputs({
  version: text({
    positional: true,
    placeholder: 'VERSION',
    help: 'Three numbers. Absent: the next patch, or what the present version comes before.',
  }),
  ...versionInputs,
});

/** Data: as `toVersionOutcome`. */
export const versionReleaseCommand = defineCommand({
  name: 'version release',
  summary: 'Release the project: set its version, merge the default branch into release, tag, push, go on.',
  inputs,
  run: async (given, { ports }) => {
    const { releaseVersionFile } = await import('../app/version-release.ts');
    return toVersionOutcome(await releaseVersionFile(given, ports), given['dry-run']);
  },
});

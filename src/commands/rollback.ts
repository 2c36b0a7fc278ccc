/** `facs rollback`: brings an instance back. */
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { access, dryRun, places, selection, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';
import { toOutcome } from './deploy-outcome.ts';

const inputs = defineInputs({
  ...subject,
  version: text({
    positional: true,
    placeholder: 'VERSION',
    help: 'Githash (7 digits or more), version or tag. Absent: the good release that each host ran before.',
  }),
  ...places,
  ...selection,
  ...access,
  ...dryRun,
  local: flag({ help: 'Going back on this machine (deploy.destdir) is meant, also on CI.' }),
  reason: text({ placeholder: 'WORDS', help: 'Why, for the record and the hold.' }),
  until: text({ placeholder: 'WHEN', help: 'End the hold by itself at this moment, like 2026-03-01T09:00:00Z.' }),
});

/** Data as `toOutcome`. With meta the instance is then held, so that its channel does not bring the release again. */
export const rollbackCommand = defineCommand({
  name: 'rollback',
  summary: 'Bring an instance back to what it ran before, or to a version, and hold it there.',
  inputs,
  run: async (given, context) => {
    const { rollback } = await import('../app/rollback.ts');
    return toOutcome(await rollback(given, context), given['dry-run']);
  },
});

/** `facs meta fsck`: is the whole meta repo as it should be? */
import { defineInputs } from '../core/inputs/input.ts';
import { metaPlaces } from '../core/inputs/shared.ts';
import { toCheckOutcome } from './check-outcome.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({ ...metaPlaces });

/**
 * Data: `{url, commit, commits, files, findings: [{code, severity, path, commit, message, remedy}]}`; `severity` is
 * `error` or `warning`; `path` and `commit` may be empty.
 */
export const metaFsckCommand = defineCommand({
  name: 'meta fsck',
  summary: 'Check the whole meta repo: every commit, every file, every object.',
  inputs,
  run: async (given, { ports }) => {
    const { fsckMeta } = await import('../app/meta-fsck.ts');
    return toCheckOutcome(await fsckMeta(given, ports));
  },
});

/** `facs plan`: what a deploy would do, to be looked at, saved, and carried out unchanged. */
import type { Planned } from '../app/plan.ts';
import { defineInputs, flag } from '../core/inputs/input.ts';
import { access, places, selection, subject, version } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';
import { DEPLOY_OUTPUTS, toOutcome } from './deploy-outcome.ts';
import { diffData } from './diff-data.ts';
import { describeFiles } from './diff-text.ts';

/**
 * Data as that of a dry run of `deploy`, and `diffs`: what `facs diff` prints as data, once for each release that hosts
 * run now. `facs deploy --plan FILE` takes it.
 */
export const planCommand = defineCommand({
  name: 'plan',
  summary:
    'Show what a deploy would do, with the lines that would change; deploy --plan FILE carries it out unchanged.',
  inputs: defineInputs({
    ...subject,
    ...version,
    ...places,
    ...selection,
    ...access,
    local: flag({ help: 'A deploy to this machine (deploy.destdir) is meant, also on CI.' }),
  }),
  outputs: DEPLOY_OUTPUTS,
  action: { name: 'plan', title: 'Facsimile plan', icon: 'eye', color: 'blue' },
  run: async (given, context) => {
    const { makePlan } = await import('../app/plan.ts');
    const planned = await makePlan({ ...given, 'release-hold': false }, context);
    const outcome = toOutcome(planned.deployed, true);
    const diffs = planned.comparisons.map((comparison) => ({ ...diffData(comparison) }));
    const files = describeAll(planned);
    return {
      ...outcome,
      data: { ...(outcome.data as object), diffs } as typeof outcome.data,
      text: [outcome.text, ...files].join('\n'),
      summary: [outcome.summary ?? '', ...files.map((text) => fenced(text))].join('\n\n'),
    };
  },
});

function describeAll({ comparisons }: Planned): string[] {
  return comparisons.map(describeFiles).filter((text) => text !== '');
}

/** @source GitHub Flavored Markdown, "Fenced code blocks": a fence is longer than any run of its mark inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}\n${fence}`;
}

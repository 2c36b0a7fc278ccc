/** `facs deploy`: brings an instance to a release. */
import { choice, defineInputs, flag, text } from '../core/inputs/input.ts';
import { access, dryRun, places, selection, subject, version } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';
import { DEPLOY_OUTPUTS, toOutcome } from './deploy-outcome.ts';

/** What a deploy takes; a run that deploys takes the same. */
export const deployInputs = defineInputs({
  ...subject,
  ...version,
  ...places,
  ...selection,
  ...access,
  ...dryRun,
  check: choice<'changed' | 'all'>(['changed', 'all'], {
    default: 'changed',
    help: 'Which files to hash on the hosts: those that are sent or were touched, or all.',
  }),
  local: flag({ help: 'Deploying to this machine (deploy.destdir) is meant, also on CI.' }),
  'skip-libcheck': flag({ help: 'Deploy also what needs libraries that hosts lack (deploy.libcheck).' }),
  'release-hold': flag({ help: 'End the hold of the instance that a rollback began.' }),
  reason: text({ placeholder: 'WORDS', help: 'Why, for the record.' }),
});

/** Data as `toOutcome`. Exit code 1 when a host failed: every host is reported, with what to do next. */
export const deployCommand = defineCommand({
  name: 'deploy',
  summary: 'Bring the hosts of an instance to a release.',
  inputs: deployInputs,
  outputs: DEPLOY_OUTPUTS,
  action: { name: 'deploy', title: 'Facsimile deploy', icon: 'upload-cloud', color: 'blue' },
  run: async (given, context) => {
    const { deploy } = await import('../app/deploy.ts');
    return toOutcome(await deploy(given, context), given['dry-run']);
  },
});

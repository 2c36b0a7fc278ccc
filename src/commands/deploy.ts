/** `facs deploy`: brings an instance to a release. */
import type { DeployInputs } from '../app/deploy.ts';
import { usageFailure } from '../core/error.ts';
import { choice, defineInputs, flag, text, type Values } from '../core/inputs/input.ts';
import { access, dryRun, places, selection, subject, version } from '../core/inputs/shared.ts';
import { type Context, defineCommand } from './command.ts';
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

const inputs = defineInputs({
  ...deployInputs,
  instance: text({
    positional: true,
    required: true,
    unless: 'plan',
    placeholder: 'INSTANCE',
    help: 'The instance, for example production.eu.',
  }),
  plan: text({
    placeholder: 'FILE',
    help: 'Carry out this plan (facs plan --json) unchanged, or nothing. It says which instance, release and hosts.',
  }),
});

/** Data as `toOutcome`. Exit code 1 when a host failed: every host is reported, with what to do next. */
export const deployCommand = defineCommand({
  name: 'deploy',
  summary: 'Bring the hosts of an instance to a release.',
  inputs,
  outputs: DEPLOY_OUTPUTS,
  action: { name: 'deploy', title: 'Facsimile deploy', icon: 'upload-cloud', color: 'blue' },
  run: async (given, context) => {
    const { deploy } = await import('../app/deploy.ts');
    return toOutcome(await deploy(await toInputs(given, context), context), given['dry-run']);
  },
});

/** A plan says itself what it is about: words that say it once more could only contradict it. */
async function toInputs(given: Values<typeof inputs>, { ports }: Context): Promise<DeployInputs> {
  const { plan, instance, ...rest } = given;
  if (plan === undefined) return { ...rest, instance: instance ?? '' };
  const named = [given.project, instance, given.version, ...given.target, ...given.host, ...given.region];
  if (named.some((word) => word !== undefined))
    throw usageFailure('--plan says which instance, release and hosts: leave them out', 'deploy');
  const { inputsOf, openPlan } = await import('../app/deploy/open-plan.ts');
  const saved = await openPlan(plan, ports);
  return { ...rest, ...inputsOf(saved), saved };
}

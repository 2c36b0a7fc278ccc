/** `facs resume`: goes on with the last deployment where it failed. */
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { access, dryRun, places, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';
import { DEPLOY_OUTPUTS, toOutcome } from './deploy-outcome.ts';

const inputs = defineInputs({
  ...subject,
  ...places,
  ...access,
  ...dryRun,
  local: flag({ help: 'Going on on this machine (deploy.destdir) is meant, also on CI.' }),
  reason: text({ placeholder: 'WORDS', help: 'Why, for the record.' }),
});

/**
 * Data as `toOutcome`; where nothing is left to do, `{deployment, hosts: []}` with the id of the deployment that is
 * done. Hosts that are done are not asked.
 */
export const resumeCommand = defineCommand({
  name: 'resume',
  summary: 'Go on with the last deployment of an instance: only hosts that failed or were not reached.',
  inputs,
  outputs: DEPLOY_OUTPUTS,
  action: { name: 'resume', title: 'Facsimile resume', icon: 'play', color: 'blue' },
  run: async (given, context) => {
    const { resume } = await import('../app/resume.ts');
    const outcome = await resume(given, context);
    if (outcome.kind === 'resumed') return toOutcome(outcome.deployed, given['dry-run']);
    const { project, instance, deployment } = outcome;
    return {
      data: { deployment, hosts: [] },
      text: `${project} ${instance}: deployment ${deployment} is done on every host`,
      outputs: { deployment, release: '', changed: 'false', 'plan-digest': '', hosts: '[]' },
    };
  },
});

/** `facs rollout`: what a push to the meta repo asks for. */
import { planRollout } from '../app/rollout.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { definitionsPin, metaPlaces } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

/** Data: a list of `{project, instance, channel, release}`, one for each instance to deploy. */
export const rolloutCommand = defineCommand({
  name: 'rollout',
  summary: 'List the instances that follow a channel which a push to the meta repo moved.',
  inputs: defineInputs({
    before: text({
      required: true,
      placeholder: 'GITHASH',
      help: 'Commit of the meta repo before the push; only zeros when the push made the branch.',
    }),
    ...metaPlaces,
    ...definitionsPin,
  }),
  outputs: { instances: 'JSON list of `{project, instance, channel, release}`: the matrix of the deployments.' },
  action: { name: 'rollout', title: 'Facsimile rollout', icon: 'git-merge', color: 'blue' },
  run: async (inputs, { ports }) => {
    const steps = (await planRollout(inputs, ports)).map((step) => ({ ...step }));
    const lines = steps.map(
      ({ project, instance, channel, release }) => `${project} ${instance}: ${release.slice(0, 12)} (${channel})`,
    );
    return {
      data: steps,
      text: lines.length === 0 ? 'no channel moved that an instance follows' : lines.join('\n'),
      outputs: { instances: JSON.stringify(steps) },
    };
  },
});

/** `facs channel set`: maps a channel to a release, at once. */
import { describeMove, planPromotion, setChannel } from '../app/change-channel.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { channelInput, dryRun, metaPlaces, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  project: subject.project,
  ...channelInput,
  version: text({ positional: true, required: true, placeholder: 'VERSION', help: 'Githash, version or tag.' }),
  ...metaPlaces,
  ...dryRun,
});

/** Data: `{project, channel, from, to, changed, commit}`; githashes full, what is not there null. */
export const channelSetCommand = defineCommand({
  name: 'channel set',
  summary: 'Map a channel to a release, at once. facs promote asks for a review first.',
  inputs,
  run: async (given, { ports }) => {
    const meta = await openMeta(ports, given);
    const snapshot = await meta.snapshot();
    const project = await chooseProject(snapshot, given.project);
    const promotion = await planPromotion(snapshot, project, given.channel, given.version);
    const commit = given['dry-run'] ? undefined : await setChannel(meta, promotion);
    const { channel, to, isThere } = promotion;
    const subject = `${project} ${channel.name}`;
    return {
      data: {
        project,
        channel: channel.name,
        from: channel.release ?? null,
        to: to.githash,
        changed: !isThere,
        commit: commit ?? null,
      },
      text: isThere ? `${subject} maps to ${to.githash} already` : `${subject}: ${describeMove(promotion)}`,
    };
  },
});

/** `facs channel hold`: nothing moves a channel, and it moves nobody. */
import { readChannel } from '../app/channels.ts';
import { holdChannel } from '../app/hold-channel.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { usageFailure } from '../core/error.ts';
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { channelInput, dryRun, metaPlaces, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  project: subject.project,
  ...channelInput,
  reason: text({ placeholder: 'WORDS', help: 'Why; whoever is stopped by it reads this.' }),
  release: flag({ help: 'End the hold instead.' }),
  ...metaPlaces,
  ...dryRun,
});

/** Data: `{project, channel, hold, was, changed, commit}`; `hold` and `was` are reasons, what is not there null. */
export const channelHoldCommand = defineCommand({
  name: 'channel hold',
  summary: 'Keep a channel where it is, for a reason, until --release: no promotion, and no deploy of what follows it.',
  inputs,
  run: async (given, { ports }) => {
    if (given.release && given.reason !== undefined)
      throw usageFailure('--release ends a hold, --reason begins one: one of them is meant', 'channel hold');
    const meta = await openMeta(ports, given);
    const snapshot = await meta.snapshot();
    const project = await chooseProject(snapshot, given.project);
    const channel = await readChannel(snapshot, project, given.channel);
    const hold = given.release ? undefined : (given.reason ?? '').replace(/\s+/g, ' ').trim();
    const commit = given['dry-run'] ? undefined : await holdChannel(meta, { project, channel, hold });
    const changed = channel.hold !== hold;
    const state = hold === undefined ? 'is not held' : `is held: ${hold}`;
    return {
      data: {
        ...{ project, channel: channel.name, hold: hold ?? null, was: channel.hold ?? null, changed },
        commit: commit ?? null,
      },
      text: `${project} ${channel.name} ${state}${changed ? '' : ' (as before)'}`,
    };
  },
});

/** `facs channel show`: the release that a channel maps to. */
import { readChannel } from '../app/channels.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { readRelease } from '../app/releases.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { channelInput, metaPlaces, subject } from '../core/inputs/shared.ts';
import type { Json } from '../core/json.ts';
import { describeRecord } from '../core/meta/describe.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({ project: subject.project, ...channelInput, ...metaPlaces });

/** Data: `{project, channel, hold, release}` with the whole release record; null for what is not there. */
export const channelShowCommand = defineCommand({
  name: 'channel show',
  summary: 'Show the release that a channel maps to.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const { name, release, hold } = await readChannel(snapshot, project, given.channel);
    const record = release === undefined ? undefined : await readRelease(snapshot, project, release);
    const held = hold === undefined ? [] : [`held: ${hold}`];
    const mapped =
      record === undefined ? `${project} ${name} maps to ${release ?? 'nothing yet'}` : describeRecord(record);
    return {
      data: { project, channel: name, hold: hold ?? null, release: (record ?? null) as unknown as Json },
      text: [...held, mapped].join('\n'),
    };
  },
});

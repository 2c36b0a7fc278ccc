/** `facs channel list`: what every channel maps to. */
import { listChannels } from '../app/channels.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { readRelease } from '../app/releases.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { metaPlaces, subject } from '../core/inputs/shared.ts';
import { describeRelease } from '../core/meta/describe.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({ project: subject.project, ...metaPlaces });

/** Data: a list of `{project, channel, release, version, hold}` in the order of promotion; what is not there null. */
export const channelListCommand = defineCommand({
  name: 'channel list',
  summary: 'Show what the channels of a project map to, in the order of promotion.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const channels = await listChannels(snapshot, project);
    const rows = await Promise.all(
      channels.map(async ({ name, release, hold }) => ({
        project,
        channel: name,
        release: release ?? null,
        version: release === undefined ? '' : ((await readRelease(snapshot, project, release))?.version ?? ''),
        hold: hold ?? null,
      })),
    );
    const lines = rows.map(({ channel, release, version, hold }) => [
      channel,
      release === null ? 'nothing yet' : describeRelease({ version, githash: release }),
      hold === null ? '' : `held: ${hold}`,
    ]);
    return { data: rows, text: describeTable(lines).join('\n') };
  },
});

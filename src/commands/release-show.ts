/** `facs release show`: all that meta knows of one release. */
import { listChannels } from '../app/channels.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { binariesOf, findRelease } from '../app/releases.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { metaPlaces, subject } from '../core/inputs/shared.ts';
import { describeRecord } from '../core/meta/describe.ts';
import { defineCommand } from './command.ts';
import { describeBinaries, toBinaryData, toReleaseData } from './release-data.ts';

const inputs = defineInputs({
  project: subject.project,
  version: text({ positional: true, required: true, placeholder: 'VERSION', help: 'Githash, version or tag.' }),
  ...metaPlaces,
});

/** Data: `{project, release, version, tag, committedAt, repos, binaries, channels}`: the channels that map to it now. */
export const releaseShowCommand = defineCommand({
  name: 'release show',
  summary: 'Show a release: its repositories, its binaries, and the channels that map to it.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const release = await findRelease(snapshot, project, given.version);
    const binaries = await binariesOf(snapshot, project, release.githash);
    const mapped = (await listChannels(snapshot, project)).filter((channel) => channel.release === release.githash);
    const channels = mapped.map(({ name }) => name);
    const lines = [
      describeRecord(release),
      ...(binaries.length === 0 ? [] : ['binaries:']),
      ...describeBinaries(binaries).map((line) => `  ${line}`),
      channels.length === 0 ? 'no channel maps to it' : `channels: ${channels.join(', ')}`,
    ];
    return {
      data: { ...toReleaseData(release), binaries: binaries.map(toBinaryData), channels },
      text: lines.join('\n'),
    };
  },
});

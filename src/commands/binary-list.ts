/** `facs binary list`: what is packed of a release. */
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { binariesOf, findRelease } from '../app/releases.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { metaPlaces, subject } from '../core/inputs/shared.ts';
import { describeRelease } from '../core/meta/describe.ts';
import { defineCommand } from './command.ts';
import { describeBinaries, toBinaryData } from './release-data.ts';

const inputs = defineInputs({
  project: subject.project,
  version: text({ positional: true, required: true, placeholder: 'VERSION', help: 'Githash, version or tag.' }),
  ...metaPlaces,
});

/** Data: a list of `{name, platform, sha256, size, url}`, by name and platform. */
export const binaryListCommand = defineCommand({
  name: 'binary list',
  summary: 'List the binaries of a release.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const release = await findRelease(snapshot, project, given.version);
    const binaries = await binariesOf(snapshot, project, release.githash);
    const none = `${project} ${describeRelease(release)} has no binaries`;
    return {
      data: binaries.map(toBinaryData),
      text: binaries.length === 0 ? none : describeBinaries(binaries).join('\n'),
    };
  },
});

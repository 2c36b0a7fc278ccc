/** `facs release checkout`: the sources of a release, from its record alone. */
import { posix } from 'node:path';
import { checkOut } from '../app/check-out.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { findRelease } from '../app/releases.ts';
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { dryRun, metaPlaces, subject } from '../core/inputs/shared.ts';
import { describeRelease } from '../core/meta/describe.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  project: subject.project,
  version: text({ positional: true, required: true, placeholder: 'VERSION', help: 'Githash, version or tag.' }),
  out: text({
    required: true,
    placeholder: 'DIR',
    help: 'The folder to make: the repositories lie in it side by side.',
  }),
  ...metaPlaces,
  clean: flag({ help: 'Make the folder anew where it is there already.' }),
  ...dryRun,
});

/** Data: `{project, release, folder, reused, repos: [{name, url, githash, folder}]}`. */
export const releaseCheckoutCommand = defineCommand({
  name: 'release checkout',
  summary: 'Export a recorded release: its repository, its submodules and what its lock pins, without history.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const release = await findRelease(snapshot, project, given.version);
    const origin = { url: release.repos[0]?.url ?? '', within: '' };
    const { reused, repos } = await checkOut({ ...given, release, origin, folder: posix.normalize(given.out) }, ports);
    const done = reused ? 'is there already' : given['dry-run'] ? 'would be made' : 'made';
    const lines = repos.map(({ folder, githash, url }) => `  ${folder}  ${githash.slice(0, 12)}  ${url}`);
    return {
      data: {
        ...{ project, release: release.githash, folder: given.out, reused },
        repos: repos.map(({ name, url, githash, folder }) => ({ name, url, githash, folder })),
      },
      text: [`${project} ${describeRelease(release)}: ${given.out} ${done}`, ...lines].join('\n'),
    };
  },
});

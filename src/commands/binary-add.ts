/** `facs binary add`: a further binary for a release. */
import { addBinary } from '../app/binary-add.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { dryRun, metaPlaces, storePlaces, subject } from '../core/inputs/shared.ts';
import { describeRelease } from '../core/meta/describe.ts';
import { binaryLabel } from '../core/release/binary-word.ts';
import { defineCommand } from './command.ts';
import { describeBinaries, toBinaryData } from './release-data.ts';

const inputs = defineInputs({
  project: subject.project,
  path: text({
    positional: true,
    required: true,
    placeholder: 'FILE|DIR',
    help: 'What was built: a folder or file to pack, or a tar or tar.gz as it is.',
  }),
  name: text({ required: true, placeholder: 'NAME', help: 'Name of the binary, as install groups call it.' }),
  platform: text({ placeholder: 'PLATFORM', help: 'What it runs on, like linux-x64, or any. Absent: this machine.' }),
  release: text({
    placeholder: 'VERSION',
    help: 'The release that it was built from: githash, version or tag. Absent: what the work tree stands at.',
  }),
  ...storePlaces,
  ...metaPlaces,
  'src-dir': text({
    placeholder: 'DIR',
    help: 'The work tree that it was built from, instead of the one around here.',
  }),
  ...dryRun,
});

/** Data: `{project, release, version, recorded, binary, commit}`; `binary` is null in a dry run of a new one. */
export const binaryAddCommand = defineCommand({
  name: 'binary add',
  summary: 'Pack, store and record what was built from a release.',
  inputs,
  outputs: {
    project: 'The project.',
    release: 'Full githash of the release.',
    recorded: 'true when meta had these bytes already.',
    sha256: 'Of the packed bytes; empty in a dry run.',
    url: 'Where they are stored; empty in a dry run.',
    'meta-commit': 'The commit of the meta repo that recorded it; empty when there was nothing to record.',
  },
  action: { name: 'binary', title: 'Facsimile binary', icon: 'package', color: 'purple' },
  run: async (given, { ports, environment }) => {
    const { release, binary, recorded, commit } = await addBinary(given, { ports, environment });
    const { project, githash, version } = release;
    const what = binaryLabel({ name: given.name, platform: given.platform ?? environment.platform });
    const state = recorded ? 'is recorded already' : commit === undefined ? 'would be recorded' : 'recorded';
    return {
      data: {
        ...{ project, release: githash, version, recorded },
        binary: binary === undefined ? null : toBinaryData(binary),
        commit: commit ?? null,
      },
      text: [
        `${what} of ${project} ${describeRelease(release)}: ${state}`,
        ...(binary === undefined ? [] : describeBinaries([binary])),
      ].join('\n'),
      outputs: {
        project,
        release: githash,
        recorded: String(recorded),
        sha256: binary?.sha256 ?? '',
        url: binary?.url ?? '',
        'meta-commit': commit ?? '',
      },
    };
  },
});

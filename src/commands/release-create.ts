/** `facs release create`: a commit, with all its repositories and binaries, into meta. */
import { type CreatedRelease, createRelease } from '../app/release-create.ts';
import { defineInputs, list, text } from '../core/inputs/input.ts';
import { dryRun, storePlaces, subject, workPlaces } from '../core/inputs/shared.ts';
import { describeRecord, describeRelease } from '../core/meta/describe.ts';
import { defineCommand } from './command.ts';
import { describeBinaries, summarizeRelease, toBinaryData, toReleaseData } from './release-data.ts';

const inputs = defineInputs({
  project: subject.project,
  tag: text({
    placeholder: 'TAG',
    help: 'The tag that makes the release. Absent: what the work tree stands at, with the tag there if it has one.',
  }),
  binary: list({
    placeholder: 'NAME.PLATFORM=FILE|DIR',
    help: 'What the build made, to be packed, stored and recorded with the release: server.linux-x64=build.',
  }),
  ...storePlaces,
  ...workPlaces,
  'src-dir': text({ placeholder: 'DIR', help: 'The work tree to release, instead of the one around this folder.' }),
  ...dryRun,
});

/**
 * Data: `{project, release, version, tag, committedAt, repos, recorded, built, binaries, commit}`; `release` is the
 * githash, `commit` that of meta or null.
 */
export const releaseCreateCommand = defineCommand({
  name: 'release create',
  summary: 'Record a release: the commit, every repository that it is built from, and its binaries.',
  inputs,
  outputs: {
    project: 'The project.',
    release: 'Full githash of the release.',
    version: 'Its version; empty without a tag.',
    recorded: 'true when meta had the release already.',
    built:
      'true when meta had the binaries already, so that nothing needs to be built: all that --binary names, or any.',
    binaries: 'JSON list of `{name, platform, sha256, size, url}`: all that are recorded.',
    'meta-commit': 'The commit of the meta repo that recorded it; empty when there was nothing to record.',
  },
  action: { name: 'release', title: 'Facsimile release', icon: 'tag', color: 'purple' },
  run: async (given, { ports, environment }) => {
    const created = await createRelease(given, { ports, environment });
    const { release, recorded, built, commit } = created;
    const binaries = created.binaries.map(toBinaryData);
    return {
      data: { ...toReleaseData(release), recorded, built, binaries, commit: commit ?? null },
      text: describe(created, given['dry-run']),
      outputs: {
        project: release.project,
        release: release.githash,
        version: release.version,
        recorded: String(recorded),
        built: String(built),
        binaries: JSON.stringify(binaries),
        'meta-commit': commit ?? '',
      },
      summary: summarizeRelease(release, created.binaries),
    };
  },
});

function describe({ release, recorded, binaries, commit }: CreatedRelease, isDry: boolean): string {
  const name = `${release.project} ${describeRelease(release)}`;
  const record = [describeRecord(release), ...describeBinaries(binaries)].join('\n');
  if (commit !== undefined) return `${record}\nrecorded in ${commit.slice(0, 12)}`;
  if (isDry && !recorded) return `would record ${record}`;
  return [`${name} is recorded already`, ...describeBinaries(binaries)].join('\n');
}

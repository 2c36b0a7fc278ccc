/** The stage `build`: binaries of the release, made once. */
import type { Build } from '../../core/definition/build.ts';
import type { BinaryRecord } from '../../core/meta/record.ts';
import { type BinaryOutput, binaryLabel } from '../../core/release/binary-word.ts';
import { landRecords } from '../land-records.ts';
import { packNew, storeAll } from '../record-binaries.ts';
import type { ReleaseBinary } from '../release-choice.ts';
import { binariesOf } from '../releases.ts';
import { keepBinaries, readKept } from './kept-binaries.ts';
import { describePythonBuild, runPythonBuild } from './python-build.ts';
import { runBuild } from './run-build.ts';
import { type Going, isRecorded, type StageEnd } from './stage.ts';

const stage = 'build';

type BinaryName = Pick<BinaryOutput, 'name' | 'platform'>;

/**
 * Runs the build for this machine's platform, unless all that it would make is there: what is recorded is never built
 * again. With meta what it made is recorded, else it is kept under `--top-dir`.
 *
 * @throws as `runBuild`, `runPythonBuild`, `packNew`, `storeAll`, `Meta.append`.
 */
export async function buildStage(going: Going): Promise<StageEnd> {
  const { build } = going.gathered.definition.settings;
  if (build === undefined) {
    const lines = ['nothing to build: the definition has no build'];
    return { report: { stage, outcome: 'unchanged', lines, data: { binaries: [] } } };
  }
  const standing = await standingBinaries(going);
  const wanted = missingOutputs(build, standing, going);
  const found = standing.filter(({ name }) => build.binaries.some((output) => output.name === name));
  if (wanted.length === 0) {
    const lines = ['is built already', ...found.map(describeBinary)];
    return { report: { stage, outcome: 'unchanged', lines, data: toData(found) }, built: found };
  }
  if (going.inputs['dry-run']) return plan(build, wanted, going);
  const made = await (build.type === 'python' ? runPythonBuild(build, going) : runBuild(build, going));
  const { platform } = going.context.environment;
  const outputs = made.filter(({ name }) => wanted.includes(name)).map((output) => ({ ...output, platform }));
  const built = await settleBinaries(outputs, going);
  const lines = [isRecorded(going) ? 'recorded' : `kept in ${going.folders.binaries}`, ...built.map(describeBinary)];
  return {
    report: { stage, outcome: 'done', lines, data: toData(built) },
    built: [...found.filter((each) => !isAmong(built, each)), ...built],
  };
}

/** Packs what was built and records it, or keeps it where no record is to describe it. @throws as `buildStage`. */
export async function settleBinaries(
  outputs: readonly BinaryOutput[],
  going: Going,
): Promise<readonly ReleaseBinary[]> {
  return isRecorded(going) ? record(outputs, going) : keepBinaries(outputs, going);
}

/** Binaries of the release that are there when the stage begins, recorded or kept. */
export async function standingBinaries(going: Pick<Going, 'gathered' | 'inputs' | 'folders' | 'context'>) {
  return isRecorded(going) ? going.gathered.release.binaries : readKept(going);
}

/** Names of what is to be built: everything where files are no commit, or shall be made anew and are in no record. */
export function missingOutputs(
  build: Build,
  standing: readonly ReleaseBinary[],
  { gathered, inputs, context }: Pick<Going, 'gathered' | 'inputs' | 'context'>,
): readonly string[] {
  const anew = !isRecorded({ gathered, inputs }) && (inputs.clean || gathered.origin === undefined);
  const { platform } = context.environment;
  const isThere = (name: string) => standing.some((each) => each.name === name && each.platform === platform);
  return build.binaries.flatMap(({ name }) => (anew || !isThere(name) ? [name] : []));
}

function plan(build: Build, wanted: readonly string[], { context, folders }: Going): StageEnd {
  const { platform } = context.environment;
  const labels = wanted.map((name) => binaryLabel({ name, platform }));
  const command = build.type === 'python' ? describePythonBuild(build) : build.command;
  const lines = [`would run ${command}`, `in a clean export at ${folders.build}, for ${labels.join(', ')}`];
  const data = { command, folder: folders.build, binaries: labels };
  return { report: { stage, outcome: 'planned', lines, data }, unbuilt: wanted };
}

async function record(outputs: readonly BinaryOutput[], going: Going): Promise<readonly BinaryRecord[]> {
  const { gathered, inputs, context } = going;
  const { seen, release } = gathered;
  if (seen === undefined) throw new Error('nothing is recorded without meta');
  const { meta } = seen;
  // The build may have taken long: what others recorded meanwhile decides.
  const snapshot = await meta.snapshot();
  const standing = await binariesOf(snapshot, release.project, release.githash);
  const added = await storeAll(await packNew(outputs, { release, standing }, context.ports), inputs, context.ports);
  await landRecords({ meta, snapshot }, added, context);
  return [...standing.filter((each) => isAmong(outputs, each)), ...added];
}

function isAmong(binaries: readonly BinaryName[], { name, platform }: BinaryName): boolean {
  return binaries.some((each) => each.name === name && each.platform === platform);
}

function describeBinary({ name, platform, sha256, size }: ReleaseBinary): string {
  return `${binaryLabel({ name, platform })}  sha256:${sha256.slice(0, 12)}  ${size} bytes`;
}

function toData(binaries: readonly ReleaseBinary[]) {
  return {
    binaries: binaries.map(({ name, platform, sha256, size, url }) => ({ name, platform, sha256, size, url })),
  };
}
